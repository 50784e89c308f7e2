import { useState } from 'preact/hooks';
import { onFile } from '../../acts';
import { useAttempt } from '../../acts/attempt';
import longest from '../../api/longest.json';
import { either, words } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { HindiText } from '../../parts/editor/HindiText';
import { tell } from '../../parts/notices';
import { useProcedure } from '../../parts/procedure';
import { ReasonDialog } from '../../parts/ReasonDialog';
import { SubjectField } from '../../parts/subjects/SubjectField';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import en from './en.json';
import hi from './hi.json';
import type { FileView } from './views';

const t = words({ hi, en });

interface Props {
  file: FileView;
  onClose: () => void;
}

/** Puts the file under a head of the subject tree; where it stands under one already, with the reason. */
export function Classify({ file, onClose }: Props) {
  const attempt = useAttempt();
  const procedure = useProcedure();
  const [head, setHead] = useState('');
  const [reason, setReason] = useState('');
  const [trouble, setTrouble] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const now = file.subject_head;
  const complete = head !== '' && (!now || reason.trim() !== '');

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (busy || !complete) return;
    setBusy(true);
    const body = { subject_head: head, reason: reason.trim() };
    const outcome = await attempt(onFile(file, { kind: 'classify_file', path: `/files/${file.id}/subject-head`, body }));
    setBusy(false);
    if (outcome.state === 'refused') return setTrouble(outcome.trouble);
    tell(t(outcome.state === 'queued' ? 'act_waits' : 'classified'), outcome.state === 'queued' ? 'warn' : 'good');
    onClose();
  }
  const about = `${file.subject} ${file.subject_en}`;
  return (
    <Dialog title={t(now ? 'classify_again' : 'classify')} onClose={onClose}>
      <form onSubmit={submit}>
        <p>{`${file.number} · ${file.subject}`}</p>
        {now && <p class="soft">{t('stands_under', { name: either(now.name_hi, now.name_en) })}</p>}
        {procedure.value ? (
          <SubjectField procedure={procedure.value} about={about} value={head} onChange={setHead} open={t('choose_head')} required />
        ) : procedure.error ? (
          <Trouble error={procedure.error} again={procedure.reload} />
        ) : (
          <Waiting />
        )}
        {procedure.value?.subjects?.length === 0 && <p>{t('no_heads')}</p>}
        {now && <HindiText label={t('reason')} value={reason} onInput={setReason} multiline={false} maxLength={longest.reason} required />}
        <Trouble error={trouble} />
        <div class="actions">
          <button class="main" disabled={busy || !complete}>
            {t('classify_now')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** Keeps the file for another time than its subject says. */
export function Retention({ file, onClose }: Props) {
  const attempt = useAttempt();
  const procedure = useProcedure();
  const now = file.retention;
  const classes = (procedure.value?.retention ?? []).filter(({ code }) => code !== now?.code);
  const options = classes.map(({ code, name_hi, name_en }) => ({ code, name: either(name_hi, name_en) }));
  return (
    <ReasonDialog
      title={t('change_retention')}
      about={`${file.number} · ${file.subject}`}
      doLabel={t('change_retention')}
      done={t('retention_changed')}
      choice={{ label: t('retention'), open: t('choose_retention'), required: true, options }}
      send={(reason, _, retention) =>
        attempt(onFile(file, { kind: 'change_retention', path: `/files/${file.id}/retention`, body: { retention, reason } }))
      }
      onClose={onClose}
    >
      {now && <p class="soft">{t('kept_now', { name: either(now.name_hi, now.name_en) })}</p>}
    </ReasonDialog>
  );
}
