// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import { session } from '../../api/session';
import { NARROWEST, USUAL, WIDEST, moved, recalled, remember } from './split';

const sits = (id: string) => (session.value = { person: { id }, charges: [], posts: [] } as unknown as typeof session.value);
afterEach(() => {
  session.value = null;
  localStorage.clear();
});

test('arrow keys move the edge, and neither side gets lost', () => {
  expect(moved(50, 'ArrowLeft')).toBe(48);
  expect(moved(50, 'ArrowRight')).toBe(52);
  expect(moved(WIDEST, 'ArrowRight')).toBe(WIDEST);
  expect(moved(50, 'Home')).toBe(NARROWEST);
  expect(moved(30, 'Enter')).toBe(USUAL);
});

test('other keys leave it where it is', () => {
  expect(moved(50, 'ArrowDown')).toBeNull();
  expect(moved(50, 'a')).toBeNull();
});

test('each person finds it as they left it', () => {
  sits('deepak');
  remember(60);
  sits('lata');

  expect(recalled()).toBe(USUAL);
  sits('deepak');
  expect(recalled()).toBe(60);
});

test('nonsense that was kept counts as nothing', () => {
  sits('deepak');
  localStorage.setItem('patravali.split.deepak', 'wide');

  expect(recalled()).toBe(USUAL);
});
