import { useState } from 'preact/hooks';
import { onFile } from '../../acts';
import { attempt } from '../../acts/attempt';
import { words } from '../../i18n';
import { useKeys } from '../../keys';
import { Dialog } from '../../parts/Dialog';
import { HindiText } from '../../parts/editor/HindiText';
import { Field } from '../../parts/Field';
import { tell } from '../../parts/notices';
import { Trouble } from '../../parts/Trouble';
import en from './en.json';
import hi from './hi.json';
import { type FileView } from './views';
import { today } from './who';

const t = words({ hi, en });
const DAY = 86_400_000;

interface Props {
  file: FileView;
  act: 'close' | 'reopen' | 'park';
  onClose: () => void;
}

/** Closing, reopening and putting aside are done with a reason, which stays on the file. */
export function ReasonDialog(props: Props) {
  return (
    <Dialog title={t(`${props.act}_heading`)} onClose={props.onClose}>
      <ReasonForm {...props} />
    </Dialog>
  );
}

function ReasonForm({ file, act, onClose }: Props) {
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState(() => today(new Date(Date.now() + 7 * DAY)));
  const [trouble, setTrouble] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event?: Event): Promise<void> {
    event?.preventDefault();
    if (busy || !reason.trim()) return;
    setBusy(true);
    const body: Record<string, unknown> = { reason: reason.trim(), ...(act === 'park' ? { until } : {}) };
    // Who reopens need not have the file.
    if (act === 'reopen') body['custody_number'] = undefined;
    const outcome = await attempt(onFile(file, { kind: `${act}_file`, path: `/files/${file.id}/${act}`, body }));
    setBusy(false);
    if (outcome.state === 'refused') return setTrouble(outcome.trouble);
    tell(t(outcome.state === 'queued' ? 'waits_for_line' : `${act}_done`), outcome.state === 'queued' ? 'warn' : 'good');
    onClose();
  }
  useKeys({ 'Ctrl+Enter': { label: t(`${act}_now`), run: () => void submit() } });

  return (
    <form onSubmit={submit}>
      <p>
        <strong>{file.number}</strong> {file.subject}
      </p>
      {act === 'park' && (
        <Field label={t('park_until')} hint={t('park_hint')}>
          {(attributes) => (
            <input
              {...attributes}
              type="date"
              required
              min={today(new Date(Date.now() + DAY))}
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
          {t(`${act}_now`)}
        </button>
      </div>
    </form>
  );
}
