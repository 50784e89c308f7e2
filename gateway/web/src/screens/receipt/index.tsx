import { useEffect } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { actsOf, onReceipt, perform } from '../../acts';
import { Unsent } from '../../acts/Unsent';
import { Away, Refusal } from '../../api/client';
import { number as count, moment, words } from '../../i18n';
import { Marks, personName, postName } from '../../parts/office/who';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import { Actions } from './Actions';
import en from './en.json';
import hi from './hi.json';
import { Particulars } from './Particulars';
import './receipt.css';
import { Scan } from './Scan';
import { type ReceiptView, may, useReceipt } from './views';

const t = words({ hi, en });

/** A letter that came in: its scan beside what the diary says of it, and where it goes from here. */
export default function Receipt({ id }: { id: string }) {
  const receipt = useReceipt(id);
  useOpening(receipt.value, receipt.stale);
  if (!receipt.value) {
    return receipt.error ? <Trouble error={receipt.error} again={() => void receipt.reload()} /> : <Waiting />;
  }
  return (
    <article class="receipt">
      <ReceiptHead receipt={receipt.value} />
      {receipt.error instanceof Refusal && <Trouble error={receipt.error} />}
      {receipt.error instanceof Away && <p class="notice">{t('as_last_seen')}</p>}
      <Unsent queue={id} />
      <div class="receipt-sides">
        <Scan key={receipt.value.file_id} receipt={receipt.value} />
        <Particulars receipt={receipt.value} />
      </div>
    </article>
  );
}

function ReceiptHead({ receipt }: { receipt: ReceiptView }) {
  return (
    <header>
      <p class="diary-of">
        {t('diary_number')} {receipt.diary_number}
      </p>
      <h1 class={receipt.cancelled ? 'cancelled' : undefined}>{receipt.subject}</h1>
      <p class="receipt-state">
        <Marks of={receipt} />
        {receipt.open_tl_letters > 0 && (
          <Link class="badge warn" href={`/time-limits?receipt=${receipt.id}`}>
            {t('under_time_limit', { count: count(receipt.open_tl_letters) })}
          </Link>
        )}
        {receipt.state === 'in_file' && receipt.file_id && (
          <span>
            {t('in_file')} <Link href={`/files/${receipt.file_id}`}>{receipt.file_number}</Link>
          </span>
        )}
        {receipt.state === 'closed' && <span class="badge">{t(receipt.cancelled ? 'cancelled' : 'closed')}</span>}
        {receipt.cancelled && <span>{cancelledBy(receipt.cancelled)}</span>}
        {receipt.state === 'open' && <span>{t('lies_with', { post: postName(receipt.holder) })}</span>}
      </p>
      <Actions receipt={receipt} />
    </header>
  );
}

function cancelledBy({ by, at, reason }: NonNullable<ReceiptView['cancelled']>): string {
  return t('cancelled_by', { person: personName(by.person), post: postName(by.post), moment: moment(at), reason });
}

/** Stays of receipts that this tab has opened: the view does not say whether one was opened. */
const opened = new Set<string>();

function useOpening(receipt: ReceiptView | null, stale: boolean): void {
  useEffect(() => {
    if (!receipt || stale || !may(receipt, 'open_receipt')) return;
    const stay = `${receipt.id} ${receipt.custody_number}`;
    if (opened.has(stay) || actsOf(receipt.id).some((act) => act.kind === 'open_receipt')) return;
    opened.add(stay);
    void perform(onReceipt(receipt, { kind: 'open_receipt', path: `/receipts/${receipt.id}/open` }));
  }, [receipt, stale]);
}
