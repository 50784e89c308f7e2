// What concerns one's desk, as it happens. One tab keeps the stream open for all tabs of this browser; who looks at
// none of them for long needs none.
import { effect } from '@preact/signals';
import { bearer, renew, session, standing } from '../api/session';
import { untilCalm } from '../shell/calm';
import { heard, online, unheard } from '../shell/line';
import { reloadViews } from '../store/views';
import { eventsOf } from './events';

/** A message as the stream tells it; its text is in the list (GET /messages). */
export interface Message {
  id: string;
  kind: string;
  serial: number;
  title: string;
  number: string;
  file_id: string | null;
  receipt_id: string | null;
  letter_id: string | null;
  post_id: string | null;
  occurred_at: string;
}

type News = { person: string; message: Message };

const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 60_000;
/** The server says something every 15 s at least. */
const SILENCE = 50_000;
const HIDDEN_FOR_LONG = 5 * 60_000;

const listeners = new Set<(message: Message) => void>();
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('patravali.live');
/** The last message seen, in whichever tab: where the stream is taken up again. */
let last: string | null = null;

/** Told of each message, in every tab. Returns how to stop it. */
export function onMessage(listener: (message: Message) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Where the stream begins, for who has read the list of messages. */
export function startAfter(id: string): void {
  last ??= id;
}

/** Follows the messages of whoever is signed in, from now on. */
export function followInbox(): void {
  let following: AbortController | null = null;
  let whose: string | null = null;
  let hiding: ReturnType<typeof setTimeout> | undefined;

  function follow(person: string | null): void {
    if (person === whose) return;
    following?.abort();
    if (person && person !== whose) last = null;
    whose = person;
    following = person ? new AbortController() : null;
    if (following) void lead(following.signal);
  }
  const wanted = () => (standing.peek() === 'in' ? (session.peek()?.person.id ?? null) : null);

  effect(() => {
    if (standing.value !== 'in') follow(null);
    else follow(session.value?.person.id ?? null);
  });
  document.addEventListener('visibilitychange', () => {
    clearTimeout(hiding);
    if (document.visibilityState === 'visible') follow(wanted());
    else hiding = setTimeout(() => follow(null), HIDDEN_FOR_LONG);
  });
}

if (channel) {
  channel.onmessage = ({ data }: MessageEvent<News>) => {
    if (data.person === session.peek()?.person.id) tell(data.message);
  };
}

function tell(message: Message): void {
  last = message.id;
  if (message.file_id) reloadViews(`file:${message.file_id}`);
  if (message.receipt_id) reloadViews(`receipt:${message.receipt_id}`);
  for (const listener of listeners) listener(message);
}

/** Waits until no other tab leads, then keeps the stream open until told to end. */
async function lead(signal: AbortSignal): Promise<void> {
  try {
    if (navigator.locks) await navigator.locks.request('patravali.live', { signal }, () => keepOpen(signal));
    else await keepOpen(signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

async function keepOpen(signal: AbortSignal): Promise<void> {
  let pause = FIRST_PAUSE;
  while (!signal.aborted) {
    await untilOnline(signal);
    const went = await followOnce(signal);
    if (signal.aborted) return;
    pause = went === 'well' ? FIRST_PAUSE : Math.min(pause * 2, LONGEST_PAUSE);
    if (went !== 'expired') await sleep(pause * (0.75 + Math.random() / 2), signal);
  }
}

/** One stream from its beginning to its end. */
async function followOnce(signal: AbortSignal): Promise<'well' | 'badly' | 'expired'> {
  await untilCalm();
  const token = await bearer();
  if (!token) return 'badly';
  const ending = new AbortController();
  const end = () => ending.abort();
  signal.addEventListener('abort', end, { once: true });
  let silence = setTimeout(end, SILENCE);
  let went: 'well' | 'badly' | 'expired' = 'badly';
  try {
    const response = await ask(token, ending.signal);
    if (response.status === 401) await renew(token);
    if (!response.ok || !response.body) return 'badly';
    const alive = () => {
      went = 'well';
      clearTimeout(silence);
      silence = setTimeout(end, SILENCE);
    };
    for await (const event of eventsOf(response.body, alive)) {
      if (event.type === 'expired') went = 'expired';
      else if (event.type === 'message') spread(JSON.parse(event.data) as Message);
    }
  } catch {
    if (!signal.aborted && went === 'badly') unheard();
  } finally {
    clearTimeout(silence);
    signal.removeEventListener('abort', end);
  }
  return went;
}

async function ask(token: string, signal: AbortSignal): Promise<Response> {
  const sentAt = Date.now();
  const headers: Record<string, string> = { Authorization: `Bearer ${token}` };
  if (last) headers['Last-Event-ID'] = last;
  const response = await fetch('/api/v1/inbox/events', { headers, signal, cache: 'no-store' });
  heard(response, sentAt);
  return response;
}

function spread(message: Message): void {
  const person = session.peek()?.person.id;
  if (!person) return;
  tell(message);
  channel?.postMessage({ person, message } satisfies News);
}

function untilOnline(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const stop = online.subscribe((isOnline) => {
      if (isOnline || signal.aborted) finish();
    });
    function finish(): void {
      queueMicrotask(() => stop());
      resolve();
    }
    signal.addEventListener('abort', finish, { once: true });
  });
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
