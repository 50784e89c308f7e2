import { expect, test } from 'vitest';
import { type Shares, SHARES, hoursAndMinutes, percentOf, present } from './shares';

const NONE: Shares = { desk: 0, citizen: 0, other_office: 0, court: 0, outage: 0, off_hours: 0, total: 0 };

test('shares with no time are left out, but never the desk', () => {
  expect(present({ ...NONE, off_hours: 60, total: 60 })).toEqual(['desk', 'off_hours']);
});

test('what is drawn fills the bar', () => {
  const shares = { ...NONE, desk: 3600, court: 1800, off_hours: 1800, total: 7200 };

  expect(SHARES.reduce((sum, share) => sum + percentOf(shares, share), 0)).toBe(100);
  expect(percentOf(NONE, 'desk')).toBe(0);
});

test('a time is told in hours and minutes', () => {
  expect(hoursAndMinutes(7 * 3600 + 125)).toEqual({ hours: 7, minutes: 2 });
});
