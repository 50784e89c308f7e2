import { expect, test } from 'vitest';
import { roman, signOf } from './flags';

test('numbers are written as the manual writes them', () => {
  expect([1, 2, 3, 4, 9, 14, 40, 99].map(roman)).toEqual(['I', 'II', 'III', 'IV', 'IX', 'XIV', 'XL', 'XCIX']);
});

test('a lone fresh receipt is FR, several are told apart, and a number that was cited stays', () => {
  const first = { flag: 'fr' as const, flag_number: 1 };
  const second = { flag: 'fr' as const, flag_number: 2 };
  const puc = { flag: 'puc' as const, flag_number: null };

  expect(signOf(first, [first, puc])).toBe('FR');
  expect([first, second].map((each) => signOf(each, [first, second, puc]))).toEqual(['FR-I', 'FR-II']);
  expect(signOf(second, [second])).toBe('FR-II');
  expect([signOf(puc, [puc]), signOf({ flag: null, flag_number: null }, [puc])]).toEqual(['PUC', '']);
});
