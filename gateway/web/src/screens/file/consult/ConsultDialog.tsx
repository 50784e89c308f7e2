import { useState } from 'preact/hooks';
import { onFile } from '../../../acts';
import { useAttempt } from '../../../acts/attempt';
import { actingPost } from '../../../api/session';
import longest from '../../../api/longest.json';
import { today, words } from '../../../i18n';
import { useKeys } from '../../../keys';
import { Dialog } from '../../../parts/Dialog';
import { HindiText } from '../../../parts/editor/HindiText';
import { Field } from '../../../parts/Field';
import { tell } from '../../../parts/notices';
import { gradingName } from '../../../parts/office/who';
import type { Desk } from '../../../parts/PostPicker';
import { Trouble } from '../../../parts/Trouble';
import { useKeptText } from '../../../store/texts';
import type { FileView } from '../views';
import { isNarrow } from './consultations';
import { DeskList } from './DeskList';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });
const WEEK = 7 * 86_400_000;
/** Desks that one question is put to. */
const MOST = 20;

/** Ask other desks for their opinion; the file stays here. */
export function ConsultDialog({ file, onClose }: { file: FileView; onClose: () => void }) {
  return (
    <Dialog title={t('consult_heading')} onClose={onClose}>
      <ConsultForm file={file} onClose={onClose} />
    </Dialog>
  );
}

function ConsultForm({ file, onClose }: { file: FileView; onClose: () => void }) {
  const attempt = useAttempt();
  const key = `question:${file.id}`;
  const question = useKeptText(key, '');
  const [desks, setDesks] = useState<Desk[]>([]);
  const [dueOn, setDueOn] = useState(today(Date.now() + WEEK));
  const [disclose, setDisclose] = useState(false);
  const [trouble, setTrouble] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const narrow = isNarrow(file);
  const complete = desks.length > 0 && question.value.trim() !== '' && dueOn !== '' && (!narrow || disclose);

  async function submit(event?: Event): Promise<void> {
    event?.preventDefault();
    if (busy || !complete) return;
    setBusy(true);
    setTrouble(null);
    const body = {
      to_posts: desks.map((desk) => desk.post_id),
      question: question.value.trim(),
      due_on: dueOn,
      ...(narrow ? { disclose } : {}),
    };
    const path = `/files/${file.id}/consultations`;
    const outcome = await attempt(onFile(file, { kind: 'consult_desks', path, body, textKey: key, text: question.value }));
    setBusy(false);
    if (outcome.state === 'refused') return setTrouble(outcome.trouble);
    await question.forget();
    tell(t(outcome.state === 'queued' ? 'waits_for_line' : 'asked_done'), outcome.state === 'queued' ? 'warn' : 'good');
    onClose();
  }
  useKeys({ 'Ctrl+Enter': { label: t('ask_now'), run: () => void submit() } });

  const own = actingPost.value?.id;
  return (
    <form onSubmit={submit}>
      <p>{t('consult_lead')}</p>
      <DeskList label={t('which_desks')} fileId={file.id} desks={desks} except={own ? [own] : []} most={MOST} onChange={setDesks} />
      <HindiText label={t('question')} value={question.value} onInput={question.write} rows={3} maxLength={longest.question} required />
      <Field label={t('due_on')} hint={t('due_hint')}>
        {(attributes) => (
          <input
            {...attributes}
            type="date"
            required
            min={today()}
            value={dueOn}
            onInput={(event) => setDueOn(event.currentTarget.value)}
          />
        )}
      </Field>
      {narrow && <Disclosure grading={file.grading} on={disclose} onChange={setDisclose} />}
      <Trouble error={trouble} />
      <div class="actions">
        <button class="main" disabled={busy || !complete} aria-keyshortcuts="Control+Enter">
          {t('ask_now')}
        </button>
      </div>
    </form>
  );
}

interface DisclosureProps {
  grading: FileView['grading'];
  on: boolean;
  onChange: (on: boolean) => void;
}

/** Said in so many words, because the ledger will say who said it. */
export function Disclosure({ grading, on, onChange }: DisclosureProps) {
  return (
    <label class="disclosure">
      <input type="checkbox" checked={on} onChange={(event) => onChange(event.currentTarget.checked)} />{' '}
      {t('disclose', { grading: gradingName(grading) })}
    </label>
  );
}
