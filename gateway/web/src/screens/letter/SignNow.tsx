import { useRef, useState } from 'preact/hooks';
import { Refusal, type Schemas, api, newId, view } from '../../api/client';
import { words } from '../../i18n';
import { tell } from '../../parts/notices';
import { type Agent, AgentAway, AgentRefusal, comparable, sign } from './agent';
import { AgentTrouble } from './AgentTrouble';
import { Described } from './Certificates';
import en from './en.json';
import hi from './hi.json';
import type { Usable } from './usable';
import { useFirstFocus } from './useFirstFocus';
import { type LetterView, at, showLetter } from './views';

const t = words({ hi, en });
type Phase = 'ready' | 'preparing' | 'asking' | 'completing';

interface Props {
  letter: LetterView;
  agent: Agent;
  certificate: Usable;
  onOther: () => void;
  /** The agent is gone, or not paired any more. */
  onAway: () => void;
  onDone: () => void;
}

/** Prepare on the server, sign on this PC, complete on the server. */
export function SignNow({ letter, agent, certificate, onOther, onAway, onDone }: Props) {
  const step = useFirstFocus<HTMLElement>();
  const [phase, setPhase] = useState<Phase>('ready');
  const [session, setSession] = useState<Schemas['SigningView'] | null>(null);
  const [trouble, setTrouble] = useState<unknown>(null);
  // A signature whose delivery failed is delivered again; the officer is not asked twice for it.
  const made = useRef<{ session_id: string; signature: string; key: string } | null>(null);

  async function run(): Promise<void> {
    if (phase !== 'ready') return;
    setTrouble(null);
    try {
      if (!made.current) {
        setPhase('preparing');
        const prepared = await prepare(letter.id, certificate.registered.id);
        setSession(prepared);
        setPhase('asking');
        const signature = await sign(agent, prepared, letter);
        made.current = { session_id: prepared.session_id, signature, key: newId() };
      }
      setPhase('completing');
      showLetter(await complete(letter.id, made.current));
      tell(t('signed'));
      onDone();
    } catch (error) {
      if (error instanceof Refusal) made.current = null;
      if (error instanceof AgentRefusal && error.code === 'not_paired') return onAway();
      setTrouble(error);
      setPhase('ready');
    }
  }

  return (
    <section ref={step}>
      <Described of={certificate.onToken} />
      <div role="status">
        {phase === 'preparing' && <p>{t('preparing')}</p>}
        {phase === 'asking' && session && (
          <div class="notice">
            <p>
              <strong>{t('asking')}</strong>
            </p>
            <p>
              {t('compare')} <code class="compare">{comparable(session.digest)}</code>
            </p>
            <p>{t('compare_hint')}</p>
          </div>
        )}
        {phase === 'completing' && <p>{t('completing')}</p>}
      </div>
      <AgentTrouble error={trouble} {...(trouble instanceof AgentAway ? { again: onAway } : {})} />
      <div class="actions">
        <button type="button" class="main" disabled={phase !== 'ready'} onClick={() => void run()}>
          {t(made.current ? 'deliver_signature' : 'sign_now')}
        </button>
        <button type="button" class="plain" disabled={phase !== 'ready'} onClick={onOther}>
          {t('other_certificate')}
        </button>
      </div>
      <p class="soft">{t('sign_means')}</p>
    </section>
  );
}

function prepare(letterId: string, certificateId: string): Promise<Schemas['SigningView']> {
  return view(api.POST('/letters/{letter_id}/signature', { params: at(letterId), body: { certificate_id: certificateId } }));
}

function complete(letterId: string, made: { session_id: string; signature: string; key: string }): Promise<LetterView> {
  const { session_id, signature, key } = made;
  const headers = { 'Idempotency-Key': key };
  return view(api.PUT('/letters/{letter_id}/signature', { params: at(letterId), body: { session_id, signature }, headers }));
}
