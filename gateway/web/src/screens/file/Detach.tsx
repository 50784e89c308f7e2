import { onFile } from '../../acts';
import { useAttempt } from '../../acts/attempt';
import { words } from '../../i18n';
import { ReasonDialog } from '../../parts/ReasonDialog';
import en from './en.json';
import hi from './hi.json';
import type { FileView, Paper } from './views';

const t = words({ hi, en });

/** A receipt that was put in the wrong file: out of it again, with the reason. */
export function Detach({ file, paper, onClose }: { file: FileView; paper: Paper; onClose: () => void }) {
  const attempt = useAttempt();
  const path = `/files/${file.id}/receipts/${paper.receipt_id}/detach`;
  return (
    <ReasonDialog
      title={t('detach')}
      about={`${paper.title}. ${t('detach_note')}`}
      doLabel={t('detach')}
      done={t('detach_done')}
      send={(reason) => attempt(onFile(file, { kind: 'detach_receipt', path, body: { reason } }))}
      onClose={onClose}
    />
  );
}
