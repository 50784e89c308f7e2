import { useState } from 'preact/hooks';
import { onReceipt } from '../../acts';
import { useAttempt } from '../../acts/attempt';
import { either, words } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { tell } from '../../parts/notices';
import { useProcedure } from '../../parts/procedure';
import { SubjectField } from '../../parts/subjects/SubjectField';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import en from './en.json';
import hi from './hi.json';
import type { ReceiptView } from './views';

const t = words({ hi, en });

interface Props {
  receipt: ReceiptView;
  onClose: () => void;
}

/** Puts the receipt under a head of the subject tree, or under another one. */
export default function Classify({ receipt, onClose }: Props) {
  const attempt = useAttempt();
  const procedure = useProcedure();
  const [head, setHead] = useState('');
  const [trouble, setTrouble] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const now = receipt.subject_head;

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (busy || !head) return;
    setBusy(true);
    const path = `/receipts/${receipt.id}/subject-head`;
    const outcome = await attempt(onReceipt(receipt, { kind: 'classify_receipt', path, body: { subject_head: head } }));
    setBusy(false);
    if (outcome.state === 'refused') return setTrouble(outcome.trouble);
    tell(t(outcome.state === 'queued' ? 'classify_waits' : 'classified'), outcome.state === 'queued' ? 'warn' : 'good');
    onClose();
  }
  return (
    <Dialog title={t('classify')} onClose={onClose}>
      <form onSubmit={submit}>
        <p>{`${receipt.diary_number} · ${receipt.subject}`}</p>
        {now && <p class="soft">{t('stands_under', { name: either(now.name_hi, now.name_en) })}</p>}
        {procedure.value ? (
          <SubjectField procedure={procedure.value} about={receipt.subject} value={head} onChange={setHead} open={t('choose_head')} required />
        ) : procedure.error ? (
          <Trouble error={procedure.error} again={procedure.reload} />
        ) : (
          <Waiting />
        )}
        {procedure.value?.subjects?.length === 0 && <p>{t('no_heads')}</p>}
        <Trouble error={trouble} />
        <div class="actions">
          <button class="main" disabled={busy || !head}>
            {t('classify_now')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
