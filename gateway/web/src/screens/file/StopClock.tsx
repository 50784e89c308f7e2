import { useState } from 'preact/hooks';
import { onFile } from '../../acts';
import { useAttempt } from '../../acts/attempt';
import longest from '../../api/longest.json';
import { words } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { HindiText } from '../../parts/editor/HindiText';
import { Field } from '../../parts/Field';
import { tell } from '../../parts/notices';
import { Trouble } from '../../parts/Trouble';
import en from './en.json';
import hi from './hi.json';
import type { FileView } from './views';

const t = words({ hi, en });
const REASONS = ['citizen', 'other_office', 'court'] as const;

/** For whom the desk waits, and why. */
export function StopClock({ file, onClose }: { file: FileView; onClose: () => void }) {
  const attempt = useAttempt();
  const [reason, setReason] = useState<(typeof REASONS)[number]>('citizen');
  const [remarks, setRemarks] = useState('');
  const [trouble, setTrouble] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (busy || !remarks.trim()) return;
    setBusy(true);
    const body = { reason, remarks: remarks.trim() };
    const outcome = await attempt(onFile(file, { kind: 'stop_clock', path: `/files/${file.id}/clock/stop`, body }));
    setBusy(false);
    if (outcome.state === 'refused') return setTrouble(outcome.trouble);
    tell(t(outcome.state === 'queued' ? 'act_waits' : 'clock_stopped'), outcome.state === 'queued' ? 'warn' : 'good');
    onClose();
  }
  return (
    <Dialog title={t('stop_clock')} onClose={onClose}>
      <form onSubmit={submit}>
        <p>{`${file.number} · ${file.subject}`}</p>
        <p class="soft">{t('stop_clock_note')}</p>
        <Field label={t('waits_for')}>
          {(attributes) => (
            <select
              {...attributes}
              value={reason}
              onChange={(event) => setReason(REASONS.find((each) => each === event.currentTarget.value) ?? 'citizen')}
            >
              {REASONS.map((each) => (
                <option key={each} value={each}>
                  {t(`waits_for_${each}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <HindiText label={t('what_is_awaited')} value={remarks} onInput={setRemarks} multiline={false} maxLength={longest.reason} required />
        <Trouble error={trouble} />
        <div class="actions">
          <button class="main" disabled={busy || !remarks.trim()}>
            {t('stop_clock')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
