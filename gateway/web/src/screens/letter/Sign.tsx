import { useEffect, useState } from 'preact/hooks';
import { words } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { Waiting } from '../../parts/Waiting';
import { type Agent, AgentAway, findAgent } from './agent';
import { AgentHelp } from './AgentHelp';
import { AgentTrouble } from './AgentTrouble';
import { Certificates } from './Certificates';
import en from './en.json';
import hi from './hi.json';
import { Pairing } from './Pairing';
import { SignNow } from './SignNow';
import { type Usable } from './usable';
import type { LetterView } from './views';

const t = words({ hi, en });

/** Signing with the officer's token: find the agent, pair with it, choose the certificate, sign. */
export function Sign({ letter, onClose }: { letter: LetterView; onClose: () => void }) {
  const { agent, trouble, look, setAgent } = useAgent();
  const [chosen, setChosen] = useState<Usable | null>(null);
  return (
    <Dialog title={t('sign_heading', { number: letter.number })} onClose={onClose}>
      <p class="subject">{letter.subject}</p>
      {!agent && trouble === null && <Waiting />}
      {trouble instanceof AgentAway && <AgentHelp again={look} />}
      {trouble !== null && !(trouble instanceof AgentAway) && <AgentTrouble error={trouble} again={look} />}
      {agent && !agent.key && <Pairing agent={agent} onPaired={setAgent} />}
      {agent?.key && !chosen && <Certificates agent={agent} onChoose={setChosen} />}
      {agent?.key && chosen && (
        <SignNow letter={letter} agent={agent} certificate={chosen} onOther={() => setChosen(null)} onAway={look} onDone={onClose} />
      )}
    </Dialog>
  );
}

function useAgent() {
  const [agent, setAgent] = useState<Agent | null>(null);
  const [trouble, setTrouble] = useState<unknown>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let gone = false;
    setAgent(null);
    setTrouble(null);
    findAgent().then(
      (found) => !gone && setAgent(found),
      (error: unknown) => !gone && setTrouble(error),
    );
    return () => {
      gone = true;
    };
  }, [round]);
  return { agent, trouble, setAgent, look: () => setRound((before) => before + 1) };
}
