import { Suspense, lazy } from 'preact/compat';
import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { onReceipt } from '../../acts';
import { useAttempt } from '../../acts/attempt';
import { words } from '../../i18n';
import { type Keymap, useKeys } from '../../keys';
import { tell } from '../../parts/notices';
import { ReasonDialog } from '../../parts/ReasonDialog';
import { Trouble } from '../../parts/Trouble';
import en from './en.json';
import hi from './hi.json';
import { Mark } from './Mark';
import { PutInFile } from './PutInFile';
import { type ReceiptView, may } from './views';

const t = words({ hi, en });
type Asked = 'mark' | 'put' | 'close' | 'cancel' | 'classify' | 'tl';
const Classify = lazy(() => import('./Classify'));
// The TL section's alone.
const EnterDialog = lazy(() => import('../timelimits/EnterDialog'));

/** What the server allows this desk to do with the receipt now. */
export function Actions({ receipt }: { receipt: ReceiptView }) {
  const attempt = useAttempt();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [trouble, setTrouble] = useState<unknown>(null);
  const path = `/receipts/${receipt.id}`;

  async function pullBack(): Promise<void> {
    // Who pulls back does not have it, so the act is held to no stay of it.
    const body = { custody_number: undefined };
    const outcome = await attempt(onReceipt(receipt, { kind: 'pull_back_receipt', path: `${path}/pull-back`, body }));
    setTrouble(outcome.state === 'refused' ? outcome.trouble : null);
    if (outcome.state === 'done') tell(t('pulled_back'));
  }
  const keys: Keymap = {};
  if (may(receipt, 'mark_receipt')) keys['F'] = { label: t('mark'), run: () => setAsked('mark') };
  if (may(receipt, 'put_receipt_in_file')) keys['A'] = { label: t('put_in_file'), run: () => setAsked('put') };
  useKeys(keys);

  return (
    <>
      <div class="actions no-print">
        {may(receipt, 'put_receipt_in_file') && (
          <button type="button" class="main" aria-keyshortcuts="A" onClick={() => setAsked('put')}>
            {t('put_in_file')}
          </button>
        )}
        {may(receipt, 'mark_receipt') && (
          <button type="button" class="main" aria-keyshortcuts="F" onClick={() => setAsked('mark')}>
            {t('mark')}
          </button>
        )}
        {may(receipt, 'pull_back_receipt') && (
          <button type="button" class="main" onClick={() => void pullBack()}>
            {t('pull_back')}
          </button>
        )}
        {may(receipt, 'classify_receipt') && (
          <button type="button" onClick={() => setAsked('classify')}>
            {t('classify')}
          </button>
        )}
        {may(receipt, 'close_receipt') && (
          <button type="button" onClick={() => setAsked('close')}>
            {t('close')}
          </button>
        )}
        {may(receipt, 'cancel_receipt') && (
          <button type="button" onClick={() => setAsked('cancel')}>
            {t('cancel')}
          </button>
        )}
        {may(receipt, 'enter_tl_letter') && (
          <button type="button" onClick={() => setAsked('tl')}>
            {t('enter_tl')}
          </button>
        )}
        {!receipt.cancelled && (
          <Link class="button" href={`${path}/slip`}>
            {t('slip')}
          </Link>
        )}
      </div>
      <Trouble error={trouble} />
      {asked === 'mark' && <Mark receipt={receipt} onClose={() => setAsked(null)} />}
      {asked === 'put' && <PutInFile receipt={receipt} onClose={() => setAsked(null)} />}
      {asked === 'classify' && (
        <Suspense fallback={null}>
          <Classify receipt={receipt} onClose={() => setAsked(null)} />
        </Suspense>
      )}
      {asked === 'tl' && (
        <Suspense fallback={null}>
          <EnterDialog
            thing={{ kind: 'receipt', id: receipt.id, number: receipt.diary_number, subject: receipt.subject, grading: receipt.grading }}
            onClose={() => setAsked(null)}
          />
        </Suspense>
      )}
      {asked === 'cancel' && (
        <ReasonDialog
          title={t('cancel')}
          about={`${receipt.diary_number} · ${receipt.subject}`}
          doLabel={t('cancel')}
          done={t('cancelled_done')}
          send={(reason) =>
            attempt(onReceipt(receipt, { kind: 'cancel_receipt', path: `${path}/cancel`, body: { reason, custody_number: undefined } }))
          }
          onClose={() => setAsked(null)}
        >
          <p class="soft">{t('cancel_hint')}</p>
        </ReasonDialog>
      )}
      {asked === 'close' && (
        <ReasonDialog
          title={t('close')}
          about={`${receipt.diary_number} · ${receipt.subject}`}
          doLabel={t('close')}
          done={t('closed')}
          send={(reason) => attempt(onReceipt(receipt, { kind: 'close_receipt', path: `${path}/close`, body: { reason } }))}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}
