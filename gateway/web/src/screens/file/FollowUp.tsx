import { useState } from 'preact/hooks';
import type { NewAct } from '../../acts';
import { useAttempt } from '../../acts/attempt';
import longest from '../../api/longest.json';
import { today, words } from '../../i18n';
import { useKeys } from '../../keys';
import { Dialog } from '../../parts/Dialog';
import { HindiText } from '../../parts/editor/HindiText';
import { Field } from '../../parts/Field';
import { tell } from '../../parts/notices';
import { Trouble } from '../../parts/Trouble';
import { reloadViews } from '../../store/views';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });
const WEEK = 7 * 86_400_000;

interface FileRef {
  id: string;
  number: string;
  subject: string;
}

interface Props {
  file: FileRef;
  /** What the desk has set already (ISO 8601) and wants to change. */
  dueOn?: string;
  word?: string;
  onClose: () => void;
}

/** Have one's desk reminded of the file on a day, wherever it is by then. */
export default function FollowUp(props: Props) {
  return (
    <Dialog title={t('follow_up')} onClose={props.onClose}>
      <Form {...props} />
    </Dialog>
  );
}

function Form({ file, dueOn: before, word: said = '', onClose }: Props) {
  const attempt = useAttempt();
  const [dueOn, setDueOn] = useState(dayFrom(before));
  const [word, setWord] = useState(said);
  const [trouble, setTrouble] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event?: Event): Promise<void> {
    event?.preventDefault();
    if (busy || !dueOn) return;
    setBusy(true);
    const outcome = await attempt(followUpAct(file, dueOn, word));
    setBusy(false);
    if (outcome.state === 'refused') return setTrouble(outcome.trouble);
    reloadViews('awaited:');
    reloadViews('desk:counts');
    tell(t(outcome.state === 'queued' ? 'act_waits' : 'follow_up_set'), outcome.state === 'queued' ? 'warn' : 'good');
    onClose();
  }
  useKeys({ 'Ctrl+Enter': { label: t('follow_up_now'), run: () => void submit() } });

  return (
    <form onSubmit={submit}>
      <p>{`${file.number} · ${file.subject}`}</p>
      <Field label={t('follow_up_day')} hint={t('follow_up_hint')}>
        {(attributes) => (
          <input {...attributes} type="date" required min={today()} value={dueOn} onInput={(event) => setDueOn(event.currentTarget.value)} />
        )}
      </Field>
      <HindiText label={t('follow_up_word')} value={word} onInput={setWord} multiline={false} maxLength={longest.reason} />
      <Trouble error={trouble} />
      <div class="actions">
        <button class="main" disabled={busy || !dueOn} aria-keyshortcuts="Control+Enter">
          {t('follow_up_now')}
        </button>
      </div>
    </form>
  );
}

/** Nobody is reminded in the past: a day that has come is a week from now. */
export function dayFrom(before: string | undefined): string {
  return before && before >= today() ? before : today(Date.now() + WEEK);
}

/** It is the desk's own and held to no stay of the file; one that the desk has is replaced. */
export function followUpAct(file: FileRef, dueOn: string, word: string): NewAct {
  const body = { due_on: dueOn, word: word.trim() };
  return { kind: 'set_follow_up', method: 'POST', queue: file.id, about: file.number, path: `/files/${file.id}/follow-up`, body };
}
