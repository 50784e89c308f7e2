import { words } from '../i18n';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });

/** Shown while something is on its way; read aloud by screen readers. */
export function Waiting() {
  return (
    <p class="waiting" role="status">
      {t('waiting')}
    </p>
  );
}
