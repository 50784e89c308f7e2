import { useState } from 'preact/hooks';
import { deliverNow, pendingActs } from '../acts';
import { asText, download } from '../acts/download';
import { keptDrafts } from '../acts/texts';
import { session, signOut } from '../api/session';
import { either, number, words } from '../i18n';
import { Dialog } from '../parts/Dialog';
import type { Batch } from '../screens/desk/sending';
import { keptText } from '../store/texts';
import { online } from './line';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });
const PATIENCE = 30_000;

interface Props {
  /** Keys of the texts that are on this PC only. */
  texts: string[];
  /** Acts on many things that were held and not sent: another charge's, or what a crash left. */
  held: Batch[];
  onStay: () => void;
}

/** Asked before signing out where something would be lost by it. */
export default function Leaving({ texts, held, onStay }: Props) {
  const [sending, setSending] = useState(false);
  const acts = pendingActs.value;
  const waiting = acts.some((act) => act.state === 'waiting');

  async function send(): Promise<void> {
    setSending(true);
    deliverNow();
    const isEmpty = await emptied();
    setSending(false);
    if (isEmpty && texts.length + held.length === 0) await signOut();
  }

  async function save(): Promise<void> {
    const written = await Promise.all(texts.filter((key) => !key.startsWith('kept:')).map((key) => keptText(key)));
    download([asText(acts, keptDrafts.value), ...written.map(readable), ...held.map(listed)].filter(Boolean).join('\n\n'));
  }

  return (
    <Dialog title={t('leave_heading')} onClose={onStay}>
      {acts.length > 0 && <p>{t('leave_acts', { count: number(acts.length) })}</p>}
      {texts.length > 0 && <p>{t('leave_texts', { count: number(texts.length) })}</p>}
      {held.length > 0 && (
        <>
          <p>{t('leave_held')}</p>
          <ul>
            {held.map((batch) => (
              <li key={batch.id}>
                {batch.title} <span class="soft">({chargeOf(batch)})</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {sending && <p role="status">{t('leave_sending')}</p>}
      <div class="actions">
        <button type="button" class="main" onClick={onStay}>
          {t('leave_stay')}
        </button>
        {waiting && online.value && (
          <button type="button" disabled={sending} onClick={() => void send()}>
            {t('leave_send')}
          </button>
        )}
        <button type="button" onClick={() => void save()}>
          {t('leave_download')}
        </button>
        <button type="button" class="danger" onClick={() => void signOut()}>
          {t('leave_anyway')}
        </button>
      </div>
    </Dialog>
  );
}

/** The post under whose charge it is held. */
function chargeOf({ chargeId }: Batch): string {
  const { charges = [], posts = [] } = session.value ?? {};
  const post = posts.find((each) => each.id === charges.find((charge) => charge.id === chargeId)?.post_id);
  return post ? either(post.designation_hi, post.designation_en) : t('leave_other_charge');
}

function listed(batch: Batch): string {
  return [`${batch.title} (${chargeOf(batch)})`, ...batch.items.map((item) => item.about)].join('\n');
}

/** Whether everything was delivered before patience ends or something is refused. */
function emptied(): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => finish(false), PATIENCE);
    const stop = pendingActs.subscribe((acts) => {
      if (acts.length === 0) finish(true);
      else if (acts.every((act) => act.state === 'refused')) finish(false);
    });
    function finish(isEmpty: boolean): void {
      clearTimeout(timer);
      queueMicrotask(() => stop());
      resolve(isEmpty);
    }
  });
}

/** All strings in what an editor keeps. */
function readable(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || value instanceof Blob) return '';
  return Object.values(value).map(readable).filter(Boolean).join('\n');
}
