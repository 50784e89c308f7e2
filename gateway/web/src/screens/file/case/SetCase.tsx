import { useState } from 'preact/hooks';
import { onFile } from '../../../acts';
import { useAttempt } from '../../../acts/attempt';
import { words } from '../../../i18n';
import { Dialog } from '../../../parts/Dialog';
import { tell } from '../../../parts/notices';
import { CaseFields, beganAt, noCase } from '../../../parts/office/CaseFields';
import { useProcedure } from '../../../parts/procedure';
import { Trouble } from '../../../parts/Trouble';
import { Waiting } from '../../../parts/Waiting';
import type { FileView } from '../views';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });

/** A file that was opened without a case type gets one. */
export default function SetCase({ file, onClose }: { file: FileView; onClose: () => void }) {
  const attempt = useAttempt();
  const procedure = useProcedure();
  const [value, setValue] = useState(noCase());
  const [trouble, setTrouble] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (busy || !value.caseType) return;
    setBusy(true);
    const began = beganAt(value);
    const body = { case_type: value.caseType, ...(value.limit ? { case_limit: value.limit } : {}), ...(began ? { case_began_at: began } : {}) };
    const outcome = await attempt(onFile(file, { kind: 'set_case_type', path: `/files/${file.id}/case`, body }));
    setBusy(false);
    if (outcome.state === 'refused') return setTrouble(outcome.trouble);
    tell(t(outcome.state === 'queued' ? 'act_waits' : 'case_type_given'), outcome.state === 'queued' ? 'warn' : 'good');
    onClose();
  }
  return (
    <Dialog title={t('set_heading')} onClose={onClose}>
      <form onSubmit={submit}>
        <p>{`${file.number} · ${file.subject}`}</p>
        <p class="soft">{t('set_note')}</p>
        {procedure.value ? (
          <CaseFields procedure={procedure.value} value={value} onChange={setValue} required />
        ) : procedure.error ? (
          <Trouble error={procedure.error} again={procedure.reload} />
        ) : (
          <Waiting />
        )}
        {procedure.value?.case_types?.length === 0 && <p>{t('no_types')}</p>}
        <Trouble error={trouble} />
        <div class="actions">
          <button class="main" disabled={busy || !value.caseType}>
            {t('set_now')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
