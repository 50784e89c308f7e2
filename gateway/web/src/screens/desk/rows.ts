// The rows of a desk as this PC keeps them, and how they follow the server.
import type { Schemas } from '../../api/client';
import { today } from '../../i18n';
import { folded } from '../../i18n/folded';

export const BOXES = ['inbox', 'sent', 'created', 'parked', 'closed'] as const;
export type Box = (typeof BOXES)[number];

/** What is synchronised together: inbox and parked by the change feed, each other box by its pages. */
export type Feed = 'desk' | 'sent' | 'created' | 'closed';

export function feedOf(box: Box): Feed {
  return box === 'inbox' || box === 'parked' ? 'desk' : box;
}

export interface Row {
  id: string;
  kind: 'file' | 'receipt';
  box: Box;
  number: string;
  subject: string;
  /** Of a receipt: who wrote the letter. */
  sender: string;
  /** The other desk: who sent it; in the boxes of what has left, where it lies now. */
  desk_hi: string;
  desk_en: string;
  grading: Schemas['DeskItemView']['grading'];
  urgency: Schemas['DeskItemView']['urgency'];
  labels: Schemas['DeskItemView']['labels'];
  arrived_at: string;
  unread: boolean;
  due_on: string | null;
  custody_number: number;
  parked_until: string | null;
  leased_until: string | null;
  /** Of a file: when the matter has to be disposed of, and that day in India (ISO 8601). */
  deadline: string | null;
  deadline_on: string | null;
  /** A receipt that was diarised by mistake. */
  cancelled: boolean;
  /** What the search looks through. */
  folded: string;
}

export type Rows = Map<string, Row>;

/** What a row is called in lists of acts. */
export function aboutOf(row: Pick<Row, 'number' | 'subject'>): string {
  return `${row.number} · ${row.subject}`;
}

export function rowOfChange(view: Schemas['DeskRowView']): Row {
  const { from_hi, from_en, deadline = null, ...rest } = view;
  return searchable({ ...rest, deadline, cancelled: false, desk_hi: from_hi, desk_en: from_en });
}

export function rowOfItem(view: Schemas['DeskItemView'], box: Box): Row {
  const { id, kind, number, subject, grading, urgency, labels, arrived_at, due_on, custody_number } = view;
  const desk = box === 'inbox' || box === 'parked' ? view.from_post : view.holder;
  return searchable({
    id,
    kind,
    box,
    number,
    subject,
    sender: view.sender ?? '',
    desk_hi: desk?.designation_hi ?? '',
    desk_en: desk?.designation_en ?? '',
    grading,
    urgency,
    labels,
    arrived_at,
    unread: view.unread ?? false,
    due_on,
    custody_number: custody_number ?? 1,
    parked_until: view.parked?.until ?? null,
    leased_until: view.leased_until ?? null,
    deadline: view.deadline ?? null,
    cancelled: view.cancelled ?? false,
  });
}

function searchable(row: Omit<Row, 'folded' | 'deadline_on'>): Row {
  const deadline_on = row.deadline ? today(Date.parse(row.deadline)) : null;
  return { ...row, deadline_on, folded: folded([row.number, row.subject, row.sender, row.desk_hi, row.desk_en].join('\u0001')) };
}

/** The rows as the change feed leaves them. Gives the ids of the rows that are other than before. */
export function applyChanges(rows: Rows, changes: { items: Row[]; gone: string[]; reset: boolean }): Set<string> {
  const touched = new Set<string>();
  if (changes.reset) {
    for (const id of rows.keys()) touched.add(id);
    rows.clear();
  }
  for (const row of changes.items) {
    rows.set(row.id, row);
    touched.add(row.id);
  }
  for (const id of changes.gone) if (rows.delete(id)) touched.add(id);
  return touched;
}

/**
 * Lays a page, newest first, over the rows that are known. Known rows of the same stretch of time that are not on the
 * page are gone. `above` is the last row of the page before, null for the first page; `last` is the end of the list.
 */
export function applyPage(rows: Rows, page: Row[], above: Row | null, last: boolean): Set<string> {
  const touched = new Set<string>();
  const bottom = page.at(-1);
  const onPage = new Set(page.map((row) => row.id));
  for (const known of rows.values()) {
    const isBelowTop = above === null || later(above, known);
    const isAboveBottom = last || (bottom !== undefined && !later(bottom, known));
    if (isBelowTop && isAboveBottom && !onPage.has(known.id)) {
      rows.delete(known.id);
      touched.add(known.id);
    }
  }
  for (const row of page) {
    if (isSame(rows.get(row.id), row)) continue;
    rows.set(row.id, row);
    touched.add(row.id);
  }
  return touched;
}

/** Whether the list shows `a` before `b`: the newer first, then by id. */
function later(a: Row, b: Row): boolean {
  return a.arrived_at === b.arrived_at ? a.id > b.id : a.arrived_at > b.arrived_at;
}

function isSame(known: Row | undefined, row: Row): boolean {
  return known !== undefined && JSON.stringify(known) === JSON.stringify(row);
}
