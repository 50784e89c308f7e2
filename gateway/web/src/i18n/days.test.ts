import { expect, it } from 'vitest';
import { today } from '.';

it('counts days by Indian time', () => {
  expect(today(Date.parse('2026-11-22T18:29:00Z'))).toBe('2026-11-22');
  expect(today(new Date('2026-11-22T18:31:00Z'))).toBe('2026-11-23');
});
