// Desks × age: what the server counted for each desk, added up by section or office, and sorted.
import type { Schemas } from '../../api/client';
import { either } from '../../i18n';

export type DeskPendency = Schemas['DeskPendencyView'];
export type Pendency = Schemas['PendencyView'];
export type Bucket = keyof Schemas['BucketView'];
export type Grouping = 'desk' | 'section' | 'office';

export const BUCKETS: readonly Bucket[] = [
  'days_0_3',
  'days_4_7',
  'days_8_15',
  'days_16_30',
  'days_31_90',
  'days_over_90',
];
/** From here on a file counts as stuck. */
export const STUCK: readonly Bucket[] = ['days_31_90', 'days_over_90'];

export interface Row {
  key: string;
  name: string;
  /** Section and office of a desk, office of a section. */
  place: string;
  /** Who sits there; empty for a vacant desk, null for sections and offices. */
  holder: string | null;
  /** Set where the row is one desk: its files can be listed. */
  postId: string | null;
  buckets: Record<Bucket, number>;
  total: number;
  unopened: number;
  /** Files of which the deadline has passed. */
  overdue: number;
  oldestSince: string | null;
}

export function rowsOf(desks: DeskPendency[], grouping: Grouping): Row[] {
  const rows = new Map<string, Row>();
  for (const desk of desks) {
    const row = start(desk, grouping);
    const known = rows.get(row.key);
    rows.set(row.key, known ? add(known, row) : row);
  }
  return [...rows.values()].sort(worstFirst);
}

/** The last line of the table. */
export function sum(rows: Row[]): Row {
  const empty: Row = {
    key: 'sum',
    name: '',
    place: '',
    holder: null,
    postId: null,
    buckets: { days_0_3: 0, days_4_7: 0, days_8_15: 0, days_16_30: 0, days_31_90: 0, days_over_90: 0 },
    total: 0,
    unopened: 0,
    overdue: 0,
    oldestSince: null,
  };
  return rows.reduce(add, empty);
}

export function stuck(row: Row): number {
  return STUCK.reduce((count, bucket) => count + row.buckets[bucket], 0);
}

function start(desk: DeskPendency, grouping: Grouping): Row {
  const { post, holder } = desk;
  const unit = either(post.unit_hi, post.unit_en);
  const office = either(post.office_hi, post.office_en);
  const { total, unopened, overdue = 0, oldest_since: oldestSince } = desk;
  const counts = { buckets: { ...desk.buckets }, total, unopened, overdue, oldestSince };
  if (grouping === 'office') {
    return { key: post.office_id ?? office, name: office, place: '', holder: null, postId: null, ...counts };
  }
  if (grouping === 'section') {
    // Posts above the sections have none; they stand under their office.
    return { key: `${post.office_id}/${unit}`, name: unit || office, place: unit ? office : '', holder: null, postId: null, ...counts };
  }
  return {
    key: post.post_id,
    name: either(post.designation_hi, post.designation_en),
    place: [unit, office].filter(Boolean).join(', '),
    holder: holder ? either(holder.name_hi, holder.name_en) : '',
    postId: post.post_id,
    ...counts,
  };
}

function add(one: Row, other: Row): Row {
  const buckets = { ...one.buckets };
  for (const bucket of BUCKETS) buckets[bucket] += other.buckets[bucket];
  const oldest = [one.oldestSince, other.oldestSince].filter((each) => each !== null).sort();
  return {
    ...one,
    buckets,
    total: one.total + other.total,
    unopened: one.unopened + other.unopened,
    overdue: one.overdue + other.overdue,
    oldestSince: oldest[0] ?? null,
  };
}

/** What waits longest comes first: by the oldest bucket that differs, then by all. */
function worstFirst(one: Row, other: Row): number {
  for (const bucket of BUCKETS.toReversed()) {
    if (one.buckets[bucket] !== other.buckets[bucket]) return other.buckets[bucket] - one.buckets[bucket];
  }
  return other.total - one.total || one.name.localeCompare(other.name, 'hi');
}
