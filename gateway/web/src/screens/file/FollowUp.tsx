import { useState } from 'preact/hooks';
import { onFile } from '../../acts';
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
import type { FileView } from './views';

const t = words({ hi, en });
const WEEK = 7 * 86_400_000;

interface Props {
  file: FileView;
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

function Form({ file, onClose }: Props) {
  const attempt = useAttempt();
  const [dueOn, setDueOn] = useState(today(Date.now() + WEEK));
  const [word, setWord] = useState('');
  const [trouble, setTrouble] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event?: Event): Promise<void> {
    event?.preventDefault();
    if (busy || !dueOn) return;
    setBusy(true);
    // It is the desk's own and held to no stay of the file.
    const body = { due_on: dueOn, word: word.trim(), custody_number: undefined };
    const outcome = await attempt(onFile(file, { kind: 'set_follow_up', path: `/files/${file.id}/follow-up`, body }));
    setBusy(false);
    if (outcome.state === 'refused') return setTrouble(outcome.trouble);
    reloadViews('awaited:');
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
