import { useState } from 'preact/hooks';
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
import { approving } from './review';
import { type Row, aboutOf } from './rows';

const t = words({ hi, en });

interface Props {
  rows: Row[];
  onClose: () => void;
  onHeld: () => void;
}

/** The words of the approval where no draft waits, and where the files go afterwards. */
export function Approve({ rows, onClose, onHeld }: Props) {
  const [sentence, setSentence] = useState(t('approved_sentence'));
  const [sendOn, setSendOn] = useState(false);
  const [to, setTo] = useState<Desk | null>(null);
  const [trouble, setTrouble] = useState<unknown>(null);

  async function submit(event: Event) {
    event.preventDefault();
    try {
      const items = await Promise.all(rows.map((row) => itemOf(row, sentence.trim(), sendOn ? to : null)));
      const able = items.filter((item) => item.acts.length > 0);
      const values = { count: number(able.length), to: to ? titleOf(to) : '' };
      await hold(t(sendOn && to ? 'batch_approve_send' : 'batch_approve', values), able);
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
              value={sentence}
              onInput={(event) => setSentence(event.currentTarget.value)}
            />
          )}
        </Field>
        <label class="check">
          <input type="checkbox" checked={sendOn} onChange={(event) => setSendOn(event.currentTarget.checked)} />
          {t('then_send')}
        </label>
        {sendOn && <PostPicker label={t('then_to')} fileId={rows[0]?.id} preselect onPick={setTo} />}
        <Trouble error={trouble} />
        <div class="actions">
          <button class="main" disabled={sendOn && !to}>
            {t('approve_count', { count: number(rows.length) })}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** The acts for one file, made for what was looked at. */
async function itemOf(row: Row, sentence: string, to: Desk | null) {
  const file = await peekView<FileView>(fileOf(row.id).key);
  const drafts = await peekView<DraftView[]>(draftsOf(row.id).key);
  const acts = file && drafts ? approving(file, drafts, sentence, to) : [];
  return { id: row.id, about: aboutOf(row), acts };
}
