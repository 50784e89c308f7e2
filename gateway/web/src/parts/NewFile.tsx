import { useEffect, useRef, useState } from 'preact/hooks';
import { useAttempt } from '../acts/attempt';
import { type Schemas, Refusal, api, every, view } from '../api/client';
import longest from '../api/longest.json';
import { either, today, words } from '../i18n';
import { useView } from '../store/views';
import { Dialog } from './Dialog';
import { CaseFields, type CaseChoice, beganAt, noCase } from './office/CaseFields';
import { HindiText } from './editor/HindiText';
import { Field } from './Field';
import { tell } from './notices';
import en from './office/newfile.en.json';
import hi from './office/newfile.hi.json';
import { UrgencyField } from './office/UrgencyField';
import { GRADINGS, LABELS, deadlineOf, gradingName, labelName } from './office/who';
import { useProcedure } from './procedure';
import { SubjectField } from './subjects/SubjectField';
import { Trouble } from './Trouble';

const t = words({ hi, en });
export type FileView = Schemas['FileView'];
type Head = Schemas['NumberingHeadView'];

interface Props {
  /** For a receipt that the file is opened for. */
  subject?: string;
  /** The head of the subject tree under which that receipt stands: it is proposed. */
  subjectHead?: string | undefined;
  /** The day on which that receipt came in (ISO 8601). */
  receivedOn?: string;
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
  /** A day, ISO 8601; empty where there is none. */
  deadline: string;
  matter: CaseChoice;
  /** Code of a head of the subject tree; empty where none is chosen. */
  subjectHead: string;
}

/** What has to be said before a file can be opened, beside the field that lacks it. */
function missingOf({ subject, head, freeNumber }: Fields): { subject?: string; freeNumber?: string } {
  return {
    ...(subject.trim() ? {} : { subject: t('missing_subject') }),
    ...(head || freeNumber.trim().length >= 3 ? {} : { freeNumber: t('missing_number') }),
  };
}

/** Numbered by the section's head, or, where none is chosen, by a number given freely. */
export function NewFileForm({ subject = '', subjectHead = '', receivedOn, onCreated }: Props) {
  const attempt = useAttempt();
  const procedure = useProcedure().value;
  const heads = useView('numbering-heads', loadHeads).value;
  const [said, setSaid] = useState<Omit<Fields, 'head'> & { head: string | null }>({
    subject,
    subjectEn: '',
    head: null,
    freeNumber: '',
    grading: 'normal',
    urgency: 'routine',
    labels: [],
    deadline: '',
    matter: noCase(receivedOn),
    subjectHead,
  });
  const [trouble, setTrouble] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const set = (change: Partial<Fields>) => setSaid((before) => ({ ...before, ...change }));
  // Until one is chosen it is the first, from the moment the heads are there: nothing appears and goes again above the button.
  const fields: Fields = { ...said, head: said.head ?? heads.value?.[0]?.code ?? '' };
  const missing = missingOf(fields);
  // Said once somebody tried: an empty form is no mistake yet.
  const [tried, setTried] = useState(false);
  const told = tried ? missing : {};
  const form = useRef<HTMLFormElement>(null);
  const isKnown = Boolean(heads.value || heads.error);
  const [pressed, setPressed] = useState(false);
  // Pressed before the heads were there: by then it is known whether the number is missing.
  useEffect(() => {
    if (!pressed || !isKnown) return;
    setPressed(false);
    void submit();
  }, [pressed, isKnown]);

  async function submit(event?: Event): Promise<void> {
    event?.preventDefault();
    if (busy) return;
    setTried(true);
    if (!isKnown && !missing.subject) return setPressed(true);
    if (Object.keys(missing).length > 0) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    setBusy(true);
    setTrouble(null);
    const outcome = await create(fields, attempt);
    setBusy(false);
    if (outcome instanceof Refusal) return setTrouble(outcome);
    onCreated(outcome);
  }

  return (
    <form ref={form} onSubmit={submit} noValidate>
      <HindiText
        label={t('subject')}
        value={fields.subject}
        onInput={(text) => set({ subject: text })}
        multiline={false}
        maxLength={longest.subject}
        required
        error={told.subject}
      />
      <HindiText
        label={t('subject_en')}
        value={fields.subjectEn}
        onInput={(text) => set({ subjectEn: text })}
        multiline={false}
        maxLength={longest.subject}
      />
      <Field label={t('head')}>
        {(attributes) => (
          <select {...attributes} value={fields.head} onChange={(event) => set({ head: event.currentTarget.value })}>
            {(heads.value ?? []).map((head) => (
              <option key={head.code} value={head.code}>
                {[head.code, either(head.title_hi, head.title_en)].filter(Boolean).join(' · ')}
              </option>
            ))}
            <option value="">{isKnown ? t('free') : ''}</option>
          </select>
        )}
      </Field>
      {fields.head === '' && isKnown && (
        <Field label={t('free_number')} hint={t('free_hint')} error={told.freeNumber}>
          {(attributes) => (
            <input
              {...attributes}
              required
              minLength={3}
              maxLength={longest.freeNumber}
              value={fields.freeNumber}
              onInput={(event) => set({ freeNumber: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
      <CaseFields procedure={procedure} value={fields.matter} onChange={(matter) => set({ matter })} />
      <SubjectField
        procedure={procedure}
        about={`${fields.subject} ${fields.subjectEn}`}
        value={fields.subjectHead}
        onChange={(subjectHead) => set({ subjectHead })}
        open={t('subject_head_open')}
      />
      <Weight fields={fields} onChange={set} />
      <Trouble error={heads.value ? null : heads.error} />
      <Trouble error={trouble} />
      <div class="actions">
        <button class="main" disabled={busy}>
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
        <UrgencyField label={t('urgency')} value={fields.urgency} onPick={(urgency) => onChange({ urgency })} />
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
        <Field label={t('deadline')} hint={t('deadline_hint')}>
          {(attributes) => (
            <input
              {...attributes}
              type="date"
              min={today()}
              value={fields.deadline}
              onInput={(event) => onChange({ deadline: event.currentTarget.value })}
            />
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

/** What is said of a case of a known type; nothing where it is none. */
function caseOf(matter: CaseChoice): Record<string, string> {
  const began = beganAt(matter);
  if (!matter.caseType) return {};
  return { case_type: matter.caseType, ...(matter.limit ? { case_limit: matter.limit } : {}), ...(began ? { case_began_at: began } : {}) };
}

/** The file, null where it waits for the line, or why it was refused. */
async function create(fields: Fields, attempt: ReturnType<typeof useAttempt>) {
  const { subject, subjectEn, head, freeNumber, grading, urgency, labels, matter } = fields;
  const deadline = fields.deadline ? { deadline: deadlineOf(fields.deadline) } : {};
  const numbered = head ? { head } : { free_number: freeNumber.trim() };
  const placed = fields.subjectHead ? { subject_head: fields.subjectHead } : {};
  const body = { subject: subject.trim(), subject_en: subjectEn.trim(), ...numbered, grading, urgency, labels, ...deadline, ...placed, ...caseOf(matter) };
  const outcome = await attempt<FileView>({ kind: 'create_file', method: 'POST', path: '/files', about: body.subject, body });
  if (outcome.state === 'refused') return outcome.trouble;
  if (outcome.state === 'queued') {
    tell(t('waits'), 'warn');
    return null;
  }
  tell(t('created', { number: outcome.view.number }));
  return outcome.view;
}
