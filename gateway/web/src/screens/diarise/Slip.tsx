import { encode } from 'uqr';
import type { Schemas } from '../../api/client';
import { day, either, words } from '../../i18n';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });

/** What stands on it; without a status code where the server does not know of the letter yet. */
export type Slipped = Pick<Schemas['ReceiptView'], 'diary_number' | 'office_id' | 'received_on' | 'subject' | 'grading'> & {
  sender: { name: string };
  status_code?: string;
  diarised_by: { post: Pick<Schemas['PostRef'], 'office_hi' | 'office_en'> };
};

/** The acknowledgement for the sender, on a third of an A4 page: number, day, subject, and how to ask for the status. */
export function Slip({ receipt }: { receipt: Slipped }) {
  const code = receipt.status_code;
  const address = `${location.origin}/status?office=${receipt.office_id}&number=${encodeURIComponent(receipt.diary_number)}&code=${code ?? ''}`;
  const office = receipt.diarised_by.post;
  return (
    <article class="slip">
      <header>
        <p>{either(office.office_hi, office.office_en)}</p>
        <h2>{t('slip_heading')}</h2>
      </header>
      <dl>
        <dt>{t('diary_number')}</dt>
        <dd class="strong">{receipt.diary_number}</dd>
        <dt>{t('received_day')}</dt>
        <dd>{day(receipt.received_on)}</dd>
        <dt>{t('senderName')}</dt>
        <dd>{receipt.sender.name}</dd>
        {receipt.grading === 'normal' && (
          <>
            <dt>{t('subject')}</dt>
            <dd>{receipt.subject}</dd>
          </>
        )}
        {code && (
          <>
            <dt>{t('status_code')}</dt>
            <dd class="strong code">{code}</dd>
          </>
        )}
      </dl>
      {code && (
        <figure>
          <Qr text={address} />
          <figcaption>{t('slip_ask')}</figcaption>
        </figure>
      )}
      <footer>{t('slip_foot')}</footer>
    </article>
  );
}

/** A QR code (ISO/IEC 18004) as one path. */
function Qr({ text }: { text: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 2 });
  const dark = data.flatMap((row, y) => row.map((on, x) => (on ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={t('qr_label')} shape-rendering="crispEdges">
      <path d={dark} />
    </svg>
  );
}
