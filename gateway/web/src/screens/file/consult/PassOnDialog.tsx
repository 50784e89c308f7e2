import { useState } from 'preact/hooks';
import { useAttempt } from '../../../acts/attempt';
import { actingPost } from '../../../api/session';
import longest from '../../../api/longest.json';
import { words } from '../../../i18n';
import { useKeys } from '../../../keys';
import { Dialog } from '../../../parts/Dialog';
import { HindiText } from '../../../parts/editor/HindiText';
import { tell } from '../../../parts/notices';
import { type Desk, PostPicker } from '../../../parts/PostPicker';
import { Trouble } from '../../../parts/Trouble';
import type { FileView } from '../views';
import { Disclosure } from './ConsultDialog';
import { type Consultation, isNarrow, onConsultation } from './consultations';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });

interface Props {
  file: FileView;
  one: Consultation;
  onClose: () => void;
}

/** The question to another desk of the own chain: who answers is one desk, always. */
export function PassOnDialog(props: Props) {
  return (
    <Dialog title={t('pass_on_heading')} onClose={props.onClose}>
      <PassOnForm {...props} />
    </Dialog>
  );
}

function PassOnForm({ file, one, onClose }: Props) {
  const attempt = useAttempt();
  const [to, setTo] = useState<Desk | null>(null);
  const [remarks, setRemarks] = useState('');
  const [disclose, setDisclose] = useState(false);
  const [trouble, setTrouble] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const narrow = isNarrow(file);
  const complete = to !== null && (!narrow || disclose);

  async function submit(event?: Event): Promise<void> {
    event?.preventDefault();
    if (busy || !to || !complete) return;
    setBusy(true);
    setTrouble(null);
    const body = { to_post: to.post_id, remarks: remarks.trim(), ...(narrow ? { disclose } : {}) };
    const path = `/consultations/${one.id}/pass-on`;
    const outcome = await attempt(onConsultation(one, { kind: 'pass_on_consultation', path, body }));
    setBusy(false);
    if (outcome.state === 'refused') return setTrouble(outcome.trouble);
    tell(t(outcome.state === 'queued' ? 'waits_for_line' : 'passed_on'), outcome.state === 'queued' ? 'warn' : 'good');
    onClose();
  }
  useKeys({ 'Ctrl+Enter': { label: t('pass_on'), run: () => void submit() } });

  const own = actingPost.value?.id;
  return (
    <form onSubmit={submit}>
      <p>{t('pass_on_lead')}</p>
      <PostPicker label={t('to_desk')} except={own ? [own] : []} autofocus onPick={setTo} />
      <HindiText label={t('remarks')} value={remarks} onInput={setRemarks} rows={2} maxLength={longest.remarks} />
      {narrow && <Disclosure grading={file.grading} on={disclose} onChange={setDisclose} />}
      <Trouble error={trouble} />
      <div class="actions">
        <button class="main" disabled={busy || !complete} aria-keyshortcuts="Control+Enter">
          {t('pass_on')}
        </button>
      </div>
    </form>
  );
}
