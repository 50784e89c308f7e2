// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Session, session, standing } from '../../api/session';
import { forgetEverything, openStore, store } from '../../store/db';
import { putView } from '../../store/views';
import { NOTHING } from './asked';
import { searchHere } from './here';

const FILE = '01936f5a-7c00-7d3e-9b1a-2f64c0a81f01';
const row = {
  id: 'r1',
  kind: 'receipt',
  box: 'inbox',
  number: 'COLL/2026/7',
  subject: 'खसरा की नकल',
  sender: 'रमेश',
  grading: 'normal',
  urgency: 'routine',
  labels: [],
  arrived_at: '2026-03-02T05:00:00Z',
};

beforeEach(async () => {
  await openStore('one');
  session.value = { person: { id: 'one' }, chargeId: 'c1', charges: [], posts: [], mustChangePassword: false } as unknown as Session;
  standing.value = 'in';
  await (await store()).put('rows', { key: 'c1/desk/0', value: [row] });
  await (await store()).put('rows', { key: 'c2/desk/0', value: [{ ...row, id: 'r2' }] });
  const file = { id: FILE, number: 'LRA/21', subject: 'सीमांकन', grading: 'normal', urgency: 'routine', labels: ['court'], state: 'open' };
  await putView(`file:${FILE}`, { ...file, holder: null, created_at: '2026-03-01T05:00:00Z' });
  await putView(`file:${FILE}:notes`, [{ paragraphs: ['लेखपाल की आख्या'] }]);
});
afterEach(async () => {
  session.value = null;
  await forgetEverything('one');
});

const found = async (text: string, more = {}) => (await searchHere({ ...NOTHING, text, ...more })).map(({ id }) => id);

test('rows of the acting desk and kept files are found by all words that stand here', async () => {
  expect(await found('खसरा रमेश')).toEqual(['r1']);
  expect(await found('सीमांकन आख्या')).toEqual([FILE]);
  expect(await found('सीमांकन रमेश')).toEqual([]);
});

test('filters narrow what is found here as well', async () => {
  expect(await found('की')).toEqual(['r1', FILE]);
  expect(await found('की', { kind: 'file' })).toEqual([FILE]);
  expect(await found('की', { label: 'court', year: '2026', state: 'open' })).toEqual([FILE]);
  expect(await found('की', { year: '2025' })).toEqual([]);
});
