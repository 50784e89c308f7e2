// Acts on this PC. Each change is one transaction, so that tabs never see half of one. Where the disk takes no more, an
// act stays in the memory of this tab, and the person is told to keep the tab open or to download the text.
import { newId } from '../api/client';
import { type Store, store } from '../store/db';
import { evict } from '../store/space';
import type { Act, Beside, Refused } from './act';

/** In the memory of this tab only. */
const unsaved = new Map<string, Act>();

export function isUnsaved(id: string): boolean {
  return unsaved.has(id);
}

/** Writes it behind all others, and never earlier in time than its own queue. Returns it as kept. */
export async function add(act: Act, beside?: Beside): Promise<Act> {
  const open = await store();
  try {
    return await append(open, act, beside);
  } catch (error) {
    if (!isFull(error)) throw error;
  }
  await evict(0).catch(() => undefined);
  try {
    return await append(open, act, beside);
  } catch (error) {
    if (!isFull(error)) throw error;
    unsaved.set(act.id, act);
    return act;
  }
}

/** All acts of the person, oldest first. */
export async function list(): Promise<Act[]> {
  const saved = await (await store()).getAll('acts');
  return sorted([...saved, ...unsaved.values()]);
}

/** The oldest of a queue, or nothing. */
export async function head(queue: string): Promise<Act | undefined> {
  const saved = await (await store()).getAllFromIndex('acts', 'queue', queue);
  return sorted([...saved, ...[...unsaved.values()].filter((act) => act.queue === queue)])[0];
}

/** Notes that it is being sent; nothing where it was taken back meanwhile. */
export function claim(id: string): Promise<Act | null> {
  return change(id, (act) => ({ ...act, sentAt: act.sentAt ?? Date.now() }));
}

export function refuse(id: string, refusal: Refused): Promise<Act | null> {
  return change(id, (act) => ({ ...act, state: 'refused', refusal }));
}

/** To be delivered again, in its old place. */
export function renewed(id: string, otherwise: Partial<Pick<Act, 'occurredAt'>>): Promise<Act | null> {
  return change(id, (act) => ({ ...act, ...otherwise, state: 'waiting', refusal: null }));
}

export async function remove(id: string): Promise<void> {
  unsaved.delete(id);
  await (await store()).delete('acts', id);
}

/** Removes it unless it was sent and may have taken effect. Says whether it did. */
export async function takeBack(id: string): Promise<boolean> {
  const inMemory = unsaved.get(id);
  if (inMemory) return canBeTakenBack(inMemory) && unsaved.delete(id);
  const transaction = (await store()).transaction('acts', 'readwrite');
  const act = await transaction.store.get(id);
  const free = act !== undefined && canBeTakenBack(act);
  if (free) await transaction.store.delete(id);
  await transaction.done;
  return free;
}

/** Never sent, or refused for good. */
export function canBeTakenBack(act: Act): boolean {
  return act.sentAt === null || act.state === 'refused';
}

/** Forget what lies in memory; the person has signed out. */
export function forgetUnsaved(): void {
  unsaved.clear();
}

async function append(open: Store, act: Act, beside?: Beside): Promise<Act> {
  const transaction = open.transaction(beside ? ['acts', 'rows'] : ['acts'], 'readwrite');
  const acts = transaction.objectStore('acts');
  const last = await acts.openKeyCursor(null, 'prev');
  const id = last && last.key >= act.id ? newId(timeOf(last.key) + 1) : act.id;
  const queue = act.queue === act.id ? id : act.queue;
  const before = sorted(await acts.index('queue').getAll(queue)).at(-1)?.occurredAt ?? '';
  const kept = { ...act, id, queue, occurredAt: before > act.occurredAt ? before : act.occurredAt };
  await acts.put(kept);
  if (beside) await transaction.objectStore('rows').put(beside());
  await transaction.done;
  return kept;
}

/** Milliseconds since 1970 in a version 7 UUID: where the PC's clock went back, ids still grow. */
function timeOf(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}

async function change(id: string, to: (act: Act) => Act): Promise<Act | null> {
  const inMemory = unsaved.get(id);
  if (inMemory) {
    unsaved.set(id, to(inMemory));
    return unsaved.get(id) ?? null;
  }
  const transaction = (await store()).transaction('acts', 'readwrite');
  const act = await transaction.store.get(id);
  const changed = act ? to(act) : null;
  if (changed) await transaction.store.put(changed);
  await transaction.done;
  return changed;
}

function sorted(acts: Act[]): Act[] {
  return acts.sort((one, other) => (one.id < other.id ? -1 : 1));
}

function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}
