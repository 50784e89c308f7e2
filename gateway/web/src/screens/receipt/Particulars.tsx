import type { ComponentChildren } from 'preact';
import { day, either, moment, words } from '../../i18n';
import { gradingName, personName, postName } from '../../parts/office/who';
import en from './en.json';
import hi from './hi.json';
import type { ReceiptView } from './views';

const t = words({ hi, en });

/** What the diary says of the letter. */
export function Particulars({ receipt }: { receipt: ReceiptView }) {
  const { sender } = receipt;
  return (
    <section class="card" aria-labelledby="particulars-heading">
      <h2 id="particulars-heading">{t('particulars')}</h2>
      <dl class="particulars">
        <Line label={t('sender')}>
          <strong>{sender.name}</strong> <span class="badge">{t(`category_${sender.category}`)}</span>
          {[sender.designation, sender.organisation, sender.address].filter(Boolean).map((line) => (
            <div key={line}>{line}</div>
          ))}
        </Line>
        <Line label={t('mobile')}>{sender.mobile}</Line>
        <Line label={t('email')}>{sender.email}</Line>
        <Line label={t('letter_number')}>{receipt.letter_number}</Line>
        <Line label={t('letter_date')}>{day(receipt.letter_date)}</Line>
        <Line label={t('received_on')}>{day(receipt.received_on)}</Line>
        <Line label={t('mode')}>{t(`mode_${receipt.mode}`)}</Line>
        <Line label={t('language')}>{t(`language_${receipt.language}`)}</Line>
        <Line label={t('form')}>{t(`form_${receipt.form}`)}</Line>
        <Line label={t('subject_head')}>{receipt.subject_head && either(receipt.subject_head.name_hi, receipt.subject_head.name_en)}</Line>
        <Line label={t('grading')}>{gradingName(receipt.grading)}</Line>
        <Line label={t('diarised_by')}>
          {personName(receipt.diarised_by.person)}, {postName(receipt.diarised_by.post)} · {moment(receipt.diarised_at)}
        </Line>
      </dl>
    </section>
  );
}

/** Left away where there is nothing to say. */
function Line({ label, children }: { label: string; children: ComponentChildren }) {
  if (children === null || children === undefined || children === '') return null;
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}
