import { expect, test } from 'vitest';
import type { Head } from '../../parts/subjects/tree';
import { branchesOf, byLetter, matching, openable, shownOf, stepOf } from './browse';

const head = (code: string, parent: string | null, keywords_hi: string[] = []): Head => ({
  code, parent, name_hi: `हि ${code}`, name_en: code, keywords_hi, keywords_en: [], retention: null, citation: 'practice', valid_from: '2000-01-01', valid_to: null,
});
const HEADS = [head('land', null), head('mutation', 'land', ['दाखिल खारिज']), head('survey', 'land'), head('rti', null)];
const count = (subject_head: string, files: number, receipts: number) => ({ subject_head, name_hi: 'पुराना', name_en: 'Old', files, receipts });
const TREE = branchesOf(HEADS, [count('mutation', 3, 1), count('land', 1, 0), count('gone', 2, 0)]);
const codes = (open: string[]) => shownOf(TREE, new Set(open)).map(({ branch, level }) => `${level} ${branch.code}`);

test('a head counts what stands under it and below it, and what stands under a head of before is not lost', () => {
  expect(TREE.map(({ code, files, receipts, earlier }) => [code, files, receipts, earlier])).toEqual([
    ['land', 4, 1, false],
    ['rti', 0, 0, false],
    ['gone', 2, 0, true],
  ]);
});

test('only what is open shows what is below it', () => {
  expect(codes([])).toEqual(['1 land', '1 rti', '1 gone']);
  expect(codes(['land'])).toEqual(['1 land', '2 mutation', '2 survey', '1 rti', '1 gone']);
  expect(openable(TREE)).toEqual(['land']);
});

test('heads are found by names and keywords with what is above them', () => {
  const found = matching(TREE, 'दाखिल');

  expect(shownOf(found, new Set(openable(found))).map(({ branch }) => branch.code)).toEqual(['land', 'mutation']);
  expect(matching(TREE, 'astronomy')).toEqual([]);
  expect(matching(TREE, ' ')).toEqual(TREE);
});

test('keys go through the tree as in every tree', () => {
  const closed = new Set<string>();
  const open = new Set(['land']);
  const step = (key: string, at: string, now: Set<string>) => stepOf(key, shownOf(TREE, now), at, now);

  expect(step('ArrowRight', 'land', closed)).toEqual({ open: 'land' });
  expect(step('ArrowRight', 'land', open)).toEqual({ go: 'mutation' });
  expect(step('ArrowRight', 'rti', open)).toEqual({});
  expect(step('ArrowLeft', 'mutation', open)).toEqual({ go: 'land' });
  expect(step('ArrowLeft', 'land', open)).toEqual({ close: 'land' });
  expect(step('ArrowDown', 'survey', open)).toEqual({ go: 'rti' });
  expect(step('ArrowUp', 'land', open)).toEqual({});
  expect(step('End', 'land', closed)).toEqual({ go: 'gone' });
  expect(step('Home', 'gone', closed)).toEqual({ go: 'land' });
  expect(step('Enter', 'rti', closed)).toEqual({ choose: 'rti' });
  expect(step('a', 'rti', closed)).toBeNull();
});

test('a letter goes to the next name that begins with it', () => {
  const rows = shownOf(TREE, new Set(['land']));

  expect(byLetter('S', rows, 'land', ({ name_en }) => name_en)).toBe('survey');
  expect(byLetter('l', rows, 'rti', ({ name_en }) => name_en)).toBe('land');
  expect(byLetter('x', rows, 'rti', ({ name_en }) => name_en)).toBeNull();
});
