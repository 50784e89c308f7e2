// Many acts at once. They are held for a while, so that the whole can be taken back, then sent a few at a time.
import { computed, signal } from '@preact/signals';
import { type Beside, type NewAct, type Outcome, perform } from '../../acts';
import { newId } from '../../api/client';
import { session, whenPersonChanges } from '../../api/session';
import { HELD_ACTS, type KeptRows, store } from '../../store/db';
import { disown, own, owners } from './owning';

/** How long the whole can be taken back, in milliseconds. */
export const WINDOW = 10_000;
const AT_ONCE = 3;
/** After this a held batch that nobody sends belonged to a tab that is no more, where no lock tells. */
const ORPHANED = 60_000;

export interface Item {
  id: string;
  about: string;
  /** Done one after the other; the first refusal ends the item. */
  acts: NewAct[];
  /** So many of them were handed over for delivery, whatever became of the tab; they are not handed over again. */
  handed: number;
  result: 'held' | Outcome['state'];
  reason: string;
}

export interface Batch {
  id: string;
  chargeId: string | null;
  /** What is being done, in the user's words. */
  title: string;
  items: Item[];
  state: 'held' | 'left' | 'going' | 'done';
  /** Milliseconds since 1970. */
  dueAt: number;
}

export const batches = signal<readonly Batch[]>([]);
export const held = computed(() =>
  batches.value
    .filter((batch) => batch.state !== 'done')
    .flatMap((batch) => batch.items.filter((item) => item.result === 'held').map((item) => item.id)),
);
/** How an act is carried out. */
type CarryOut = (act: NewAct, onKept?: () => void, beside?: Beside) => Promise<Outcome>;
const timers = new Map<string, ReturnType<typeof setTimeout>>();

/** Holds the acts for the undo window, then sends them. What has a `reason` is left out, and shown with it. */
export async function hold(
  title: string,
  items: (Pick<Item, 'id' | 'about' | 'acts'> & { reason?: string })[],
  window = WINDOW,
): Promise<Batch> {
  const batch: Batch = {
    id: newId(),
    chargeId: session.value?.chargeId ?? null,
    title,
    items: items.map(({ reason = '', ...item }) => ({ ...item, handed: 0, reason, result: reason ? 'refused' : 'held' })),
    state: 'held',
    dueAt: Date.now() + window,
  };
  own(batch.id);
  batches.value = [...batches.value, batch];
  // It looks held only when a tab closed at this moment would not lose it; a full disk holds up nobody.
  await keep(batch).catch(() => undefined);
  timers.set(
    batch.id,
    setTimeout(() => void send(batch.id), window),
  );
  return batch;
}

/** Takes the whole back. Nothing of it was sent. */
export async function takeBack(id: string): Promise<void> {
  clearTimeout(timers.get(id));
  timers.delete(id);
  batches.value = batches.value.filter((batch) => batch.id !== id);
  await (await store()).delete('rows', HELD_ACTS + id);
  disown(id);
}

export const putAway = takeBack;

/** Sends now what is held. Under another charge than the one that held it, it stays held. */
export async function send(id: string, carryOut: CarryOut = perform): Promise<void> {
  clearTimeout(timers.get(id));
  const batch = batches.value.find((each) => each.id === id);
  if (!batch || batch.state === 'going' || batch.state === 'done') return;
  if (batch.chargeId !== (session.value?.chargeId ?? null)) return change(id, { state: 'left' });
  own(id);
  change(id, { state: 'going' });
  const queue = batch.items.filter((item) => item.result === 'held');
  const worker = async () => {
    for (let item = queue.shift(); item; item = queue.shift()) await sendItem(batch, item, carryOut);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  change(id, { state: 'done' });
  await (await store()).delete('rows', HELD_ACTS + id);
  disown(id);
}

/** Sends at once what is still held: who leaves does not wait for the end of the window. */
export async function sendHeld(carryOut: CarryOut = perform): Promise<void> {
  const waiting = batches.value.filter((batch) => batch.state === 'held');
  await Promise.all(waiting.map((batch) => send(batch.id, carryOut)));
}

/** What is held and was not sent, under whichever charge: who signs out erases it. */
export async function unsentBatches(): Promise<Batch[]> {
  const range = IDBKeyRange.bound(HELD_ACTS, `${HELD_ACTS}\uffff`);
  const kept = (await (await store()).getAll('rows', range)).map((record) => record.value as Batch);
  // What this tab knows is newer, and all that there is where the disk was full.
  const known = new Set(batches.value.map((batch) => batch.id));
  return [...batches.value, ...kept.filter((batch) => !known.has(batch.id))]
    .filter((batch) => batch.state !== 'done')
    .map((batch) => ({ ...batch, items: batch.items.filter((item) => item.result === 'held') }))
    .filter((batch) => batch.items.length > 0);
}

async function sendItem(batch: Batch, item: Item, carryOut: CarryOut): Promise<void> {
  // Of what was handed over before a crash, the list of undelivered acts knows; what follows waits behind it.
  let result: Item['result'] = item.handed > 0 ? 'queued' : 'done';
  let reason = '';
  for (const [at, act] of item.acts.entries()) {
    if (at < item.handed) continue;
    const outcome = await carryOut(act, undefined, () => {
      changeItem(batch.id, item.id, { handed: at + 1 });
      return rowOf(batch.id);
    });
    result = outcome.state;
    if (outcome.state !== 'refused') continue;
    reason = outcome.refusal.detail || outcome.refusal.title;
    break;
  }
  if (!batches.value.some((each) => each.id === batch.id)) return;
  changeItem(batch.id, item.id, { result, reason });
  await (await store()).put('rows', rowOf(batch.id)).catch(() => undefined);
}

function change(id: string, part: Partial<Batch>): void {
  batches.value = batches.value.map((batch) => (batch.id === id ? { ...batch, ...part } : batch));
}

function changeItem(id: string, itemId: string, part: Partial<Item>): void {
  const items = batches.value.find((batch) => batch.id === id)?.items ?? [];
  change(id, { items: items.map((item) => (item.id === itemId ? { ...item, ...part } : item)) });
}

/** The batch as it is now, as it is kept. */
function rowOf(id: string): KeptRows {
  return { key: HELD_ACTS + id, value: batches.value.find((batch) => batch.id === id) };
}

async function keep(batch: Batch): Promise<void> {
  await (await store()).put('rows', { key: HELD_ACTS + batch.id, value: batch });
}

/** Shows what a closed tab or a crash left unsent. It is sent only when somebody says so. */
export async function findLeft(now: number = Date.now()): Promise<void> {
  const range = IDBKeyRange.bound(HELD_ACTS, `${HELD_ACTS}\uffff`);
  const kept = await (await store()).getAll('rows', range);
  const owned = await owners();
  const known = new Set(batches.value.map((batch) => batch.id));
  const isLeft = (batch: Batch) => (owned ? !owned(batch.id) : now - batch.dueAt > ORPHANED);
  const left = kept
    .map((record) => record.value as Batch)
    .filter((batch) => !known.has(batch.id) && batch.chargeId === session.value?.chargeId && isLeft(batch))
    .map((batch) => ({ ...batch, state: 'left' as const, items: batch.items.filter((item) => item.result === 'held') }))
    .filter((batch) => batch.items.length > 0);
  if (left.length) batches.value = [...batches.value, ...left];
}

// Nobody sees, or sends, what another person held; it stays in that person's database.
whenPersonChanges(() => {
  for (const timer of timers.values()) clearTimeout(timer);
  timers.clear();
  for (const batch of batches.value) disown(batch.id);
  batches.value = [];
});
