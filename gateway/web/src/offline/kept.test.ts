// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { session } from '../api/session';
import { openStore } from '../store/db';
import { keptFiles } from './kept';

const as = (person: string) => {
  void openStore(person);
  session.value = { person: { id: person }, charges: [], posts: [], chargeId: person } as unknown as typeof session.value;
};

it('names no file that another person keeps on this PC', () => {
  as('p1');
  keptFiles.value = new Map([
    ['f1', { fileId: 'f1', number: 'RV/1', subject: 'x', chargeId: 'p1', pinned: true, whole: true, lease: null, keptAt: 1 }],
  ]);

  as('p2');

  expect([...keptFiles.value]).toEqual([]);
});
