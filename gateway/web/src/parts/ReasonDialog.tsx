import { useState } from 'preact/hooks';
import type { Attempt } from '../acts/attempt';
import { words } from '../i18n';
import { useKeys } from '../keys';
import { Dialog } from './Dialog';
import { HindiText } from './editor/HindiText';
import en from './en.json';
import { Field } from './Field';
import hi from './hi.json';
import { tell } from './notices';
import { Trouble } from './Trouble';

const t = words({ hi, en });

interface Props {
  title: string;
  /** Number and subject of the thing. */
  about: string;
  /** On the button. */
  doLabel: string;
  /** Told when it is done. */
  done: string;
  /** Where a day is asked for as well: its label and hint, the first possible and the usual one (ISO 8601). */
  day?: { label: string; hint: string; first: string; usual: string };
  send: (reason: string, day: string) => Promise<Attempt<unknown>>;
  onClose: () => void;
}

/** For what is done with a reason, which stays on the record. A refusal is shown beside what was written. */
export function ReasonDialog(props: Props) {
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <ReasonForm {...props} />
    </Dialog>
  );
}

function ReasonForm({ about, doLabel, done, day, send, onClose }: Props) {
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState(day?.usual ?? '');
  const [trouble, setTrouble] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event?: Event): Promise<void> {
    event?.preventDefault();
    if (busy || !reason.trim()) return;
    setBusy(true);
    const outcome = await send(reason.trim(), until);
    setBusy(false);
    if (outcome.state === 'refused') return setTrouble(outcome.trouble);
    if (outcome.state === 'queued') tell(t('waits_for_line'), 'warn');
    else tell(done);
    onClose();
  }
  useKeys({ 'Ctrl+Enter': { label: doLabel, run: () => void submit() } });

  return (
    <form onSubmit={submit}>
      <p>{about}</p>
      {day && (
        <Field label={day.label} hint={day.hint}>
          {(attributes) => (
            <input
              {...attributes}
              type="date"
              required
              min={day.first}
              value={until}
              onInput={(event) => setUntil(event.currentTarget.value)}
            />
          )}
        </Field>
      )}
      <HindiText label={t('reason')} value={reason} onInput={setReason} multiline={false} maxLength={500} required autofocus />
      <Trouble error={trouble} />
      <div class="actions">
        <button class="main" disabled={busy || !reason.trim()} aria-keyshortcuts="Control+Enter">
          {doLabel}
        </button>
      </div>
    </form>
  );
}
