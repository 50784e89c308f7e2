import { Link } from 'wouter-preact';
import { words } from '../../i18n';
import { useKeys } from '../../keys';
import type { Desk } from '../../parts/PostPicker';
import { titleOf } from '../../parts/posts/desks';
import { Slip, type Slipped } from './Slip';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });

interface Props {
  /** Without an id it waits on this PC to be told. */
  receipt: Slipped & { id?: string };
  marked: Desk | null;
  onNext: () => void;
}

/** The diary number, large, the slip for the sender, and on to the next letter. */
export function Diarised({ receipt, marked, onNext }: Props) {
  useKeys({
    N: { label: t('next_letter'), run: onNext },
    P: { label: t('print_slip'), run: () => window.print() },
  });
  return (
    <>
      <div class="no-print">
        <h1>{t('diarised')}</h1>
        <p class="diary-number">{receipt.diary_number}</p>
        {marked && <p>{t('marked_to', { desk: titleOf(marked) })}</p>}
        <p class="actions">
          <button type="button" class="main" autofocus onClick={onNext} aria-keyshortcuts="N">
            {t('next_letter')}
          </button>
          <button type="button" onClick={() => window.print()} aria-keyshortcuts="P">
            {t('print_slip')}
          </button>
          {receipt.id && <Link href={`/receipts/${receipt.id}`}>{t('open_receipt')}</Link>}
        </p>
        {!receipt.id && <p class="notice">{t('waits')}</p>}
      </div>
      <Slip receipt={receipt} />
    </>
  );
}
