import { useState } from 'preact/hooks';
import { useAttempt } from '../../acts/attempt';
import longest from '../../api/longest.json';
import { words } from '../../i18n';
import { useKeys } from '../../keys';
import { Dialog } from '../../parts/Dialog';
import { HindiText } from '../../parts/editor/HindiText';
import { tell } from '../../parts/notices';
import { postName } from '../../parts/office/who';
import { Trouble } from '../../parts/Trouble';
import { useKeptText } from '../../store/texts';
import en from './en.json';
import hi from './hi.json';
import { type Item, type Meeting, changed } from './views';

const t = words({ hi, en });

interface Props {
  meeting: Meeting;
  item: Item;
  onClose: () => void;
}

/** What the chair has just decided, written down. */
export function DecisionDialog(props: Props) {
  return (
    <Dialog title={t('decide')} onClose={props.onClose}>
      <DecisionForm {...props} />
    </Dialog>
  );
}

function DecisionForm({ meeting, item, onClose }: Props) {
  const attempt = useAttempt();
  const textKey = `decision:${meeting.id}:${item.number}`;
  const text = useKeptText(textKey, '');
  const [trouble, setTrouble] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const complete = text.value.trim() !== '';

  async function submit(event?: Event): Promise<void> {
    event?.preventDefault();
    if (busy || !complete) return;
    setBusy(true);
    setTrouble(null);
    const body = { item: item.number, text: text.value.trim() };
    const path = `/meetings/${meeting.id}/decisions`;
    const act = { kind: 'record_meeting_decision', method: 'POST', path, queue: meeting.id, about: item.reference, body } as const;
    const outcome = await attempt({ ...act, textKey, text: text.value });
    setBusy(false);
    if (outcome.state === 'refused') return setTrouble(outcome.trouble);
    await text.forget();
    tell(t(outcome.state === 'queued' ? 'waits_for_line' : 'decided_done'), outcome.state === 'queued' ? 'warn' : 'good');
    changed();
    onClose();
  }
  useKeys({ 'Ctrl+Enter': { label: t('decide_now'), run: () => void submit() } });
  return (
    <form onSubmit={submit}>
      <p>
        <strong>{item.reference}</strong> {item.title}
      </p>
      <HindiText label={t('decision_text')} value={text.value} onInput={text.write} rows={4} maxLength={longest.question} required autofocus />
      <p class="soft">{t('decide_lead', { chair: postName(meeting.chair) })}</p>
      <Trouble error={trouble} />
      <div class="actions">
        <button class="main" disabled={busy || !complete} aria-keyshortcuts="Control+Enter">
          {t('decide_now')}
        </button>
      </div>
    </form>
  );
}
