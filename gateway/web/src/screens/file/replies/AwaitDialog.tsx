import { useState } from 'preact/hooks';
import { today, words } from '../../../i18n';
import { useKeys } from '../../../keys';
import { Dialog } from '../../../parts/Dialog';
import { Field } from '../../../parts/Field';
import { tell } from '../../../parts/notices';
import { Trouble } from '../../../parts/Trouble';
import type { FileView } from '../views';
import en from './en.json';
import hi from './hi.json';
import { type Matrix, toAwait, useReplyAct } from './views';

const t = words({ hi, en });
/** Milliseconds: what offices usually give for a reply. */
const USUAL = 15 * 86_400_000;

interface Props {
  file: FileView;
  matrix: Matrix;
  onClose: () => void;
}

/** By which day the replies are awaited, and whose. */
export function AwaitDialog(props: Props) {
  return (
    <Dialog title={t('act_await')} onClose={props.onClose}>
      <Form {...props} />
    </Dialog>
  );
}

function Form({ file, matrix, onClose }: Props) {
  const send = useReplyAct(file, matrix);
  const rows = toAwait(matrix);
  const [chosen, setChosen] = useState<number[]>(rows.filter((row) => row.state !== 'not_needed').map((row) => row.addressee));
  const [dueOn, setDueOn] = useState(today(Date.now() + USUAL));
  const [trouble, setTrouble] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const complete = chosen.length > 0 && dueOn !== '';
  const choose = (addressee: number, isChosen: boolean) =>
    setChosen((before) => (isChosen ? [...before, addressee] : before.filter((each) => each !== addressee)));

  async function submit(event?: Event): Promise<void> {
    event?.preventDefault();
    if (busy || !complete) return;
    setBusy(true);
    const outcome = await send('await_replies', 'replies/await', { addressees: [...chosen].sort((a, b) => a - b), due_on: dueOn });
    setBusy(false);
    if (outcome.state === 'refused') return setTrouble(outcome.trouble);
    tell(t(outcome.state === 'queued' ? 'waits' : 'done_await'), outcome.state === 'queued' ? 'warn' : 'good');
    onClose();
  }
  useKeys({ 'Ctrl+Enter': { label: t('await_now'), run: () => void submit() } });

  return (
    <form onSubmit={submit}>
      <p>{`${matrix.letter_number} · ${matrix.subject}`}</p>
      <fieldset>
        <legend>{t('await_whom')}</legend>
        {rows.map((row) => (
          <label key={row.addressee} class="check">
            <input
              type="checkbox"
              checked={chosen.includes(row.addressee)}
              onChange={(event) => choose(row.addressee, event.currentTarget.checked)}
            />
            {row.name}
          </label>
        ))}
      </fieldset>
      <Field label={t('due_by')} hint={t('due_hint')}>
        {(attributes) => (
          <input {...attributes} type="date" required min={today()} value={dueOn} onInput={(event) => setDueOn(event.currentTarget.value)} />
        )}
      </Field>
      <Trouble error={trouble} />
      <div class="actions">
        <button class="main" disabled={busy || !complete} aria-keyshortcuts="Control+Enter">
          {t('await_now')}
        </button>
      </div>
    </form>
  );
}
