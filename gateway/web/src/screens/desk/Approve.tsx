import { useEffect, useState } from 'preact/hooks';
import longest from '../../api/longest.json';
import { number, words } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { Field } from '../../parts/Field';
import { type Desk, PostPicker } from '../../parts/PostPicker';
import { titleOf } from '../../parts/posts/desks';
import { Trouble } from '../../parts/Trouble';
import { peekView } from '../../store/views';
import { type DraftView, type FileView, draftsOf, fileOf } from '../file/views';
import { hold } from './sending';
import en from './en.json';
import hi from './hi.json';
import { type LeftOut, type Onwards, approving, leftOut } from './review';
import { type Row, aboutOf } from './rows';

const t = words({ hi, en });

type Then = 'stay' | 'back' | 'one';
const TITLES = { stay: 'batch_approve', back: 'batch_approve_back', one: 'batch_approve_send' } as const;

interface Props {
  rows: Row[];
  onClose: () => void;
  onHeld: () => void;
}

/** The words of the approval where no draft waits, and where the files go afterwards. */
export function Approve({ rows, onClose, onHeld }: Props) {
  const [sentence, setSentence] = useState(t('approved_sentence'));
  const [then, setThen] = useState<Then>('stay');
  const [to, setTo] = useState<Desk | null>(null);
  const [trouble, setTrouble] = useState<unknown>(null);
  const [seen, setSeen] = useState<Seen[] | null>(null);
  useEffect(() => void seenOf(rows).then(setSeen, setTrouble), []);
  const left = (seen ?? []).filter(({ why }) => why !== null);
  const able = (seen ?? []).length - left.length;

  const onwards: Onwards = then === 'one' ? to : then === 'back' ? 'back' : null;

  async function submit(event: Event) {
    event.preventDefault();
    try {
      const items = (await seenOf(rows)).map((one) => itemOf(one, sentence.trim(), onwards));
      const values = { count: number(items.filter(({ reason }) => !reason).length), to: to ? titleOf(to) : '' };
      await hold(t(TITLES[then], values), items);
      onHeld();
    } catch (error) {
      setTrouble(error);
    }
  }
  return (
    <Dialog title={t('approval')} onClose={onClose}>
      <form onSubmit={submit}>
        <Field label={t('approval_words')} hint={t('approval_words_hint')}>
          {(attributes) => (
            <textarea
              {...attributes}
              rows={2}
              required
              maxLength={longest.paragraph}
              value={sentence}
              onInput={(event) => setSentence(event.currentTarget.value)}
            />
          )}
        </Field>
        <fieldset>
          <legend>{t('then_where')}</legend>
          {(['stay', 'back', 'one'] as const).map((each) => (
            <label key={each} class="check">
              <input type="radio" name="then" checked={then === each} onChange={() => setThen(each)} />
              {t(`then_${each}`)}
            </label>
          ))}
        </fieldset>
        {then === 'one' && <PostPicker label={t('then_to')} fileId={rows.find(({ kind }) => kind === 'file')?.id} preselect onPick={setTo} />}
        <LeftOuts left={left} />
        <Trouble error={trouble} />
        <div class="actions">
          <button class="main" disabled={able === 0 || (then === 'one' && !to)}>
            {t('approve_count', { count: number(able) })}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** One thing as it was looked at, and why it is left out. */
interface Seen {
  row: Row;
  file: FileView | undefined;
  drafts: DraftView[] | undefined;
  why: LeftOut | null;
}

function seenOf(rows: Row[]): Promise<Seen[]> {
  return Promise.all(
    rows.map(async (row) => {
      const file = await peekView<FileView>(fileOf(row.id).key);
      const drafts = await peekView<DraftView[]>(draftsOf(row.id).key);
      return { row, file, drafts, why: leftOut(row, file, drafts) };
    }),
  );
}

function itemOf({ row, file, drafts, why }: Seen, sentence: string, onwards: Onwards) {
  const acts = file && drafts && !why ? approving(file, drafts, sentence, onwards) : [];
  return { id: row.id, about: aboutOf(row), acts, reason: why ? t(`left_${why}`) : '' };
}

/** What will not be approved, and why. */
function LeftOuts({ left }: { left: Seen[] }) {
  if (left.length === 0) return null;
  return (
    <div class="notice" role="status">
      {t('left_out', { count: number(left.length) })}
      <ul>
        {left.map(({ row, why }) => (
          <li key={row.id}>
            {aboutOf(row)}: {why && t(`left_${why}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}
