import { useState } from 'preact/hooks';
import { day, words } from '../../../i18n';
import { useKeys } from '../../../keys';
import { Dialog } from '../../../parts/Dialog';
import { Field } from '../../../parts/Field';
import { tell } from '../../../parts/notices';
import { Trouble } from '../../../parts/Trouble';
import { Waiting } from '../../../parts/Waiting';
import { type FileView, papersOf, useLoaded } from '../views';
import en from './en.json';
import hi from './hi.json';
import { type Matrix, type Row, candidates, useReplyAct } from './views';

const t = words({ hi, en });

interface Props {
  file: FileView;
  matrix: Matrix;
  row: Row;
  matrices: readonly Matrix[];
  onClose: () => void;
}

/** Which receipt of the file is this addressee's reply. */
export function RecordDialog(props: Props) {
  return (
    <Dialog title={t('act_record')} onClose={props.onClose}>
      <Form {...props} />
    </Dialog>
  );
}

function Form({ file, matrix, row, matrices, onClose }: Props) {
  const send = useReplyAct(file, matrix);
  const papers = useLoaded(papersOf(file.id));
  const [receipt, setReceipt] = useState('');
  const [partial, setPartial] = useState(false);
  const [trouble, setTrouble] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const found = papers.value && candidates(papers.value, matrices);

  async function submit(event?: Event): Promise<void> {
    event?.preventDefault();
    if (busy || !receipt) return;
    setBusy(true);
    const outcome = await send('record_reply', 'replies', { addressee: row.addressee, receipt_id: receipt, partial });
    setBusy(false);
    if (outcome.state === 'refused') return setTrouble(outcome.trouble);
    tell(t(outcome.state === 'queued' ? 'waits' : 'done_record'), outcome.state === 'queued' ? 'warn' : 'good');
    onClose();
  }
  useKeys({ 'Ctrl+Enter': { label: t('record_now'), run: () => void submit() } });

  if (!found) return papers.error ? <Trouble error={papers.error} again={() => void papers.reload()} /> : <Waiting />;
  return (
    <form onSubmit={submit}>
      <p>{`${matrix.letter_number} · ${row.name}`}</p>
      {found.length === 0 ? (
        <p>{t('no_receipt')}</p>
      ) : (
        <Field label={t('which_receipt')}>
          {(attributes) => (
            <select {...attributes} required value={receipt} onChange={(event) => setReceipt(event.currentTarget.value)}>
              <option value="">{t('choose_receipt')}</option>
              {found.map((paper) => (
                <option key={paper.id} value={paper.receipt_id ?? ''}>
                  {`${paper.title} · ${day(paper.added_at)}`}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <label class="check">
        <input type="checkbox" checked={partial} onChange={(event) => setPartial(event.currentTarget.checked)} />
        {t('is_partial')}
      </label>
      <Trouble error={trouble} />
      <div class="actions">
        <button class="main" disabled={busy || !receipt} aria-keyshortcuts="Control+Enter">
          {t('record_now')}
        </button>
      </div>
    </form>
  );
}
