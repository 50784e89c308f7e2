import { expect, test } from 'vitest';
import { NOTHING, addressOf, askedOf, isAnything, queryOf } from './asked';

test('what is asked stands in the address and comes back from it', () => {
  const asked = { ...NOTHING, text: 'देहरादून 21/7', kind: 'file', year: '2026' };

  expect(askedOf(addressOf(asked).split('?')[1] ?? '')).toEqual(asked);
  expect(addressOf(NOTHING)).toBe('/search');
});

test('the query holds what the API knows and nothing that an address was made up with', () => {
  const asked = { ...NOTHING, text: ' सीमांकन ', kind: 'elephant', state: 'open', label: 'court', year: '26', office: 'a' };

  expect(queryOf(asked)).toEqual({ text: 'सीमांकन', state: 'open', label: 'court', office_id: 'a' });
  expect(queryOf({ ...NOTHING, text: 'x', year: '2026' }, 'next')).toEqual({ text: 'x', year: 2026, cursor: 'next' });
});

test('there is something to look for where there is a letter or a digit of any script', () => {
  expect(['क', '७', 'a'].every(isAnything)).toBe(true);
  expect(isAnything(' - । ')).toBe(false);
});
