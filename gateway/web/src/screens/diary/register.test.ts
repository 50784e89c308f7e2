import { expect, test } from 'vitest';
import { today } from '../../i18n';
import { wantedOf } from './register';

const THIS_YEAR = Number(today().slice(0, 4));

test('a register is asked for by the year of its address, else of this year', () => {
  expect(wantedOf(new URLSearchParams('year=2025&office=a'))).toEqual({ year: 2025, office: 'a' });
  for (const year of ['', 'x', '1900', '2025.5', String(THIS_YEAR + 1)]) {
    expect(wantedOf(new URLSearchParams({ year }))).toEqual({ year: THIS_YEAR, office: null });
  }
});
