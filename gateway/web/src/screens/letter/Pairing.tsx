import { useState } from 'preact/hooks';
import { words } from '../../i18n';
import { Field } from '../../parts/Field';
import { type Agent, pair } from './agent';
import { AgentTrouble } from './AgentTrouble';
import en from './en.json';
import hi from './hi.json';
import { useFirstFocus } from './useFirstFocus';

const t = words({ hi, en });

/** The code that the agent shows when it starts, typed once. */
export function Pairing({ agent, onPaired }: { agent: Agent; onPaired: (agent: Agent) => void }) {
  const step = useFirstFocus<HTMLFormElement>();
  const [code, setCode] = useState('');
  const [trouble, setTrouble] = useState<unknown>(null);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    setTrouble(null);
    try {
      onPaired(await pair(agent, code));
    } catch (error) {
      setTrouble(error);
    }
  }

  return (
    <form ref={step} onSubmit={submit}>
      <p>{t('pair_why')}</p>
      <Field label={t('pair_code')} hint={t('pair_hint')}>
        {(attributes) => (
          <input
            {...attributes}
            inputMode="numeric"
            autocomplete="off"
            maxLength={12}
            required
            value={code}
            onInput={(event) => setCode(event.currentTarget.value)}
          />
        )}
      </Field>
      <AgentTrouble error={trouble} />
      <div class="actions">
        <button class="main" disabled={!/\d/.test(code)}>
          {t('pair')}
        </button>
      </div>
    </form>
  );
}
