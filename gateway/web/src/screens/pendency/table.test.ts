import { describe, expect, it } from 'vitest';
import { type DeskPendency, rowsOf, stuck, sum } from './table';

function aDesk(name: string, unit: string, counts: Partial<DeskPendency['buckets']>, oldest: string | null = null): DeskPendency {
  const buckets = { days_0_3: 0, days_4_7: 0, days_8_15: 0, days_16_30: 0, days_31_90: 0, days_over_90: 0, ...counts };
  return {
    post: {
      post_id: name,
      designation_hi: name,
      designation_en: name,
      abbreviation: name,
      unit_hi: unit,
      unit_en: unit,
      office_id: 'collectorate',
      office_hi: 'कलेक्ट्रेट',
      office_en: 'Collectorate',
    },
    holder: null,
    total: Object.values(buckets).reduce((one, other) => one + other, 0),
    unopened: 1,
    overdue: 1,
    buckets,
    oldest_since: oldest,
  };
}

const DESKS = [
  aDesk('लिपिक-1', 'राजस्व', { days_0_3: 5 }, '2026-11-20T05:00:00Z'),
  aDesk('लिपिक-2', 'राजस्व', { days_over_90: 1 }, '2026-05-02T05:00:00Z'),
  aDesk('जिलाधिकारी', '', { days_8_15: 2 }),
];

describe('desk by age', () => {
  it('shows what waits longest first, however few', () => {
    expect(rowsOf(DESKS, 'desk').map((row) => row.name)).toEqual(['लिपिक-2', 'जिलाधिकारी', 'लिपिक-1']);
  });

  it('adds the desks of a section up, with the oldest of all', () => {
    const revenue = rowsOf(DESKS, 'section').find((row) => row.name === 'राजस्व');

    expect(revenue).toMatchObject({ total: 6, unopened: 2, overdue: 2, oldestSince: '2026-05-02T05:00:00Z', postId: null });
  });

  it('puts a post above the sections under its office', () => {
    expect(rowsOf(DESKS, 'section').map((row) => row.name)).toContain('कलेक्ट्रेट');
  });

  it('sums to the same whole however it is grouped', () => {
    const totals = (['desk', 'section', 'office'] as const).map((grouping) => sum(rowsOf(DESKS, grouping)));

    expect(totals.map((row) => [row.total, stuck(row)])).toEqual([[8, 1], [8, 1], [8, 1]]);
  });
});
