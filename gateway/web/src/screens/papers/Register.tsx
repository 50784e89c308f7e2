import { useRef, useState } from 'preact/hooks';
import { useAttempt } from '../../acts/attempt';
import { newId } from '../../api/client';
import longest from '../../api/longest.json';
import { words } from '../../i18n';
import { useKeys } from '../../keys';
import { Dialog } from '../../parts/Dialog';
import { HindiText } from '../../parts/editor/HindiText';
import { Field } from '../../parts/Field';
import { tell } from '../../parts/notices';
import { GRADINGS, gradingName } from '../../parts/office/who';
import { Trouble } from '../../parts/Trouble';
import en from './en.json';
import hi from './hi.json';
import { PlaceFields } from './PlaceFields';
import { type Paper, changed, spelt, titleOf } from './views';

const t = words({ hi, en });
const EMPTY = { number: '', subject: '', volume: '1', from: '', to: '', grading: 'normal', file: '', room: '', almirah: '', shelf: '' };
type Said = typeof EMPTY;

/** Register one paper file after the other; the almirah stays, because the next one stands beside it. */
export function Register({ onClose, onRegistered }: { onClose: () => void; onRegistered: (paper: Paper) => void }) {
  return (
    <Dialog title={t('register')} onClose={onClose} wide>
      <RegisterForm onRegistered={onRegistered} />
    </Dialog>
  );
}

function RegisterForm({ onRegistered }: { onRegistered: (paper: Paper) => void }) {
  const attempt = useAttempt();
  const first = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState<Said>(EMPTY);
  const [last, setLast] = useState<Paper | null>(null);
  const [trouble, setTrouble] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const put = (change: Partial<Said>) => setSaid((before) => ({ ...before, ...change }));
  const complete = said.number.trim() !== '' && said.subject.trim() !== '';

  async function submit(event?: Event): Promise<void> {
    event?.preventDefault();
    if (busy || !complete) return;
    setBusy(true);
    setTrouble(null);
    const act = { kind: 'register_paper_file', method: 'POST', path: '/paper-files', queue: newId(), about: said.number, body: bodyOf(said) } as const;
    const outcome = await attempt<Paper>(act);
    setBusy(false);
    if (outcome.state === 'refused') return setTrouble(outcome.trouble);
    setSaid({ ...EMPTY, room: said.room, almirah: said.almirah, shelf: said.shelf });
    first.current?.focus();
    if (outcome.state === 'queued') return tell(t('waits_for_line'), 'warn');
    setLast(outcome.view);
    onRegistered(outcome.view);
    changed();
  }
  useKeys({ 'Ctrl+Enter': { label: t('register_now'), run: () => void submit() } });

  return (
    <form onSubmit={submit}>
      {last && (
        <p class="notice" role="status">
          {t('registered', { number: titleOf(last), barcode: spelt(last.barcode) })}
        </p>
      )}
      <div class="paper-fields">
        <Field label={t('number')} hint={t('number_hint')}>
          {(attributes) => (
            <input {...attributes} ref={first} autofocus required maxLength={longest.subject} value={said.number} onInput={(event) => put({ number: event.currentTarget.value })} />
          )}
        </Field>
        <Whole label={t('volume')} value={said.volume} least={1} most={999} onInput={(volume) => put({ volume })} />
        <Whole label={t('from_year')} value={said.from} least={1800} most={2199} onInput={(from) => put({ from })} />
        <Whole label={t('to_year')} value={said.to} least={1800} most={2199} onInput={(to) => put({ to })} />
      </div>
      <HindiText label={t('subject')} value={said.subject} onInput={(subject) => put({ subject })} multiline={false} maxLength={longest.subject} required />
      <PlaceFields place={said} onInput={put} />
      <div class="paper-fields">
        <Field label={t('grading')}>
          {(attributes) => (
            <select {...attributes} value={said.grading} onChange={(event) => put({ grading: event.currentTarget.value })}>
              {GRADINGS.map((each) => (
                <option key={each} value={each}>
                  {gradingName(each)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('of_file')} hint={t('of_file_hint')}>
          {(attributes) => <input {...attributes} maxLength={longest.fileNumber} value={said.file} onInput={(event) => put({ file: event.currentTarget.value })} />}
        </Field>
      </div>
      <Trouble error={trouble} />
      <div class="actions">
        <button class="main" disabled={busy || !complete} aria-keyshortcuts="Control+Enter">
          {t('register_now')}
        </button>
      </div>
    </form>
  );
}

function bodyOf(said: Said): Record<string, unknown> {
  return {
    number: said.number.trim(),
    subject: said.subject.trim(),
    volume: Number(said.volume || 1),
    grading: said.grading,
    room: said.room.trim(),
    almirah: said.almirah.trim(),
    shelf: said.shelf.trim(),
    ...(said.from ? { from_year: Number(said.from) } : {}),
    ...(said.to ? { to_year: Number(said.to) } : {}),
    ...(said.file.trim() ? { file_number: said.file.trim() } : {}),
  };
}

function Whole({ label, value, least, most, onInput }: { label: string; value: string; least: number; most: number; onInput: (value: string) => void }) {
  return (
    <Field label={label}>
      {(attributes) => <input {...attributes} type="number" min={least} max={most} value={value} onInput={(event) => onInput(event.currentTarget.value)} />}
    </Field>
  );
}
