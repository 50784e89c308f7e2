// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { beforeEach, expect, it } from 'vitest';
import { session } from '../../api/session';
import { notices, tell } from '../../parts/notices';
import { openStore } from '../../store/db';
import { EVERYTHING } from './narrowing';
import { filter, narrow } from './state';

const as = (person: string, chargeId: string) => {
  void openStore(person);
  session.value = { person: { id: person }, charges: [], posts: [], chargeId } as unknown as typeof session.value;
};

beforeEach(() => {
  as('p1', 'c1');
  narrow({ search: 'a confidential matter' });
  tell('RV/1 was refused.', 'danger');
});

it('shows nothing of what one person searched for, or was refused, to the next', () => {
  as('p2', 'c2');

  expect(filter.value).toEqual(EVERYTHING);
  expect(notices.value).toEqual([]);
});

it('keeps a search while the same person acts under another charge', () => {
  as('p1', 'c2');

  expect(filter.value.search).toBe('a confidential matter');
  expect(notices.value).not.toEqual([]);
});
