// Offices beside each other, then the sections of one, then the desks of a section: the counts of the same table.
import { type DeskPendency, type Grouping, type Row, rowsOf, stuck } from './table';

/** From which office, and of which section. */
export interface Step {
  key: string;
  name: string;
}

const LEVELS: readonly Grouping[] = ['office', 'section', 'desk'];

/** Where the comparison begins: a single office is not compared with itself. */
export function beginning(desks: DeskPendency[]): Step[] {
  const offices = rowsOf(desks, 'office');
  const only = offices.length === 1 ? offices[0] : undefined;
  return only ? [{ key: only.key, name: only.name }] : [];
}

/** What stands beside each other there. */
export function compared(desks: DeskPendency[], path: readonly Step[]): { grouping: Grouping; rows: Row[] } {
  const inside = path.at(-1);
  const of = LEVELS[path.length - 1] ?? 'office';
  const among = inside ? desks.filter((desk) => rowsOf([desk], of)[0]?.key === inside.key) : desks;
  const grouping = LEVELS[path.length] ?? 'desk';
  return { grouping, rows: rowsOf(among, grouping) };
}

/** In percent: how much of what waits there is stuck. */
export function stuckShare(row: Row): number {
  return row.total ? Math.round((stuck(row) / row.total) * 100) : 0;
}
