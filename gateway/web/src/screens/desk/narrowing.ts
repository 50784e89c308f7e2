// What of a box is shown, and in which order.
import { folded } from '../../i18n/folded';
import type { Box, Row } from './rows';

export const URGENCIES = ['routine', 'priority', 'immediate', 'top_priority'] as const;
export const LABELS = ['lok_sabha', 'rajya_sabha', 'court', 'vip'] as const;

export interface Filter {
  kind: '' | Row['kind'];
  unread: boolean;
  due: '' | 'today' | 'overdue';
  urgency: '' | Row['urgency'];
  label: '' | Row['labels'][number];
  search: string;
  /** Code of a folder. */
  folder: string;
}

export const EVERYTHING: Filter = { kind: '', unread: false, due: '', urgency: '', label: '', search: '', folder: '' };

export function isNarrowed(filter: Filter): boolean {
  return Object.entries(EVERYTHING).some(([name, value]) => filter[name as keyof Filter] !== value);
}

export type Column = 'arrived' | 'due' | 'urgency' | 'number';
export interface Order {
  by: Column;
  /** The usual direction of the column turned round. */
  turned: boolean;
}

export const NEWEST: Order = { by: 'arrived', turned: false };

type Dated = Pick<Row, 'due_on' | 'deadline_on' | 'box'>;

/** The day until which the desk was asked for it, or that of the matter's deadline, whichever comes first. */
function firstDay({ due_on, deadline_on }: Pick<Dated, 'due_on' | 'deadline_on'>): string | null {
  if (!due_on || !deadline_on) return due_on ?? deadline_on ?? null;
  return due_on < deadline_on ? due_on : deadline_on;
}

export function dueState(row: Dated, day: string): '' | 'today' | 'overdue' {
  const first = firstDay(row);
  if (!first || row.box === 'closed' || first > day) return '';
  return first === day ? 'today' : 'overdue';
}

/** The rows of a box in order. Usual directions: newest, soonest due, most urgent, number upwards. */
export function inOrder(rows: Iterable<Row>, box: Box, { by, turned }: Order): Row[] {
  const keyed: [string | number, Row][] = [];
  for (const row of rows) if (row.box === box) keyed.push([keyOf(row, by), row]);
  const sign = (by === 'arrived') === turned ? 1 : -1;
  keyed.sort(([a, one], [b, other]) => (a === b ? newestFirst(one, other) : a < b ? -sign : sign));
  return keyed.map(([, row]) => row);
}

function keyOf(row: Row, by: Column): string | number {
  if (by === 'due') return firstDay(row) ?? '9999';
  if (by === 'urgency') return -URGENCIES.indexOf(row.urgency);
  if (by === 'number') return row.number.replace(/\d+/g, (digits) => digits.padStart(7, '0'));
  return row.arrived_at;
}

function newestFirst(one: Row, other: Row): number {
  return one.arrived_at === other.arrived_at ? 0 : one.arrived_at > other.arrived_at ? -1 : 1;
}

/** Those that the filter lets through. Every word of the search has to be there; `placed` says what lies in folders. */
export function filtered(rows: Row[], filter: Filter, day: string, placed: Record<string, string> = {}): Row[] {
  if (!isNarrowed(filter)) return rows;
  const words = folded(filter.search).split(/\s+/).filter(Boolean);
  return rows.filter(
    (row) =>
      (!filter.kind || row.kind === filter.kind) &&
      (!filter.unread || row.unread) &&
      (!filter.folder || placed[row.id] === filter.folder) &&
      (!filter.urgency || row.urgency === filter.urgency) &&
      (!filter.label || row.labels.includes(filter.label)) &&
      (!filter.due || dueState(row, day) === filter.due) &&
      words.every((word) => row.folded.includes(word)),
  );
}

/** Whether whatever passes `filter` passed `before` too: then only what passed has to be looked through again. */
export function isNarrower(filter: Filter, before: Filter): boolean {
  const others = { ...filter, search: before.search };
  const isSameElse = Object.entries(others).every(([name, value]) => before[name as keyof Filter] === value);
  return isSameElse && filter.search.startsWith(before.search);
}
