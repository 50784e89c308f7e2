import { either, words } from '../../i18n';
import { Trouble } from '../../parts/Trouble';
import { AgentAway, AgentRefusal } from './agent';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });

/** What the agent, or the server, said against it. */
export function AgentTrouble({ error, again }: { error: unknown; again?: () => void }) {
  if (!(error instanceof AgentRefusal || error instanceof AgentAway)) return <Trouble error={error} {...(again ? { again } : {})} />;
  return (
    <div class="trouble" role="alert">
      <p>{error instanceof AgentRefusal ? either(error.hindi, error.english) || t('agent_refused') : t('agent_gone')}</p>
      {again && (
        <button type="button" onClick={again}>
          {t('look_again')}
        </button>
      )}
    </div>
  );
}
