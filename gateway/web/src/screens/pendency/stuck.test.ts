import { expect, test } from 'vitest';
import { type Item, longest, oldestDesks } from './stuck';
import type { DeskPendency } from './table';

const aDesk = (post_id: string, oldest_since: string | null) => ({ post: { post_id }, oldest_since }) as unknown as DeskPendency;
const anItem = (id: string, arrived_at: string) => ({ id, arrived_at }) as unknown as Item;

test('only the desks with the oldest files are asked, the oldest first', () => {
  const desks = [aDesk('new', '2026-11-20T05:00:00Z'), aDesk('empty', null), aDesk('old', '2026-03-01T05:00:00Z')];

  expect(oldestDesks(desks).map(({ post }) => post.post_id)).toEqual(['old', 'new']);
  expect(oldestDesks(desks, 1).map(({ post }) => post.post_id)).toEqual(['old']);
});

test('the longest waiting come first, whichever desk has them', () => {
  const one = [anItem('a', '2026-03-01T05:00:00Z'), anItem('c', '2026-06-01T10:30:00+05:30')];
  const other = [anItem('b', '2026-05-01T05:00:00Z'), anItem('d', '2026-07-01T05:00:00Z')];

  expect(longest([one, other], 3).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(longest([])).toEqual([]);
});
