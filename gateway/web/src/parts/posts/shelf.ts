// Where the desks of the picker come from: the directory, habit, and what this PC has seen, for days without a line.
import { type Schemas, Away, api, view } from '../../api/client';
import { session } from '../../api/session';
import { store } from '../../store/db';
import { type Desk, type Habit, byHabit, deskOf, firstOf, matching, withChoice } from './desks';

const SEEN = 'desks:seen';
const MOST_SEEN = 600;

/** What is going to be sent; the likely desks depend on it. */
export interface Subject {
  fileId?: string | undefined;
  receiptId?: string | undefined;
  /** Whose letter is being diarised, which is no receipt yet. */
  category?: Category | undefined;
}

type Category = Schemas['SenderView']['category'];

/** At most eight likely next desks, the likeliest first. `except` are the desks that make no sense. */
export async function likelyDesks(except: string[], subject: Subject): Promise<Desk[]> {
  const [told, habit] = await Promise.all([toldBy(subject), habits()]);
  return firstOf([told, byHabit(habit, Date.now())], 8, except);
}

/** What the server says: the channel, then the habit of this desk with such a file or such a letter. */
async function toldBy({ fileId, receiptId, category }: Subject): Promise<Desk[]> {
  const about = fileId ?? receiptId ?? category;
  if (!about) return [];
  const key = `desks:next:${session.value?.chargeId ?? ''}:${about}`;
  try {
    const told = fileId ? await nextDesks(fileId) : await nextDesksForReceipt(receiptId, category);
    void keep(key, told);
    return told;
  } catch {
    return kept<Desk[]>(key, []); // the picker still searches, and says there why that fails
  }
}

async function nextDesks(file_id: string): Promise<Desk[]> {
  return desksOf(await view(api.GET('/files/{file_id}/next-desks', { params: { path: { file_id } } })));
}

async function nextDesksForReceipt(receipt_id: string | undefined, category: Category | undefined): Promise<Desk[]> {
  const query = { ...(receipt_id && { receipt_id }), ...(category && { category }) };
  return desksOf(await view(api.GET('/desk/next-desks', { params: { query } })));
}

function desksOf({ items }: Schemas['NextDesksView']): Desk[] {
  return items.map(({ post, person }) => ({ ...post, holders: person ? [person] : [] }));
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
