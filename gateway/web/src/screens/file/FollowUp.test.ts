import { expect, test } from 'vitest';
import { today } from '../../i18n';
import { dayFrom, followUpAct } from './FollowUp';

const DAY = 86_400_000;

test('a follow-up is of the desk: it names no stay of the file, which may be elsewhere', () => {
  const act = followUpAct({ id: 'f1', number: '21/7', subject: 'सीमांकन' }, '2026-12-15', ' आख्या आई या नहीं ');

  expect(act).toMatchObject({ kind: 'set_follow_up', path: '/files/f1/follow-up', queue: 'f1' });
  expect(act.body).toEqual({ due_on: '2026-12-15', word: 'आख्या आई या नहीं' });
});

test('what is changed begins with the day that was set, unless that has passed', () => {
  const later = today(Date.now() + 30 * DAY);

  expect(dayFrom(later)).toBe(later);
  expect(dayFrom(today(Date.now() - DAY))).toBe(today(Date.now() + 7 * DAY));
  expect(dayFrom(undefined)).toBe(today(Date.now() + 7 * DAY));
});
