import { expect, test } from 'vitest';
import { type CalendarDay, type Pattern, USUAL, isOff, toggled, withDay, withPattern, withoutDay, yearsOf } from './calendar';

const DIWALI: CalendarDay = { day: '2026-11-08', kind: 'public', name_hi: 'दीपावली', name_en: 'Diwali' };
const MELA: CalendarDay = { day: '2027-01-14', kind: 'local', name_hi: 'मेला', name_en: 'Fair' };
const WEEK: Pattern = { ...USUAL, valid_from: '2026-01-01' };

test('a second day of the same date takes the place of the first, and days stay in order', () => {
  const days = withDay(withDay([MELA], DIWALI), { ...MELA, kind: 'working' });

  expect(days.map((each) => [each.day, each.kind])).toEqual([
    ['2026-11-08', 'public'],
    ['2027-01-14', 'working'],
  ]);
  expect(withoutDay(days, '2026-11-08')).toHaveLength(1);
  expect(yearsOf(days)).toEqual(['2027', '2026']);
});

test('second Saturdays and Sundays are off, and no other day', () => {
  expect([isOff(WEEK, 6, 2), isOff(WEEK, 6, 1), isOff(WEEK, 7, 5), isOff(WEEK, 1, 2)]).toEqual([true, false, true, false]);
});

test('a weekday that is off in all five weeks is off every week, and one that is off in none is not named', () => {
  const fourth = toggled(WEEK, 6, [4], true);
  const all = toggled(fourth, 6, [1, 2, 3, 4, 5], true);
  const none = toggled(all, 6, [1, 2, 3, 4, 5], false);

  expect(fourth.days_off).toEqual([{ weekday: 6, nth: [2, 4] }, { weekday: 7 }]);
  expect(all.days_off).toEqual([{ weekday: 6 }, { weekday: 7 }]);
  expect(none.days_off).toEqual([{ weekday: 7 }]);
});

test('one week of a weekday that was off every week is opened', () => {
  expect(toggled(WEEK, 7, [3], false).days_off).toEqual([
    { weekday: 6, nth: [2] },
    { weekday: 7, nth: [1, 2, 4, 5] },
  ]);
});

test('a pattern that is moved to another date leaves nothing at the old one', () => {
  const later = withPattern([WEEK], { ...WEEK, valid_from: '2026-07-01' }, '2026-01-01');
  const both = withPattern(later, WEEK, null);

  expect(later.map((each) => each.valid_from)).toEqual(['2026-07-01']);
  expect(both.map((each) => each.valid_from)).toEqual(['2026-01-01', '2026-07-01']);
});
