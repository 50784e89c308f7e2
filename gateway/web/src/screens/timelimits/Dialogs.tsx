import { useAttempt } from '../../acts/attempt';
import { day, today, words } from '../../i18n';
import { ReasonDialog } from '../../parts/ReasonDialog';
import en from './en.json';
import hi from './hi.json';
import { officeOf } from './Rows';
import { type Concern, type TlLetter, changed, onLetter } from './views';

const t = words({ hi, en });
const DAY = 86_400_000;

interface Props {
  letter: TlLetter;
  onClose: () => void;
}

/** More time, with the reason. */
export function ExtendDialog({ letter, onClose }: Props) {
  const send = useSending(letter, 'extend_tl_letter', 'extend');
  const first = letter.due_on >= today() ? today(Date.parse(letter.due_on) + DAY) : today();
  return (
    <ReasonDialog
      title={t('extend')}
      about={`${letter.number} · ${letter.matter}`}
      doLabel={t('extend_now')}
      done={t('extended_done')}
      day={{ label: t('new_due'), hint: t('due_now', { day: day(letter.due_on) }), first, usual: first }}
      send={(reason, due_on) => send({ due_on, reason })}
      onClose={onClose}
    />
  );
}

/** A report that was called full and is not. */
export function SendBackDialog({ letter, concern, onClose }: Props & { concern: Concern }) {
  const send = useSending(letter, 'send_back_tl_report', 'send-back');
  return (
    <ReasonDialog
      title={t('send_back')}
      about={`${letter.number} · ${officeOf(concern)}`}
      doLabel={t('send_back_now')}
      done={t('sent_back_done')}
      send={(reason) => send({ post_id: concern.post.post_id, reason })}
      onClose={onClose}
    />
  );
}

/** The end, with what the register says of it. */
export function StrikeOffDialog({ letter, onClose }: Props) {
  const send = useSending(letter, 'strike_off_tl_letter', 'strike-off');
  return (
    <ReasonDialog
      title={t('strike_off')}
      about={`${letter.number} · ${letter.matter}`}
      doLabel={t('strike_off_now')}
      done={t('struck_off_done')}
      send={(remarks) => send({ remarks })}
      onClose={onClose}
    />
  );
}

function useSending(letter: TlLetter, kind: string, path: string) {
  const attempt = useAttempt();
  return async (body: Record<string, unknown>) => {
    const outcome = await attempt(onLetter(letter, { kind, path: `/tl-letters/${letter.id}/${path}`, body }));
    if (outcome.state === 'done') changed(letter);
    return outcome;
  };
}
