// What the desk remembers while somebody is in a file and comes back: filter, order, selection, place.
import { computed, signal } from '@preact/signals';
import { pendingActs } from '../../acts';
import { whenPersonChanges } from '../../api/session';
import { held } from './sending';
import { EVERYTHING, type Filter, NEWEST, type Order } from './narrowing';
import { BOXES, type Box } from './rows';

export const filter = signal<Filter>(EVERYTHING);
export const order = signal<Order>(NEWEST);
/** Ids of the rows that were chosen with Space or by their box. */
export const selected = signal<ReadonlySet<string>>(new Set());
/** The row that keys act on, in each box. */
export const active = signal<Partial<Record<Box, string>>>({});
/** How far each box was scrolled, in pixels. */
export const offsets: Partial<Record<Box, number>> = {};

// What one searched for neither shows nor narrows the desk of the next.
whenPersonChanges(() => {
  filter.value = EVERYTHING;
  selected.value = new Set();
  active.value = {};
  for (const box of BOXES) delete offsets[box];
});

export function boxOf(search: string): Box {
  const asked = new URLSearchParams(search).get('box');
  return BOXES.find((box) => box === asked) ?? 'inbox';
}

export function hrefOf(box: Box): string {
  return box === 'inbox' ? '/' : `/?box=${box}`;
}

export function narrow(change: Partial<Filter>): void {
  filter.value = { ...filter.value, ...change };
}

export function choose(ids: Iterable<string>, on: boolean): void {
  const next = new Set(selected.value);
  for (const id of ids) {
    if (on) next.add(id);
    else next.delete(id);
  }
  selected.value = next;
}

export interface Pending {
  state: 'held' | 'waiting' | 'refused';
  /** Why it was refused. */
  reason: string;
}

const MOVING = new Set(['forward_file', 'mark_receipt', 'close_file', 'close_receipt', 'put_receipt_in_file']);

/** Things that are about to leave the desk, or were refused to. */
export const pending = computed(() => {
  const things = new Map<string, Pending>();
  for (const id of held.value) things.set(id, { state: 'held', reason: '' });
  for (const act of pendingActs.value) {
    if (act.state === 'refused') things.set(act.queue, { state: 'refused', reason: act.refusal?.detail ?? '' });
    else if (MOVING.has(act.kind) && !things.has(act.queue)) things.set(act.queue, { state: 'waiting', reason: '' });
  }
  return things;
});
