import { useEffect, useState } from 'preact/hooks';
import { number as count, words } from '../../i18n';
import { DocumentDialog } from '../../parts/DocumentDialog';
import { PageImage } from '../../parts/PageImage';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import { documentOf } from '../../store/pages';
import en from './en.json';
import hi from './hi.json';
import { type ReceiptView, type ScanView, subjectOf, useScan } from './views';

const t = words({ hi, en });
/** Milliseconds after which it is asked again whether the pages have been counted. */
const AGAIN = 3_000;

/** The pages of the letter. */
export function Scan({ receipt }: { receipt: ReceiptView }) {
  const scan = useScan(receipt);
  const [whole, setWhole] = useState(false);
  const isBeingMade = scan.value?.status === 'stored';
  useEffect(() => {
    if (!isBeingMade) return undefined;
    const timer = window.setInterval(() => void scan.reload(), AGAIN);
    return () => window.clearInterval(timer);
  }, [isBeingMade]);
  if (!receipt.document_id) return <p class="card on-paper">{t('on_paper')}</p>;
  return (
    <section class="scan-pages" aria-labelledby="scan-heading">
      <div class="actions">
        <h2 id="scan-heading">{t('scan')}</h2>
        {scan.value && (
          <button type="button" onClick={() => setWhole(true)}>
            {t('whole_document')}
          </button>
        )}
      </div>
      {!scan.value && (scan.error ? <Trouble error={scan.error} again={() => void scan.reload()} /> : <Waiting />)}
      {isBeingMade && <p role="status">{t('pages_coming')}</p>}
      {scan.value?.status === 'failed' && <p class="notice">{t('no_pages')}</p>}
      {scan.value && <Pages receipt={receipt} scan={scan.value} />}
      {whole && scan.value && (
        <DocumentDialog
          title={receipt.subject}
          fileName={`${receipt.diary_number.replaceAll('/', '_')}.pdf`}
          load={() => documentOf(subjectOf(receipt), scan.value?.documentId ?? '', scan.value?.version ?? 1)}
          onClose={() => setWhole(false)}
        />
      )}
    </section>
  );
}

function Pages({ receipt, scan }: { receipt: ReceiptView; scan: ScanView }) {
  return (
    <>
      {Array.from({ length: scan.pages ?? 0 }, (_, at) => (
        <figure key={at} class="scan-page">
          <figcaption>{t('page', { number: count(at + 1), of: count(scan.pages ?? 0) })}</figcaption>
          <PageImage
            subject={subjectOf(receipt)}
            documentId={scan.documentId}
            version={scan.version}
            page={at + 1}
            label={t('page_label', { number: count(at + 1), subject: receipt.subject })}
          />
        </figure>
      ))}
    </>
  );
}
