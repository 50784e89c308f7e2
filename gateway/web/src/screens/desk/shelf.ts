// The rows of a desk in IndexedDB. They lie in parts of some hundred rows: a change writes the parts that it touches,
// and 10,000 rows are read in a few dozen records.
import { store } from '../../store/db';
import type { Feed, Row, Rows } from './rows';

const PARTS = 64;
/** Which columns the rows have: rows of an earlier client are read anew. */
const SHAPE = 2;

/** How far a feed was followed. */
export interface Mark {
  /** Of the change feed. */
  cursor: string | null;
  /** When all pages were read, in milliseconds since 1970; null where that has not happened. */
  completeAt: number | null;
}

export const UNREAD: Mark = { cursor: null, completeAt: null };

function partOf(id: string): number {
  // The end of a UUID is random, so that parts fill evenly.
  return Number.parseInt(id.slice(-4), 16) % PARTS;
}

const keyOf = (charge: string, feed: Feed, part: number | 'mark') => `${charge}/${feed}.${SHAPE}/${part}`;

export async function loadRows(charge: string, feed: Feed): Promise<{ rows: Rows; mark: Mark }> {
  const range = IDBKeyRange.bound(`${charge}/${feed}.${SHAPE}/`, `${charge}/${feed}.${SHAPE}/\uffff`);
  const rows: Rows = new Map();
  let mark = UNREAD;
  for (const { key, value } of await (await store()).getAll('rows', range)) {
    if (key.endsWith('/mark')) mark = value as Mark;
    else for (const row of value as Row[]) rows.set(row.id, row);
  }
  return { rows, mark };
}

/** Writes what was touched. Other tabs keep the same rows, so each part is read, changed and written in one go. */
export async function saveRows(
  charge: string,
  feed: Feed,
  rows: Rows,
  touched: Set<string>,
  mark: Mark,
): Promise<void> {
  const write = (await store()).transaction('rows', 'readwrite');
  const parts = new Map<number, string[]>();
  for (const id of touched) parts.set(partOf(id), [...(parts.get(partOf(id)) ?? []), id]);
  const all = [...parts].map(async ([part, ids]) => {
    const key = keyOf(charge, feed, part);
    const lain = ((await write.store.get(key))?.value ?? []) as Row[];
    const other = new Set(ids);
    const present = ids.map((id) => rows.get(id)).filter((row) => row !== undefined);
    await write.store.put({ key, value: [...lain.filter((row) => !other.has(row.id)), ...present] });
  });
  await Promise.all([...all, write.store.put({ key: keyOf(charge, feed, 'mark'), value: mark }), write.done]);
}
