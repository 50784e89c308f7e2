import { useState } from 'preact/hooks';
import { onFile } from '../../../acts';
import { useAttempt } from '../../../acts/attempt';
import { actingPost } from '../../../api/session';
import { localOf, momentOf, words } from '../../../i18n';
import { useKeys } from '../../../keys';
import { Dialog } from '../../../parts/Dialog';
import { Field } from '../../../parts/Field';
import { tell } from '../../../parts/notices';
import { type Desk, PostPicker } from '../../../parts/PostPicker';
import { Trouble } from '../../../parts/Trouble';
import { serverNow } from '../../../shell/line';
import { useKeptText } from '../../../store/texts';
import { NoteText } from '../NoteText';
import { isTooLong, paragraphsOf } from '../paragraphs';
import type { FileView } from '../views';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });
const MEANS = ['in_person', 'telephone', 'meeting', 'video'] as const;

/** What an officer above ordered by word of mouth, put on record as a note. */
export function OralOrder(props: { file: FileView; onClose: () => void }) {
  return (
    <Dialog title={t('heading')} onClose={props.onClose}>
      <Form {...props} />
    </Dialog>
  );
}

function Form({ file, onClose }: { file: FileView; onClose: () => void }) {
  const attempt = useAttempt();
  const key = `oral:${file.id}`;
  const text = useKeptText(key, '');
  const [officer, setOfficer] = useState<Desk | null>(null);
  const [at, setAt] = useState(() => localNow());
  const [means, setMeans] = useState<(typeof MEANS)[number]>('in_person');
  const [trouble, setTrouble] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const paragraphs = paragraphsOf(text.value);
  const complete = officer !== null && at !== '' && paragraphs.length > 0 && !isTooLong(text.value);

  async function submit(event?: Event): Promise<void> {
    event?.preventDefault();
    if (busy || !officer || !complete) return;
    setBusy(true);
    setTrouble(null);
    const body = { ordered_by: officer.post_id, ordered_at: momentOf(at), means, paragraphs };
    const path = `/files/${file.id}/oral-orders`;
    const outcome = await attempt(onFile(file, { kind: 'record_oral_order', path, body, textKey: key, text: text.value }));
    setBusy(false);
    if (outcome.state === 'refused') return setTrouble(outcome.trouble);
    await text.forget();
    tell(t(outcome.state === 'queued' ? 'queued' : 'recorded'), outcome.state === 'queued' ? 'warn' : 'good');
    onClose();
  }
  useKeys({ 'Ctrl+Enter': { label: t('record'), run: () => void submit() } });

  const own = actingPost.value?.id;
  return (
    <form onSubmit={submit}>
      <p>{t('lead')}</p>
      <PostPicker label={t('officer')} fileId={file.id} except={own ? [own] : []} autofocus onPick={setOfficer} />
      <div>
        <Field label={t('ordered_at')}>
          {(attributes) => (
            <input
              {...attributes}
              type="datetime-local"
              required
              max={localNow()}
              value={at}
              onInput={(event) => setAt(event.currentTarget.value)}
            />
          )}
        </Field>
        <Field label={t('means')}>
          {(attributes) => (
            <select
              {...attributes}
              value={means}
              onChange={(event) => setMeans(MEANS.find((each) => each === event.currentTarget.value) ?? 'in_person')}
            >
              {MEANS.map((each) => (
                <option key={each} value={each}>
                  {t(`means_${each}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <NoteText number={() => ''} label={t('words')} hint={t('words_hint')} value={text.value} onInput={text.write} rows={4} required />
      <Trouble error={trouble} />
      <div class="actions">
        <button class="main" disabled={busy || !complete} aria-keyshortcuts="Control+Enter">
          {t('record')}
        </button>
      </div>
    </form>
  );
}

const localNow = () => localOf(new Date(serverNow()).toISOString());
