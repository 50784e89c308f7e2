import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { day, number as count, words } from '../../../i18n';
import { Due } from '../../../parts/office/who';
import { ReasonDialog } from '../../../parts/ReasonDialog';
import type { FileView } from '../views';
import en from './en.json';
import hi from './hi.json';
import { RecordDialog } from './RecordDialog';
import { type Matrix, type Row, can, isKnown, useReplyAct } from './views';

const t = words({ hi, en });

interface Props {
  file: FileView;
  matrix: Matrix;
  row: Row;
  matrices: readonly Matrix[];
}

/** One addressee: what is awaited, by which receipt it came, and what can be entered. */
export function Line({ file, matrix, row, matrices }: Props) {
  const isOpen = row.state !== 'received';
  const isUnanswered = row.state === 'awaited' || row.state === 'partial';
  return (
    <tr>
      <th scope="row">
        {row.name}
        {row.reminders > 0 && <div class="soft">{t('reminded', { count: count(row.reminders) })}</div>}
      </th>
      <td>
        <State row={row} />
        {row.reason && <div class="soft">{row.reason}</div>}
      </td>
      <td>{isUnanswered ? <Due on={row.due_on} /> : <span class="soft">{day(row.due_on)}</span>}</td>
      <td>
        {row.replies.map((reply) => (
          <div key={reply.receipt_id}>
            <Link href={`/receipts/${reply.receipt_id}`}>{t('reply_on', { number: reply.diary_number, day: day(reply.received_on) })}</Link>{' '}
            {reply.is_partial && <span class="badge">{t('in_part')}</span>}
            {can(file, matrix, 'withdraw_reply') && <Withdraw file={file} matrix={matrix} row={row} receipt={reply.receipt_id} number={reply.diary_number} />}
          </div>
        ))}
        {isOpen && can(file, matrix, 'record_reply') && <Enter file={file} matrix={matrix} row={row} matrices={matrices} />}
      </td>
    </tr>
  );
}

function State({ row }: { row: Row }) {
  if (!isKnown(row.state)) return null;
  const look = row.is_overdue ? 'badge urgent' : { received: 'badge good', awaited: 'badge warn', partial: 'badge warn' }[row.state as string] ?? 'badge';
  return <span class={look}>{t(`state_${row.state}`)}</span>;
}

/** Record a reply, or say that none is needed. */
function Enter({ file, matrix, row, matrices }: Props) {
  const send = useReplyAct(file, matrix);
  const [asked, setAsked] = useState<'record' | 'waive' | null>(null);
  const close = () => setAsked(null);
  return (
    <>
      <p class="actions no-print">
        <button type="button" aria-label={`${t('act_record')}: ${row.name}`} onClick={() => setAsked('record')}>
          {t('act_record')}
        </button>
        {row.state !== 'not_needed' && (
          <button type="button" class="plain" aria-label={`${t('act_waive')}: ${row.name}`} onClick={() => setAsked('waive')}>
            {t('act_waive')}
          </button>
        )}
      </p>
      {asked === 'record' && <RecordDialog file={file} matrix={matrix} row={row} matrices={matrices} onClose={close} />}
      {asked === 'waive' && (
        <ReasonDialog
          title={t('act_waive')}
          about={`${matrix.letter_number} · ${row.name}`}
          doLabel={t('act_waive')}
          done={t('done_waive')}
          send={(reason) => send('waive_reply', 'replies/waive', { addressee: row.addressee, reason })}
          onClose={close}
        />
      )}
    </>
  );
}

function Withdraw({ file, matrix, row, receipt, number }: Omit<Props, 'matrices'> & { receipt: string; number: string }) {
  const send = useReplyAct(file, matrix);
  const [asked, setAsked] = useState(false);
  return (
    <>
      <button type="button" class="plain no-print" aria-label={`${t('act_withdraw')}: ${number}`} onClick={() => setAsked(true)}>
        {t('act_withdraw')}
      </button>
      {asked && (
        <ReasonDialog
          title={t('act_withdraw')}
          about={`${number} · ${row.name}`}
          doLabel={t('act_withdraw')}
          done={t('done_withdraw')}
          send={(reason) => send('withdraw_reply', 'replies/withdraw', { receipt_id: receipt, reason })}
          onClose={() => setAsked(false)}
        />
      )}
    </>
  );
}
