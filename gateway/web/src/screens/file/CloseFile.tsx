import { onFile } from '../../acts';
import { useAttempt } from '../../acts/attempt';
import { either, words } from '../../i18n';
import { useProcedure } from '../../parts/procedure';
import { ReasonDialog } from '../../parts/ReasonDialog';
import en from './en.json';
import hi from './hi.json';
import type { FileView } from './views';

const t = words({ hi, en });

/** Closing a file: the reason, and the category of disposal where the State's procedure has any. */
export function CloseFile({ file, onClose }: { file: FileView; onClose: () => void }) {
  const attempt = useAttempt();
  const procedure = useProcedure().value;
  const options = (procedure?.disposals ?? []).map(({ code, name_hi, name_en }) => ({ code, name: either(name_hi, name_en) }));
  const required = procedure?.disposal_required ?? false;
  const choice = { label: t('disposal'), open: t(required ? 'disposal_choose' : 'disposal_none'), required, options };

  function send(reason: string, _: string, disposal: string) {
    const body = { reason, ...(disposal ? { disposal } : {}) };
    return attempt(onFile(file, { kind: 'close_file', path: `/files/${file.id}/close`, body }));
  }
  return (
    <ReasonDialog
      title={t('close_heading')}
      about={`${file.number} · ${file.subject}`}
      doLabel={t('close_now')}
      done={t('close_done')}
      {...(options.length > 0 ? { choice } : {})}
      send={send}
      onClose={onClose}
    />
  );
}
