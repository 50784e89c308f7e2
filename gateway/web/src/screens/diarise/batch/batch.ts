// A bag of letters as its grid has it: rows that are entered one after the other, each once, each with its own result.
import { Refusal, newId } from '../../../api/client';
import { type DiariseReceipt, type Letter, asReceipt, blank } from '../letter';

/** What every letter of the bag has in common. */
export type Shared = Pick<Letter, 'receivedOn' | 'mode' | 'language'> & {
  /** The desk to which they are marked; none leaves them here. */
  markTo: { id: string; title: string } | null;
};

export const COLUMNS = ['senderName', 'subject', 'letterNumber', 'letterDate', 'mobile', 'category'] as const;
export type Column = (typeof COLUMNS)[number];
type Cells = Pick<Letter, Column>;

export interface Row extends Cells {
  /** The command's id: whatever is repeated after a reload or a lost answer, the letter is diarised once. */
  id: string;
  /** As it was sent, before its answer came. Until that comes nothing in it changes, because it may have been entered. */
  sent: DiariseReceipt | null;
  done: { id: string; number: string } | null;
  /** Why it was not entered; gone with the next change. */
  refusal: string;
}

export interface Batch {
  shared: Shared;
  rows: Row[];
}

/** Statuses that do not tell whether the letter was entered. */
const saysNothing = (status: number) => status >= 500 || [401, 408, 425, 429].includes(status);
/** The most of one bag: more is a second bag. */
export const MOST = 100;
const FRESH = 10;

export function aRow(cells: Partial<Cells> = {}): Row {
  const { senderName, subject, letterNumber, letterDate, mobile, category } = { ...blank(), ...cells };
  return { senderName, subject, letterNumber, letterDate, mobile, category, id: newId(), sent: null, done: null, refusal: '' };
}

export function aBatch(shared?: Shared): Batch {
  const { receivedOn, language } = blank();
  const rows = Array.from({ length: FRESH }, () => aRow());
  return { shared: shared ?? { receivedOn, mode: 'post', language, markTo: null }, rows };
}

export const isEmpty = (row: Row) => COLUMNS.every((column) => column === 'category' || row[column].trim() === '');
/** Nothing in it may change: it is entered, or nobody knows yet. */
export const isFixed = (row: Row) => row.done !== null || row.sent !== null;
/** What is to be entered. */
export const open = (batch: Batch) => batch.rows.filter((row) => !row.done && !isEmpty(row));
export const entered = (batch: Batch) => batch.rows.filter((row) => row.done);

/** One cell written; there is always an empty row after the last one. */
export function written(batch: Batch, index: number, column: Column, value: string): Batch {
  const rows = batch.rows.map((row, at) => (at === index && !isFixed(row) ? { ...row, [column]: value, refusal: '' } : row));
  return { ...batch, rows: withRoom(rows) };
}

/** A part of a spreadsheet, put in from this cell on to the right and downwards; columns beyond the last one are left out. */
export function pasted(batch: Batch, index: number, column: Column, text: string, categoryOf: (said: string) => Letter['category']): Batch {
  const rows = [...batch.rows];
  let at = index;
  for (const line of text.replaceAll('\r', '').replace(/\n+$/, '').split('\n')) {
    // What was entered stays; the letter goes into the next row that is free.
    while (rows[at] && isFixed(rows[at] as Row)) at += 1;
    if (at >= MOST) break;
    rows[at] = filled(rows[at] ?? aRow(), COLUMNS.indexOf(column), line.split('\t'), categoryOf);
    at += 1;
  }
  return { ...batch, rows: withRoom(rows) };
}

function filled(row: Row, first: number, cells: string[], categoryOf: (said: string) => Letter['category']): Row {
  const next = { ...row, refusal: '' };
  for (const [at, said] of cells.entries()) {
    const column = COLUMNS[first + at];
    const value = said.trim();
    if (column === undefined) break;
    if (column === 'category') next.category = categoryOf(value);
    else next[column] = column === 'letterDate' ? dayOf(value) : value;
  }
  return next;
}

/** 02.03.2026, 2/3/26 or 2026-03-02 as ISO 8601; nothing where it is no day. */
export function dayOf(said: string): string {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(said);
  const indian = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})$/.exec(said);
  const [year, month, day] = iso ? iso.slice(1) : indian ? [indian[3], indian[2], indian[1]] : [];
  if (!year || !month || !day) return '';
  const found = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = new Date(`${found}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(found) ? found : '';
}

function withRoom(rows: Row[]): Row[] {
  const last = rows.at(-1);
  return rows.length < MOST && (!last || !isEmpty(last) || last.done) ? [...rows, aRow()] : rows;
}

/** The next bag: what is not entered stays, and so does what the letters have in common. */
export function nextBag({ shared, rows }: Batch): Batch {
  const left = rows.filter((row) => !row.done && !isEmpty(row));
  return { shared, rows: [...left, ...aBatch(shared).rows].slice(0, Math.max(FRESH, left.length + 1)) };
}

export function bodyOf(row: Row, { markTo, ...common }: Shared): DiariseReceipt {
  const { senderName, subject, letterNumber, letterDate, mobile, category } = row;
  const letter = { ...blank(), ...common, senderName, subject, letterNumber, letterDate, mobile, category };
  return { ...asReceipt(letter, null), mark_to: markTo?.id ?? null };
}

export interface Ways {
  /** Rejects with Refusal, or Away where no answer came. */
  post: (id: string, body: DiariseReceipt) => Promise<{ id: string; diary_number: string }>;
  /** Kept on this PC before it resolves. */
  keep: (change: (batch: Batch) => Batch) => Promise<void>;
  incomplete: string;
}

/**
 * Enters the letters in their order, each in a step of its own: one that is refused keeps none of the others. Ends early,
 * with what broke it, where no answer came; the letter that was on its way is repeated first the next time.
 */
export async function enter(batch: Batch, ways: Ways): Promise<unknown> {
  for (const row of open(batch)) {
    if (row.sent === null && !(row.senderName.trim() && row.subject.trim())) {
      await ways.keep(changing(row.id, { refusal: ways.incomplete }));
      continue;
    }
    const sent = row.sent ?? bodyOf(row, batch.shared);
    await ways.keep(changing(row.id, { sent, refusal: '' }));
    try {
      const { id, diary_number: number } = await ways.post(row.id, sent);
      await ways.keep(changing(row.id, { sent: null, done: { id, number } }));
    } catch (error) {
      if (!(error instanceof Refusal) || saysNothing(error.status)) return error;
      // A refused letter was not entered; the mended one is another command.
      await ways.keep(changing(row.id, { id: newId(), sent: null, refusal: told(error) }));
    }
  }
  return null;
}

function changing(id: string, change: Partial<Row>): (batch: Batch) => Batch {
  return (batch) => ({ ...batch, rows: withRoom(batch.rows.map((row) => (row.id === id ? { ...row, ...change } : row))) });
}

function told(refusal: Refusal): string {
  const fields = refusal.errors.map((each) => each.message).filter(Boolean);
  return fields.length > 0 ? fields.join(' · ') : refusal.detail || refusal.title;
}
