import { describe, expect, it } from 'vitest';
import { beginning, compared, stuckShare } from './comparison';
import type { DeskPendency } from './table';

function aDesk(name: string, unit: string, office: string, old = 0): DeskPendency {
  const buckets = { days_0_3: 1, days_4_7: 0, days_8_15: 0, days_16_30: 0, days_31_90: 0, days_over_90: old };
  const post = { post_id: name, designation_hi: name, designation_en: name, abbreviation: name, unit_hi: unit, unit_en: unit };
  return {
    post: { ...post, office_id: office, office_hi: office, office_en: office },
    holder: null,
    total: 1 + old,
    unopened: 0,
    overdue: 0,
    buckets,
    oldest_since: null,
  };
}

const DESKS = [
  aDesk('लिपिक-1', 'राजस्व', 'कलेक्ट्रेट', 3),
  aDesk('लिपिक-2', 'राजस्व', 'कलेक्ट्रेट'),
  aDesk('लिपिक-3', 'स्थापना', 'कलेक्ट्रेट'),
  aDesk('लेखपाल', 'राजस्व', 'तहसील'),
];

const names = (path: { key: string; name: string }[]) => compared(DESKS, path).rows.map(({ name, total }) => [name, total]);

describe('the comparison', () => {
  it('begins with the offices and goes down to the desks of one section, without those of another office', () => {
    const office = { key: 'कलेक्ट्रेट', name: 'कलेक्ट्रेट' };

    expect(names([])).toEqual([['कलेक्ट्रेट', 6], ['तहसील', 1]]);
    expect(names([office])).toEqual([['राजस्व', 5], ['स्थापना', 1]]);
    expect(names([office, { key: 'कलेक्ट्रेट/राजस्व', name: 'राजस्व' }])).toEqual([['लिपिक-1', 4], ['लिपिक-2', 1]]);
  });

  it('begins with the sections where there is one office only', () => {
    expect(beginning(DESKS)).toEqual([]);
    expect(beginning(DESKS.slice(0, 3))).toEqual([{ key: 'कलेक्ट्रेट', name: 'कलेक्ट्रेट' }]);
    expect(beginning([])).toEqual([]);
  });

  it('says which part is stuck, and nothing where nothing waits', () => {
    const [worst] = compared(DESKS, []).rows;

    expect(worst && stuckShare(worst)).toBe(50);
    expect(worst && stuckShare({ ...worst, total: 0 })).toBe(0);
  });
});
