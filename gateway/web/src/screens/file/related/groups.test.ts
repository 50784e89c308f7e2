import { expect, it } from 'vitest';
import { type Other, groupsOf } from './groups';

it('groups by relation in a fixed order, and keeps what it does not know yet', () => {
  const items = ['reference', 'link', 'successor', 'part', 'link'].map((relation) => ({ relation }) as unknown as Other);

  expect(groupsOf(items).map(({ relation, others }) => [relation, others.length])).toEqual([
    ['part', 1],
    ['link', 2],
    ['reference', 1],
    ['other', 1],
  ]);
});
