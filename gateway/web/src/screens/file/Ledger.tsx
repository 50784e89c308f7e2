import { useState } from 'preact/hooks';
import { type Schemas, api, view } from '../../api/client';
import { moment, number as count, words } from '../../i18n';
import { Trouble } from '../../parts/Trouble';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });

/** Has the server walk the file's chain of records, and tells the verdict. */
export function Ledger({ fileId }: { fileId: string }) {
  const [report, setReport] = useState<Schemas['LedgerReport'] | null>(null);
  const [trouble, setTrouble] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  async function verify(): Promise<void> {
    setBusy(true);
    setTrouble(null);
    try {
      setReport(await view(api.GET('/files/{file_id}/ledger/verification', { params: { path: { file_id: fileId } } })));
    } catch (error) {
      setTrouble(error);
    }
    setBusy(false);
  }

  return (
    <section class="card ledger" aria-labelledby="ledger-heading">
      <h2 id="ledger-heading">{t('ledger')}</h2>
      <p class="soft">{t('ledger_hint')}</p>
      <button type="button" disabled={busy} onClick={() => void verify()}>
        {t(busy ? 'verifying' : 'verify')}
      </button>
      <Trouble error={trouble} />
      <div role="status">{report && <Verdict report={report} />}</div>
    </section>
  );
}

function Verdict({ report }: { report: Schemas['LedgerReport'] }) {
  const intact = report.verdict === 'intact';
  return (
    <>
      <p class={intact ? 'verdict good' : 'verdict error'}>
        <span aria-hidden="true">{intact ? '✓' : '✗'}</span>{' '}
        {t(intact ? 'ledger_intact' : 'ledger_broken', { count: count(report.entries) })}
      </p>
      <p class="soft">
        {t('verified_at', { at: moment(report.verified_at) })}
        {report.head && (
          <>
            {' '}
            · SHA-256 <code>{report.head}</code>
          </>
        )}
      </p>
      {report.problems.length > 0 && (
        <ul>
          {report.problems.map((problem) => (
            <li key={problem}>
              <code>{problem}</code>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
