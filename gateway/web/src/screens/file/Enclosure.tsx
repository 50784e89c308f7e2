import { useRef, useState } from 'preact/hooks';
import { onFile } from '../../acts';
import { useAttempt } from '../../acts/attempt';
import { newId } from '../../api/client';
import { upload } from '../../api/upload';
import longest from '../../api/longest.json';
import { number as count, words } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { HindiText } from '../../parts/editor/HindiText';
import { Field } from '../../parts/Field';
import { tell } from '../../parts/notices';
import { Trouble } from '../../parts/Trouble';
import { forgetLeave } from '../../store/pages';
import en from './en.json';
import hi from './hi.json';
import { type FileView } from './views';

const t = words({ hi, en });
const TYPES = 'application/pdf,image/jpeg,image/png,image/tiff';

/** A paper from this PC onto the correspondence side. */
export function Enclosure({ file, onClose }: { file: FileView; onClose: () => void }) {
  const attempt = useAttempt();
  const [scan, setScan] = useState<File | null>(null);
  const [title, setTitle] = useState('');
  const [flag, setFlag] = useState('');
  const [share, setShare] = useState<number | null>(null);
  const [trouble, setTrouble] = useState<unknown>(null);
  // The same paper sent again after a broken line is stored once.
  const id = useRef(newId());

  function choose(chosen: File | undefined): void {
    id.current = newId();
    setScan(chosen ?? null);
    setTrouble(null);
    if (chosen && !title) setTitle(chosen.name.replace(/\.[a-z0-9]{1,5}$/i, ''));
  }

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (!scan || !title.trim() || share !== null) return;
    setTrouble(null);
    setShare(0);
    try {
      const stored = await upload({ file: scan, title: title.trim(), id: id.current, onProgress: setShare });
      const pages = stored.versions.at(-1)?.pages ?? 1;
      const body = { document_id: stored.id, title: title.trim(), pages, flag: flag || null };
      const outcome = await attempt(onFile(file, { kind: 'attach_document', path: `/files/${file.id}/correspondence`, body }));
      if (outcome.state === 'refused') throw outcome.trouble;
      tell(t(outcome.state === 'queued' ? 'enclosure_waits' : 'enclosure_added'), outcome.state === 'queued' ? 'warn' : 'good');
      forgetLeave({ kind: 'file', id: file.id });
      onClose();
    } catch (error) {
      setTrouble(error);
      setShare(null);
    }
  }

  return (
    <Dialog title={t('add_enclosure')} onClose={onClose}>
      <form onSubmit={submit}>
        <Field label={t('scan')} hint={t('scan_hint')}>
          {(attributes) => (
            <input {...attributes} type="file" required accept={TYPES} onChange={(event) => choose(event.currentTarget.files?.[0])} />
          )}
        </Field>
        <HindiText label={t('title')} value={title} onInput={setTitle} multiline={false} maxLength={longest.title} required />
        <Field label={t('flag')}>
          {(attributes) => (
            <select {...attributes} value={flag} onChange={(event) => setFlag(event.currentTarget.value)}>
              <option value="">{t('flag_none')}</option>
              <option value="puc">{t('flag_puc_long')}</option>
              <option value="fr">{t('flag_fr_long')}</option>
            </select>
          )}
        </Field>
        {share !== null && (
          <p>
            <progress max={1} value={share} aria-label={t('sending')} /> {t('sent_share', { percent: count(Math.round(share * 100)) })}
          </p>
        )}
        <Trouble error={trouble} />
        <div class="actions">
          <button class="main" disabled={!scan || !title.trim() || share !== null}>
            {t(share === null ? 'put_in' : 'sending')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
