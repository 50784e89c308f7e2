import { Away, Refusal } from '../api/client';
import { words } from '../i18n';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });

/** Why something did not happen, in the server's own words, and what can be done about it. */
export function Trouble({ error, again }: { error: unknown; again?: () => void }) {
  if (!error) return null;
  return (
    <div class="trouble" role="alert">
      {error instanceof Refusal ? (
        <p>
          <strong>{error.title}</strong> {error.detail}
        </p>
      ) : (
        <p>{error instanceof Away ? t('away') : String(error)}</p>
      )}
      {again && (
        <button type="button" onClick={again}>
          {t('try_again')}
        </button>
      )}
    </div>
  );
}
