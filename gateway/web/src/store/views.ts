// Views as last seen: what is kept shows first, then the fresh one; without a line what is kept stays.
import { type ReadonlySignal, type Signal, effect, signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { actor, session, standing } from '../api/session';
import { online } from '../shell/line';
import { store } from './db';

export interface Seen<Value> {
  /** Null until something is there. */
  value: Value | null;
  /** Milliseconds since 1970 when the server showed it. */
  seenAt: number | null;
  /** What is shown comes from this PC and no fresh one has arrived. */
  stale: boolean;
  loading: boolean;
  /** Why there is no fresh one: Refusal or Away. */
  error: unknown;
  reload: () => Promise<void>;
}

interface Entry {
  seen: Signal<Seen<unknown>>;
  load: () => Promise<unknown>;
  users: number;
  running: Promise<void> | null;
  wanted: boolean;
}

/** Entries that nobody shows are kept in memory up to this number, so that going back shows at once. */
const MOST = 60;
const entries = new Map<string, Entry>();

/** Views belong to person and charge. */
function scoped(key: string): string {
  return `${actor()}/${key}`;
}

/** The view under that key, loaded now; `load` asks the server. */
export function keptView<Value>(key: string, load: () => Promise<Value>): ReadonlySignal<Seen<Value>> {
  const entry = entryOf(scoped(key), load);
  void refresh(scoped(key), entry);
  return entry.seen as ReadonlySignal<unknown> as ReadonlySignal<Seen<Value>>;
}

/** The same for a component; loads again when the key changes. */
export function useView<Value>(key: string, load: () => Promise<Value>): ReadonlySignal<Seen<Value>> {
  const full = scoped(key);
  const entry = useMemo(() => entryOf(full, load), [full]);
  entry.load = load;
  useEffect(() => {
    entry.users += 1;
    entries.set(full, entry);
    void refresh(full, entry);
    return () => {
      entry.users -= 1;
    };
  }, [full, entry]);
  return entry.seen as ReadonlySignal<unknown> as ReadonlySignal<Seen<Value>>;
}

/** Load again what is on screen and begins like this (`file:`, `desk:`); forget what is in memory and not on screen. */
export function reloadViews(prefix: string): void {
  const from = scoped(prefix);
  for (const [full, entry] of entries) {
    if (!full.startsWith(from)) continue;
    if (entry.users > 0) void refresh(full, entry);
    else entries.delete(full);
  }
}

/** Put a view that came with an act's answer in place of the one that is shown. */
export async function putView(key: string, value: unknown): Promise<void> {
  const full = scoped(key);
  const entry = entries.get(full);
  if (entry) show(entry, { value, seenAt: Date.now(), stale: false, error: null });
  await keep(full, value);
}

/** What is kept, without asking the server; undefined where nothing is. */
export async function peekView<Value>(key: string): Promise<Value | undefined> {
  const full = scoped(key);
  const shown = entries.get(full)?.seen.peek().value;
  return (shown ?? (await kept(full))?.value) as Value | undefined;
}

/** Whether it came from the server within that time (milliseconds). */
export function isFresh(key: string, within: number): boolean {
  const shown = entries.get(scoped(key))?.seen.peek();
  return Boolean(shown?.seenAt && !shown.stale && Date.now() - shown.seenAt < within);
}

/** Ask the server and keep the answer for later; what is on screen shows it. Throws Refusal or Away. */
export async function fetchView(key: string, load: () => Promise<unknown>): Promise<void> {
  const asked = scoped(key);
  const value = await load();
  // Somebody else may have signed in meanwhile, who must not be shown it.
  if (scoped(key) === asked) await putView(key, value);
}

/** Take from this PC what was seen last before that moment (milliseconds since 1970) and is not in `except`. */
export async function dropViewsBefore(moment: number, except: (key: string) => boolean): Promise<void> {
  const own = `${session.peek()?.person.id}/`;
  const change = (await store()).transaction('views', 'readwrite');
  for (let at = await change.store.openCursor(); at; at = await at.continue()) {
    if (at.key.startsWith(own) && at.value.seenAt < moment && !except(at.key)) await at.delete();
  }
  await change.done;
}

function entryOf(full: string, load: () => Promise<unknown>): Entry {
  let entry = entries.get(full);
  if (!entry) {
    const made: Entry = { seen: signal(nothing()), load, users: 0, running: null, wanted: false };
    made.seen.value = { ...nothing(), reload: () => refresh(full, made) };
    entries.set(full, made);
    tidy();
    entry = made;
  }
  entry.load = load;
  return entry;
}

function nothing(): Seen<unknown> {
  return { value: null, seenAt: null, stale: false, loading: true, error: null, reload: () => Promise.resolve() };
}

function tidy(): void {
  for (const [full, entry] of entries) {
    if (entries.size <= MOST) return;
    if (entry.users === 0 && !entry.running) entries.delete(full);
  }
}

/** One at a time for each key; what is asked for meanwhile is loaded once more afterwards. */
function refresh(full: string, entry: Entry): Promise<void> {
  if (entry.running) {
    entry.wanted = true;
    return entry.running;
  }
  entry.running = fetchInto(full, entry).finally(() => {
    entry.running = null;
    if (!entry.wanted) return;
    entry.wanted = false;
    void refresh(full, entry);
  });
  return entry.running;
}

async function fetchInto(full: string, entry: Entry): Promise<void> {
  show(entry, { loading: true });
  const fresh = entry.load();
  fresh.catch(() => undefined);
  if (entry.seen.peek().value === null) {
    const found = await kept(full);
    if (found && entry.seen.peek().value === null) {
      show(entry, { value: found.value, seenAt: found.seenAt, stale: true });
    }
  }
  try {
    const value = await fresh;
    show(entry, { value, seenAt: Date.now(), stale: false, loading: false, error: null });
    await keep(full, value);
  } catch (error) {
    show(entry, { stale: entry.seen.peek().value !== null, loading: false, error });
  }
}

function show(entry: Entry, change: Partial<Seen<unknown>>): void {
  entry.seen.value = { ...entry.seen.peek(), ...change };
}

async function kept(full: string) {
  try {
    return await (await store()).get('views', full);
  } catch {
    return undefined; // nobody is signed in any more, or this PC keeps nothing
  }
}

/** A full disk costs the copy, not the screen. */
async function keep(full: string, value: unknown): Promise<void> {
  if (!full.startsWith(`${session.peek()?.person.id}/`)) return;
  try {
    await (await store()).put('views', { key: full, value, seenAt: Date.now() });
  } catch {
    return;
  }
}

// When the line or the session comes back, what is on screen is loaded again; when somebody else signs in, nothing
// stays in memory.
let wasReachable = true;
effect(() => {
  const reachable = online.value && standing.value !== 'expired';
  if (reachable && !wasReachable) for (const [full, entry] of entries) if (entry.users > 0) void refresh(full, entry);
  wasReachable = reachable;
});
let shownFor = session.peek()?.person.id;
effect(() => {
  const person = session.value?.person.id;
  if (person !== shownFor) entries.clear();
  shownFor = person;
});
