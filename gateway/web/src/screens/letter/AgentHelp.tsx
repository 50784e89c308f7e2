import { words } from '../../i18n';
import { tell } from '../../parts/notices';
import en from './en.json';
import hi from './hi.json';
import { useFirstFocus } from './useFirstFocus';

const t = words({ hi, en });

/** No agent answers: how to start it, in the words of somebody who has never done it. */
export function AgentHelp({ again }: { again: () => void }) {
  const step = useFirstFocus<HTMLDivElement>();
  const command = `python -m clients.signer serve --origin ${location.origin}`;
  return (
    <div ref={step} class="notice" role="alert">
      <h3>{t('no_agent')}</h3>
      <p>{t('no_agent_why')}</p>
      <ol>
        <li>{t('help_token')}</li>
        <li>
          {t('help_start')}
          <pre class="command">
            <code>{command}</code>
          </pre>
          <button type="button" onClick={() => void navigator.clipboard.writeText(command).then(() => tell(t('copied')))}>
            {t('copy')}
          </button>
        </li>
        <li>{t('help_code')}</li>
        <li>{t('help_permission')}</li>
      </ol>
      {!isSecureContext && <p class="error">{t('help_https')}</p>}
      <p class="soft">{t('help_unable')}</p>
      <div class="actions">
        <button type="button" class="main" onClick={again}>
          {t('look_again')}
        </button>
      </div>
    </div>
  );
}
