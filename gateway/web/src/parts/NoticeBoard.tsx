import { words } from '../i18n';
import en from './en.json';
import hi from './hi.json';
import { notices, putAway } from './notices';

const t = words({ hi, en });

/** Shown once, in the shell. */
export function NoticeBoard() {
  return (
    <div class="notices no-print" role="status">
      {notices.value.map(({ id, tone, text }) => (
        <p key={id} class={tone}>
          {text}
          <button type="button" class="plain" aria-label={t('close')} onClick={() => putAway(id)}>
            ✕
          </button>
        </p>
      ))}
    </div>
  );
}
