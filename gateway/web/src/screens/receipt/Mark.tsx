import { useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { onReceipt } from '../../acts';
import { useAttempt } from '../../acts/attempt';
import { actingPost } from '../../api/session';
import longest from '../../api/longest.json';
import { words } from '../../i18n';
import { useKeys } from '../../keys';
import { Dialog } from '../../parts/Dialog';
import { HindiText } from '../../parts/editor/HindiText';
import { tell } from '../../parts/notices';
import { postName } from '../../parts/office/who';
import { type Desk, PostPicker } from '../../parts/PostPicker';
import { noteChoice } from '../../parts/posts/shelf';
import { Trouble } from '../../parts/Trouble';
import en from './en.json';
import hi from './hi.json';
import type { ReceiptView } from './views';

const t = words({ hi, en });
/** As many copies as the server takes. */
const MOST = 50;

interface Props {
  receipt: ReceiptView;
  onClose: () => void;
}

/** To the desk that shall deal with it, and copies for information to others. */
export function Mark(props: Props) {
  return (
    <Dialog title={t('mark')} onClose={props.onClose}>
      <MarkForm {...props} />
    </Dialog>
  );
}

function MarkForm({ receipt, onClose }: Props) {
  const attempt = useAttempt();
  const [to, setTo] = useState<Desk | null>(null);
  const [copies, setCopies] = useState<Desk[]>([]);
  const [remarks, setRemarks] = useState('');
  const [trouble, setTrouble] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [, go] = useLocation();
  const own = actingPost.value ? [actingPost.value.id] : [];

  async function submit(event?: Event): Promise<void> {
    event?.preventDefault();
    if (!to || busy) return;
    setBusy(true);
    void noteChoice(to);
    const body = { to_post: to.post_id, copies_to: copies.map((copy) => copy.post_id), remarks: remarks.trim() };
    const outcome = await attempt(onReceipt(receipt, { kind: 'mark_receipt', path: `/receipts/${receipt.id}/mark`, body }));
    setBusy(false);
    if (outcome.state === 'refused') return setTrouble(outcome.trouble);
    const told = { number: receipt.diary_number, post: postName(to) };
    if (outcome.state === 'queued') tell(t('mark_waits', told), 'warn');
    else tell(t('marked', told));
    onClose();
    go('/');
  }
  useKeys({ 'Ctrl+Enter': { label: t('mark_now'), run: () => void submit() } });

  return (
    <form onSubmit={submit}>
      <p>
        <strong>{receipt.diary_number}</strong> {receipt.subject}
      </p>
      <PostPicker label={t('mark_to')} receiptId={receipt.id} except={own} preselect autofocus onPick={setTo} />
      <Copies copies={copies} except={[...own, ...(to ? [to.post_id] : [])]} onChange={setCopies} />
      <HindiText label={t('remarks')} value={remarks} onInput={setRemarks} rows={2} maxLength={longest.remarks} />
      <Trouble error={trouble} />
      <div class="actions">
        <button class="main" disabled={!to || busy} aria-keyshortcuts="Control+Enter">
          {to ? t('mark_to_post', { post: postName(to) }) : t('mark_now')}
        </button>
      </div>
    </form>
  );
}

interface CopiesProps {
  copies: Desk[];
  except: string[];
  onChange: (copies: Desk[]) => void;
}

function Copies({ copies, except, onChange }: CopiesProps) {
  const [asking, setAsking] = useState(0);
  const taken = [...except, ...copies.map((copy) => copy.post_id)];
  return (
    <div class="copies">
      {copies.length > 0 && (
        <ul aria-label={t('copies')}>
          {copies.map((copy) => (
            <li key={copy.post_id}>
              {postName(copy)}{' '}
              <button
                type="button"
                class="plain"
                aria-label={t('copy_away', { post: postName(copy) })}
                onClick={() => onChange(copies.filter((each) => each !== copy))}
              >
                ✕
              </button>
            </li>
          ))}
        </ul>
      )}
      {asking > 0 ? (
        // A fresh picker after each copy.
        <PostPicker
          key={asking}
          label={t('copy_to')}
          except={taken}
          autofocus
          onPick={(desk) => {
            if (!desk) return;
            onChange([...copies, desk]);
            setAsking(0);
          }}
        />
      ) : (
        <button type="button" disabled={copies.length >= MOST} onClick={() => setAsking(copies.length + 1)}>
          {t('add_copy')}
        </button>
      )}
    </div>
  );
}
