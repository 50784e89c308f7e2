import { useAttempt } from '../../../acts/attempt';
import { words } from '../../../i18n';
import { ReasonDialog } from '../../../parts/ReasonDialog';
import { type Consultation, onConsultation } from './consultations';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });

interface Props {
  one: Consultation;
  act: 'return' | 'withdraw';
  onClose: () => void;
}

/** Returning a question unanswered, or taking it back: with the reason, which stays on the record. */
export function Reasoned({ one, act, onClose }: Props) {
  const attempt = useAttempt();
  function send(reason: string) {
    // Who withdraws does not have the question, so the act is held to no stay of it.
    const body = act === 'withdraw' ? { reason, custody_number: undefined } : { reason };
    return attempt(onConsultation(one, { kind: `${act}_consultation`, path: `/consultations/${one.id}/${act}`, body }));
  }
  return (
    <ReasonDialog
      title={t(`${act}_heading`)}
      about={one.question}
      doLabel={t(`${act}_now`)}
      done={t(`${act}_done`)}
      send={send}
      onClose={onClose}
    />
  );
}
