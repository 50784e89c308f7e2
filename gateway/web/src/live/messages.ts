// Messages to the person signed in: what the bell in the header counts and lists.
import { useEffect } from 'preact/hooks';
import { type Schemas, api, view } from '../api/client';
import { putView, reloadViews, useView } from '../store/views';
import { onMessage, startAfter } from '.';

export type MessageView = Schemas['MessageView'];

const KEY = 'messages';
/** Shown at most; more than these unread are counted as "more than". */
export const MOST = 40;
/** Messages that come together are asked for together (milliseconds). */
const TOGETHER = 1_000;

/** The newest messages, loaded again when one arrives. */
export function useMessages() {
  const seen = useView(KEY, load);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = onMessage(() => {
      clearTimeout(timer);
      timer = setTimeout(() => reloadViews(KEY), TOGETHER);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, []);
  return seen;
}

export function unreadOf(messages: MessageView[]): MessageView[] {
  return messages.filter((message) => !message.read_at);
}

/** Where one can do something about it; null where there is nothing to open. */
export function placeOf({ kind, number, file_id, receipt_id }: MessageView): string | null {
  if (kind.startsWith('authority_')) return `/admin/confirmations?number=${encodeURIComponent(number ?? '')}`;
  if (kind === 'meeting_confirmed') return '/meetings';
  if (kind.startsWith('paper_')) return kind === 'paper_lost' ? '/paper-files?box=to_order' : '/paper-files';
  if (kind.startsWith('tl_')) return '/time-limits';
  if (kind === 'oral_order_recorded') return '/oral-orders';
  if (kind === 'contest_to_rule') return '/reviews/contests';
  if (kind === 'follow_up_due') return '/awaited';
  if (file_id) return `/files/${file_id}`;
  return receipt_id ? `/receipts/${receipt_id}` : null;
}

/** Marks them as read: here at once, on the server as soon as it answers. */
export async function markRead(messages: MessageView[], which: MessageView[]): Promise<void> {
  const ids = unreadOf(which).map((message) => message.id);
  if (ids.length === 0) return;
  const now = new Date().toISOString();
  await putView(KEY, messages.map((message) => (ids.includes(message.id) ? { ...message, read_at: now } : message)));
  const body = { message_ids: ids, occurred_at: null, source: 'live' as const };
  await view(api.POST('/messages/read', { body })).catch(() => undefined);
}

async function load(): Promise<MessageView[]> {
  const { items } = await view(api.GET('/messages', { params: { query: { limit: MOST } } }));
  const newest = items[0];
  if (newest) startAfter(newest.id);
  return items;
}
