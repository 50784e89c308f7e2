import { expect, it } from 'vitest';
import { pageAt, pagesOf, rangeOf } from './pages';
import type { Paper } from './views';

function aPaper(from_page: number | null, to_page: number | null): Paper {
  const post = { post_id: 'p', designation_hi: '', designation_en: '', abbreviation: '' } as Paper['added_by']['post'];
  const person = { person_id: 'n', name_hi: '', name_en: '' };
  return {
    id: String(from_page),
    serial: 1,
    kind: 'enclosure',
    title: 'आख्या',
    document_id: null,
    document_version: null,
    from_page,
    to_page,
    receipt_id: null,
    letter_id: null,
    flag: null,
    flag_number: null,
    flagged_by: null,
    flagged_at: null,
    added_by: { person, post, capacity: 'own' },
    added_at: '2026-11-22T10:00:00+05:30',
    merged_from: null,
    detached: null,
  };
}

it('numbers pages through all papers, and each paper from one', () => {
  const pages = pagesOf([aPaper(1, 2), aPaper(3, 3)]);

  expect(pages.map(({ number, page, isFirst }) => [number, page, isFirst])).toEqual([
    [1, 1, true],
    [2, 2, false],
    [3, 1, true],
  ]);
});

it('has no pages for a paper without any', () => {
  expect(pagesOf([aPaper(null, null)])).toEqual([]);
});

it('writes pages as registers do', () => {
  expect([rangeOf(aPaper(3, 3)), rangeOf(aPaper(3, 5)), rangeOf(aPaper(null, null))]).toEqual(['3', '3–5', '—']);
});

it('reads the page that fills the window', () => {
  const tops = [
    { number: 1, top: -900 },
    { number: 2, top: 100 },
    { number: 3, top: 1100 },
  ];

  expect(pageAt(tops, 300)).toBe(2);
  expect(pageAt(tops, 50)).toBe(1);
});

it('reads the first page while all are further down, and none where there is none', () => {
  expect(pageAt([{ number: 1, top: 500 }], 300)).toBe(1);
  expect(pageAt([], 300)).toBeNull();
});
