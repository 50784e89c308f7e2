import { useState } from 'preact/hooks';
import { onFile } from '../../../acts';
import { useAttempt } from '../../../acts/attempt';
import longest from '../../../api/longest.json';
import { words } from '../../../i18n';
import { Dialog } from '../../../parts/Dialog';
import { HindiText } from '../../../parts/editor/HindiText';
import { Field } from '../../../parts/Field';
import { tell } from '../../../parts/notices';
import { Trouble } from '../../../parts/Trouble';
import type { FileView } from '../views';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });
const KINDS = ['link', 'reference'] as const;

/** Link the file with another one, or refer to one, by its number. */
export function LinkDialog({ file, onClose }: { file: FileView; onClose: () => void }) {
  const attempt = useAttempt();
  const [kind, setKind] = useState<(typeof KINDS)[number]>('link');
  const [number, setNumber] = useState('');
  const [remarks, setRemarks] = useState('');
  const [trouble, setTrouble] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (busy || !number.trim()) return;
    setBusy(true);
    const body = { kind, other_number: number.trim(), remarks: remarks.trim() };
    const outcome = await attempt(onFile(file, { kind: 'link_file', path: `/files/${file.id}/links`, body }));
    setBusy(false);
    if (outcome.state === 'refused') return setTrouble(outcome.trouble);
    tell(t(outcome.state === 'queued' ? 'act_waits' : 'done_link'), outcome.state === 'queued' ? 'warn' : 'good');
    onClose();
  }
  return (
    <Dialog title={t('act_link')} onClose={onClose}>
      <form onSubmit={submit}>
        <p>{`${file.number} · ${file.subject}`}</p>
        <fieldset>
          <legend>{t('how')}</legend>
          {KINDS.map((each) => (
            <label key={each} class="check">
              <input type="radio" name="kind" checked={kind === each} onChange={() => setKind(each)} />
              {t(`kind_${each}`)}
            </label>
          ))}
        </fieldset>
        <Field label={t('other_number')} hint={t('other_number_hint')}>
          {(attributes) => (
            <input {...attributes} required maxLength={longest.fileNumber} value={number} onInput={(event) => setNumber(event.currentTarget.value)} />
          )}
        </Field>
        <HindiText label={t('remarks')} value={remarks} onInput={setRemarks} multiline={false} maxLength={longest.reason} />
        <Trouble error={trouble} />
        <div class="actions">
          <button class="main" disabled={busy || !number.trim()}>
            {t('act_link')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
