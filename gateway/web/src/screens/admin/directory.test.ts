// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { type Office, headsOf, headsText, narrowed, treeOf } from './directory';
import { mobileOf } from './PersonForm';

const office = (id: string, name: string, above: Partial<Office> = {}): Office => ({
  id,
  kind: 'tehsil',
  name_hi: name,
  name_en: id,
  abbreviation_hi: id,
  abbreviation_en: id.toUpperCase(),
  lgd_level: null,
  lgd_code: null,
  revenue_parent_id: null,
  development_parent_id: null,
  valid_from: null,
  valid_until: null,
  numbering: { file: '{head}/{serial}', receipt: '{serial}', letter: '{file}/{serial}' },
  version: 1,
  deleted: false,
  ...above,
});

const OFFICES = [
  office('coll', 'कलेक्ट्रेट'),
  office('kalsi', 'तहसील कालसी', { revenue_parent_id: 'coll' }),
  office('block', 'विकासखण्ड कालसी', { revenue_parent_id: null, development_parent_id: 'coll' }),
  office('naib', 'उप तहसील', { revenue_parent_id: 'kalsi', development_parent_id: 'block' }),
  office('far', 'दूसरा', { revenue_parent_id: 'unknown' }),
];

test('offices stand once, under the office above them, the revenue side first', () => {
  const [coll, far] = treeOf(OFFICES);

  expect(coll?.below.map((each) => each.office.id)).toEqual(['kalsi', 'block']);
  expect(coll?.below[0]?.below.map((each) => each.office.id)).toEqual(['naib']);
  expect(far?.office.id).toBe('far');
});

test('a search keeps the way to what it finds', () => {
  const [coll, other] = narrowed(treeOf(OFFICES), 'उप NAIB');

  expect(coll?.below[0]?.below[0]?.office.id).toBe('naib');
  expect(coll?.below).toHaveLength(1);
  expect(other).toBeUndefined();
  expect(narrowed(treeOf(OFFICES), '  ')).toHaveLength(2);
});

test('heads are read as they are written', () => {
  const heads = [
    { code: '7', title_hi: 'भू-अभिलेख', title_en: 'Land records' },
    { code: '7-A', title_hi: 'सीमांकन', title_en: 'Demarcation' },
  ];

  expect(headsOf(headsText(heads))).toEqual({ heads, wrongLine: null });
  expect(headsOf('7 | भू-अभिलेख\n\n').heads).toEqual([{ code: '7', title_hi: 'भू-अभिलेख', title_en: 'भू-अभिलेख' }]);
});

test('a line without a title is told, not dropped', () => {
  expect(headsOf('7 | भू-अभिलेख | Land\n8').wrongLine).toBe(2);
});

test.each(['9876543210', '+91 98765 43210', '098765-43210', '919876543210'])('%s is a mobile number of India', (typed) => {
  expect(mobileOf(typed)).toBe('+919876543210');
});

test('what is too short goes to the server as it is, which refuses it', () => {
  expect(mobileOf('12345')).toBe('+9112345');
  expect(mobileOf(' ')).toBeNull();
});
