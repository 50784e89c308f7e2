import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Attempt } from '../acts/attempt';
import longest from '../api/longest.json';
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
  /** Where one of a list is asked for as well: its label, what stands there before one is chosen, the codes and names. */
  choice?: { label: string; open: string; required: boolean; options: readonly { code: string; name: string }[] };
  /** The day and the choice are empty where they were not asked for, or left open. */
  send: (reason: string, day: string, choice: string) => Promise<Attempt<unknown>>;
  onClose: () => void;
  /** What else has to be known or ticked. */
  children?: ComponentChildren;
}

/** For what is done with a reason, which stays on the record. A refusal is shown beside what was written. */
export function ReasonDialog(props: Props) {
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <ReasonForm {...props} />
    </Dialog>
  );
}

function ReasonForm({ about, doLabel, done, day, choice, send, onClose, children }: Props) {
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState(day?.usual ?? '');
  const [chosen, setChosen] = useState('');
  const [trouble, setTrouble] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const complete = reason.trim() !== '' && !(choice?.required && !chosen);

  async function submit(event?: Event): Promise<void> {
    event?.preventDefault();
    if (busy || !complete) return;
    setBusy(true);
    const outcome = await send(reason.trim(), until, chosen);
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
      {children}
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
      {choice && (
        <Field label={choice.label}>
          {(attributes) => (
            <select {...attributes} required={choice.required} value={chosen} onChange={(event) => setChosen(event.currentTarget.value)}>
              <option value="">{choice.open}</option>
              {choice.options.map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <HindiText label={t('reason')} value={reason} onInput={setReason} multiline={false} maxLength={longest.reason} required autofocus />
      <Trouble error={trouble} />
      <div class="actions">
        <button class="main" disabled={busy || !complete} aria-keyshortcuts="Control+Enter">
          {doLabel}
        </button>
      </div>
    </form>
  );
}
