// Where the desks of the picker come from: the directory, habit, and what this PC has seen, for days without a line.
import { Away, api, view } from '../../api/client';
import { session } from '../../api/session';
import { store } from '../../store/db';
import { type Desk, type Habit, byHabit, deskOf, firstOf, matching, withChoice } from './desks';

const SEEN = 'desks:seen';
const MOST_SEEN = 600;

/** What is going to be sent; the likely desks depend on it. */
export interface Subject {
  fileId?: string | undefined;
  receiptId?: string | undefined;
}

/** At most eight likely next desks, the likeliest first. `except` are the desks that make no sense. */
export async function likelyDesks(except: string[], subject: Subject): Promise<Desk[]> {
  const [told, habit] = await Promise.all([toldBy(subject), habits()]);
  return firstOf([told, byHabit(habit, Date.now())], 8, except);
}

/** What the server says: for a file the channel and this desk's habit, for a receipt the desks of its section. */
async function toldBy({ fileId, receiptId }: Subject): Promise<Desk[]> {
  if (!fileId && !receiptId) return [];
  const key = `desks:next:${session.value?.chargeId ?? ''}:${fileId ?? receiptId}`;
  try {
    const told = fileId ? await nextDesks(fileId) : await sectionOf(receiptId ?? '');
    void keep(key, told);
    return told;
  } catch {
    return kept<Desk[]>(key, []); // the picker still searches, and says there why that fails
  }
}

async function nextDesks(file_id: string): Promise<Desk[]> {
  const { items } = await view(api.GET('/files/{file_id}/next-desks', { params: { path: { file_id } } }));
  return items.map(({ post, person }) => ({ ...post, holders: person ? [person] : [] }));
}

async function sectionOf(receipt_id: string): Promise<Desk[]> {
  const { holder } = await view(api.GET('/receipts/{receipt_id}', { params: { path: { receipt_id } } }));
  if (!holder.unit_en) return [];
  const query = { text: holder.unit_en, limit: 9, ...(holder.office_id ? { office_id: holder.office_id } : {}) };
  return (await view(api.GET('/directory', { params: { query } }))).items.map(deskOf);
}

/** Desks by a piece of post, person, section or office, from the directory; without a line those seen before. */
export async function searchDesks(query: string, signal: AbortSignal): Promise<Desk[]> {
  try {
    const page = await view(api.GET('/directory', { params: { query: { text: query, limit: 20 } }, signal }));
    const found = page.items.map(deskOf);
    void rememberSeen(found);
    return found;
  } catch (error) {
    if (error instanceof Away) return matching(await kept<Desk[]>(SEEN, []), query).slice(0, 20);
    throw error;
  }
}

/** Notes that somebody was sent something, for the next time. */
export async function noteChoice(desk: Desk): Promise<void> {
  await keep(habitKey(), withChoice(await habits(), desk, Date.now()));
}

function habits(): Promise<Habit[]> {
  return kept<Habit[]>(habitKey(), []);
}

/** Habits belong to the acting charge: the same person forwards elsewhere as a link officer. */
function habitKey(): string {
  return `desks:habit:${session.value?.chargeId ?? ''}`;
}

async function rememberSeen(found: Desk[]): Promise<void> {
  await keep(SEEN, firstOf([found, await kept<Desk[]>(SEEN, [])], MOST_SEEN));
}

async function kept<Value>(key: string, otherwise: Value): Promise<Value> {
  const record = await (await store()).get('views', key);
  return (record?.value as Value | undefined) ?? otherwise;
}

async function keep(key: string, value: unknown): Promise<void> {
  await (await store()).put('views', { key, value, seenAt: Date.now() });
}
