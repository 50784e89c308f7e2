import { useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { useAttempt } from '../../acts/attempt';
import longest from '../../api/longest.json';
import { today, words } from '../../i18n';
import { useKeys } from '../../keys';
import { Dialog } from '../../parts/Dialog';
import { HindiText } from '../../parts/editor/HindiText';
import { Field } from '../../parts/Field';
import { tell } from '../../parts/notices';
import { gradingName } from '../../parts/office/who';
import type { Desk } from '../../parts/PostPicker';
import { Trouble } from '../../parts/Trouble';
import { DeskList } from '../file/consult/DeskList';
import '../file/consult/consult.css';
import en from './en.json';
import hi from './hi.json';
import { type TlLetter, changed } from './views';

const t = words({ hi, en });
const WEEKS = 14 * 86_400_000;
const MOST = 40;

/** What is taken into the register: a receipt or a file. */
export interface Thing {
  kind: 'receipt' | 'file';
  id: string;
  number: string;
  subject: string;
  grading: TlLetter['grading'];
}

/** Take a letter or a file into the TL register of one's office. */
export default function EnterDialog({ thing, onClose }: { thing: Thing; onClose: () => void }) {
  return (
    <Dialog title={t('enter')} onClose={onClose}>
      <EnterForm thing={thing} onClose={onClose} />
    </Dialog>
  );
}

function EnterForm({ thing, onClose }: { thing: Thing; onClose: () => void }) {
  const attempt = useAttempt();
  const [, go] = useLocation();
  const [matter, setMatter] = useState(thing.grading === 'normal' ? thing.subject : '');
  const [desks, setDesks] = useState<Desk[]>([]);
  const [dueOn, setDueOn] = useState(today(Date.now() + WEEKS));
  const [disclose, setDisclose] = useState(false);
  const [trouble, setTrouble] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const narrow = thing.grading !== 'normal';
  const complete = desks.length > 0 && matter.trim() !== '' && dueOn !== '' && (!narrow || disclose);

  async function submit(event?: Event): Promise<void> {
    event?.preventDefault();
    if (busy || !complete) return;
    setBusy(true);
    setTrouble(null);
    const body = {
      [`${thing.kind}_id`]: thing.id,
      matter: matter.trim(),
      to_posts: desks.map((desk) => desk.post_id),
      due_on: dueOn,
      ...(narrow ? { disclose } : {}),
    };
    const act = { kind: 'enter_tl_letter', method: 'POST', path: '/tl-letters', queue: thing.id, about: thing.number, body } as const;
    const outcome = await attempt<TlLetter>(act);
    setBusy(false);
    if (outcome.state === 'refused') return setTrouble(outcome.trouble);
    onClose();
    if (outcome.state === 'queued') return tell(t('waits_for_line'), 'warn');
    tell(t('entered', { number: outcome.view.number }));
    changed(outcome.view);
    go(`/time-limits/${outcome.view.id}`);
  }
  useKeys({ 'Ctrl+Enter': { label: t('enter_now'), run: () => void submit() } });

  return (
    <form onSubmit={submit}>
      <p>
        <strong>{thing.number}</strong> {thing.subject}
      </p>
      <p class="soft">{t(thing.kind === 'receipt' ? 'enter_lead_receipt' : 'enter_lead_file')}</p>
      <HindiText label={t('matter')} hint={t('matter_hint')} value={matter} onInput={setMatter} multiline={false} maxLength={longest.subject} required />
      <DeskList
        label={t('which_desks')}
        {...(thing.kind === 'file' ? { fileId: thing.id } : {})}
        desks={desks}
        except={[]}
        most={MOST}
        onChange={setDesks}
      />
      <Field label={t('due')}>
        {(attributes) => (
          <input {...attributes} type="date" required min={today()} value={dueOn} onInput={(event) => setDueOn(event.currentTarget.value)} />
        )}
      </Field>
      {narrow && (
        <label class="disclosure">
          <input type="checkbox" checked={disclose} onChange={(event) => setDisclose(event.currentTarget.checked)} />{' '}
          {t('disclose', { grading: gradingName(thing.grading) })}
        </label>
      )}
      <Trouble error={trouble} />
      <div class="actions">
        <button class="main" disabled={busy || !complete} aria-keyshortcuts="Control+Enter">
          {t('enter_now')}
        </button>
      </div>
    </form>
  );
}
