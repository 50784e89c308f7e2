import { describe, expect, it } from 'vitest';
import { aRow } from './builders';
import { EVERYTHING, NEWEST, dueState, filtered, inOrder, isNarrower } from './narrowing';
import type { Row } from './rows';

const DAY = '2026-11-22';
const numbers = (rows: Row[]) => rows.map((row) => row.number);

describe('the filter', () => {
  const court = aRow({ number: 'court', labels: ['court'], urgency: 'immediate', due_on: '2026-11-22' });
  const late = aRow({ number: 'late', kind: 'receipt', due_on: '2026-11-21', unread: true });
  const plain = aRow({ number: 'plain', sender: 'Shri Ramesh Chandra' });
  const rows = [court, late, plain];
  const through = (part: Partial<typeof EVERYTHING>) => numbers(filtered(rows, { ...EVERYTHING, ...part }, DAY));

  it('lets everything through where nothing is asked', () => {
    expect(filtered(rows, EVERYTHING, DAY)).toBe(rows);
  });

  it.each([
    [{ kind: 'receipt' as const }, ['late']],
    [{ unread: true }, ['late']],
    [{ due: 'today' as const }, ['court']],
    [{ due: 'overdue' as const }, ['late']],
    [{ urgency: 'immediate' as const }, ['court']],
    [{ label: 'court' as const }, ['court']],
    [{ label: 'vip' as const }, []],
  ])('keeps only %j', (part, expected) => {
    expect(through(part)).toEqual(expected);
  });

  it('wants every word of the search, in any order', () => {
    expect(through({ search: 'chandra RAMESH' })).toEqual(['plain']);
    expect(through({ search: 'ramesh kumar' })).toEqual([]);
  });

  it('does not care how a nukta was typed', () => {
    const row = aRow({ number: 'nukta', folded: 'गडवाल' });

    expect(numbers(filtered([row], { ...EVERYTHING, search: 'गड़वाल' }, DAY))).toEqual(['nukta']);
  });

  it('is narrower only where letters were added to the search', () => {
    const before = { ...EVERYTHING, search: 'राम' };

    expect(isNarrower({ ...before, search: 'रामेश' }, before)).toBe(true);
    expect(isNarrower({ ...before, search: 'रा' }, before)).toBe(false);
    expect(isNarrower({ ...before, search: 'रामेश', unread: true }, before)).toBe(false);
  });
});

describe('the order', () => {
  const first = aRow({ number: '2/9', arrived_at: '2026-11-22T05:00:00Z', due_on: '2026-12-01' });
  const second = aRow({ number: '2/10', arrived_at: '2026-11-21T05:00:00Z', urgency: 'top_priority' });
  const third = aRow({ number: '1/10', arrived_at: '2026-11-20T05:00:00Z', due_on: '2026-11-23' });
  const parked = aRow({ number: 'parked', box: 'parked' });
  const rows = [third, parked, first, second];

  it('is the newest first, and only of the box', () => {
    expect(numbers(inOrder(rows, 'inbox', NEWEST))).toEqual(['2/9', '2/10', '1/10']);
  });

  it.each([
    ['arrived', true, ['1/10', '2/10', '2/9']],
    ['due', false, ['1/10', '2/9', '2/10']],
    ['due', true, ['2/10', '2/9', '1/10']],
    ['urgency', false, ['2/10', '2/9', '1/10']],
    ['number', false, ['1/10', '2/9', '2/10']],
  ] as const)('by %s, turned %s', (by, turned, expected) => {
    expect(numbers(inOrder(rows, 'inbox', { by, turned }))).toEqual(expected);
  });
});

describe('the day that something is due', () => {
  it('says nothing of what is later, and nothing of what is closed', () => {
    expect(dueState({ due_on: '2026-11-23', deadline_on: null, box: 'inbox' }, DAY)).toBe('');
    expect(dueState({ due_on: '2026-11-01', deadline_on: '2026-11-01', box: 'closed' }, DAY)).toBe('');
    expect(dueState({ due_on: null, deadline_on: null, box: 'inbox' }, DAY)).toBe('');
  });

  it('is that of the desk or that of the matter, whichever comes first', () => {
    expect(dueState({ due_on: '2026-11-30', deadline_on: DAY, box: 'inbox' }, DAY)).toBe('today');
    expect(dueState({ due_on: DAY, deadline_on: '2026-11-01', box: 'inbox' }, DAY)).toBe('overdue');
    expect(dueState({ due_on: null, deadline_on: '2026-11-01', box: 'inbox' }, DAY)).toBe('overdue');
  });
});
