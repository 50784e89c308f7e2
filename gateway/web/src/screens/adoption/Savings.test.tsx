// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, it } from 'vitest';
import { speak } from '../../i18n';
import type { Board } from './board';
import { Savings } from './Savings';

const place = document.createElement('div');
document.body.append(place);
afterEach(() => render(null, place));

function shown(maySet: boolean): { rows: string[]; buttons: (string | null)[] } {
  const savings = [
    { code: 'sheets_notes', base: '12', unvalued: '12', result: null },
    { code: 'days', base: '2', unvalued: '0', taken: '9', result: '-3.5' },
  ];
  const board = { savings, factors: [], may_set_factors: maySet } as unknown as Board;
  void act(() => {
    speak('en');
    render(<Savings board={board} again={() => undefined} />, place);
  });
  return {
    rows: [...place.querySelectorAll('tbody tr')].map((row) => [...row.children].map((cell) => cell.textContent).join('|')),
    buttons: [...place.querySelectorAll('button')].map((button) => button.textContent),
  };
}

it('says that there is no factor instead of a nought, and shows what is below zero', () => {
  expect(shown(false).rows).toEqual([
    'Sheets: notes|notes × sheets per note |12|12|no factor',
    'Days|files closed × days they took before − days taken (9 days taken)|2|0|-3.5',
  ]);
});

it('offers the factors to who may state them alone', () => {
  expect(shown(false).buttons).toEqual([]);
  expect(shown(true).buttons).toEqual(['State a factor']);
});
