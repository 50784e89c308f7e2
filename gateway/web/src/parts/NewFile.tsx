import { useEffect, useState } from 'preact/hooks';
import { attempt } from '../acts/attempt';
import { type Schemas, Refusal, api, every, view } from '../api/client';
import { either, words } from '../i18n';
import { useView } from '../store/views';
import { Dialog } from './Dialog';
import { HindiText } from './editor/HindiText';
import { Field } from './Field';
import { tell } from './notices';
import en from './office/newfile.en.json';
import hi from './office/newfile.hi.json';
import { GRADINGS, LABELS, URGENCIES, gradingName, labelName, urgencyName } from './office/who';
import { Trouble } from './Trouble';

const t = words({ hi, en });
export type FileView = Schemas['FileView'];
type Head = Schemas['NumberingHeadView'];

interface Props {
  /** For a receipt that the file is opened for. */
  subject?: string;
  /** The new file, or nothing where it waits for the line and has no number yet. */
  onCreated: (file: FileView | null) => void;
}

export function NewFileDialog({ onClose, ...rest }: Props & { onClose: () => void }) {
  return (
    <Dialog title={t('heading')} onClose={onClose}>
      <NewFileForm {...rest} />
    </Dialog>
  );
}

interface Fields {
  subject: string;
  subjectEn: string;
  head: string;
  freeNumber: string;
  grading: FileView['grading'];
  urgency: FileView['urgency'];
  labels: FileView['labels'];
}

/** Numbered by the section's head, or, where none is chosen, by a number given freely. */
export function NewFileForm({ subject = '', onCreated }: Props) {
  const heads = useView('numbering-heads', loadHeads).value;
  const [fields, setFields] = useState<Fields>({
    subject,
    subjectEn: '',
    head: '',
    freeNumber: '',
    grading: 'normal',
    urgency: 'routine',
    labels: [],
  });
  const [trouble, setTrouble] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const set = (change: Partial<Fields>) => setFields({ ...fields, ...change });
  const first = heads.value?.[0]?.code;
  useEffect(() => {
    if (first && !fields.head && !fields.freeNumber) set({ head: first });
  }, [first]);
  const isComplete = fields.subject.trim() !== '' && (fields.head !== '' || fields.freeNumber.trim().length >= 3);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (busy || !isComplete) return;
    setBusy(true);
    setTrouble(null);
    const outcome = await create(fields);
    setBusy(false);
    if (outcome instanceof Refusal) return setTrouble(outcome);
    onCreated(outcome);
  }

  return (
    <form onSubmit={submit}>
      <HindiText label={t('subject')} value={fields.subject} onInput={(text) => set({ subject: text })} multiline={false} maxLength={500} required />
      <HindiText
        label={t('subject_en')}
        value={fields.subjectEn}
        onInput={(text) => set({ subjectEn: text })}
        multiline={false}
        maxLength={500}
      />
      <Field label={t('head')}>
        {(attributes) => (
          <select {...attributes} value={fields.head} onChange={(event) => set({ head: event.currentTarget.value })}>
            {(heads.value ?? []).map((head) => (
              <option key={head.code} value={head.code}>
                {[head.code, either(head.title_hi, head.title_en)].filter(Boolean).join(' · ')}
              </option>
            ))}
            <option value="">{t('free')}</option>
          </select>
        )}
      </Field>
      {fields.head === '' && (
        <Field label={t('free_number')} hint={t('free_hint')}>
          {(attributes) => (
            <input
              {...attributes}
              required
              minLength={3}
              maxLength={100}
              value={fields.freeNumber}
              onInput={(event) => set({ freeNumber: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
      <Weight fields={fields} onChange={set} />
      <Trouble error={heads.value ? null : heads.error} />
      <Trouble error={trouble} />
      <div class="actions">
        <button class="main" disabled={busy || !isComplete}>
          {t('create')}
        </button>
      </div>
    </form>
  );
}

/** How secret, how urgent, and whose matter it is. */
function Weight({ fields, onChange }: { fields: Fields; onChange: (change: Partial<Fields>) => void }) {
  const { labels } = fields;
  return (
    <>
      <div class="actions">
        <Field label={t('urgency')}>
          {(attributes) => (
            <select
              {...attributes}
              value={fields.urgency}
              onChange={(event) => onChange({ urgency: event.currentTarget.value as Fields['urgency'] })}
            >
              {URGENCIES.map((each) => (
                <option key={each} value={each}>
                  {urgencyName(each)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('grading')}>
          {(attributes) => (
            <select
              {...attributes}
              value={fields.grading}
              onChange={(event) => onChange({ grading: event.currentTarget.value as Fields['grading'] })}
            >
              {GRADINGS.map((each) => (
                <option key={each} value={each}>
                  {gradingName(each)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <fieldset class="labels">
        <legend>{t('labels')}</legend>
        {LABELS.map((each) => (
          <label key={each} class="check">
            <input
              type="checkbox"
              checked={labels.includes(each)}
              onChange={() => onChange({ labels: labels.includes(each) ? labels.filter((one) => one !== each) : [...labels, each] })}
            />
            {labelName(each)}
          </label>
        ))}
      </fieldset>
    </>
  );
}

function loadHeads(): Promise<Head[]> {
  return every((cursor) => view(api.GET('/numbering-heads', { params: { query: { limit: 200, ...(cursor ? { cursor } : {}) } } })));
}

/** The file, null where it waits for the line, or why it was refused. */
async function create({ subject, subjectEn, head, freeNumber, grading, urgency, labels }: Fields) {
  const numbered = head ? { head } : { free_number: freeNumber.trim() };
  const body = { subject: subject.trim(), subject_en: subjectEn.trim(), ...numbered, grading, urgency, labels };
  const outcome = await attempt<FileView>({ kind: 'create_file', method: 'POST', path: '/files', about: body.subject, body });
  if (outcome.state === 'refused') return outcome.trouble;
  if (outcome.state === 'queued') {
    tell(t('waits'), 'warn');
    return null;
  }
  tell(t('created', { number: outcome.view.number }));
  return outcome.view;
}
