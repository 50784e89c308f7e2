// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { NewAct, Outcome } from '../../acts';
import { session } from '../../api/session';
import { openStore, store } from '../../store/db';
import { batches, findLeft, held, hold, send, sendHeld, takeBack } from './sending';

const anAct = (path: string): NewAct => ({ kind: 'forward_file', method: 'POST', path, body: {}, about: path });
const anItem = (id: string, ...paths: string[]) => ({ id, about: id, acts: paths.map(anAct) });
const done: Outcome = { state: 'done', id: 'x', view: null };
const refused: Outcome = {
  state: 'refused',
  id: 'x',
  refusal: { status: 409, code: 'file.held_by_another', title: '', detail: 'It lies on another desk.', fields: {} },
};
const LONG = 600_000;
const as = (chargeId: string) =>
  ({ person: { id: 'sending' }, charges: [], posts: [], chargeId }) as unknown as typeof session.value;

beforeEach(async () => {
  await openStore('sending');
  session.value = as('charge');
});
afterEach(async () => {
  for (const batch of batches.value) await takeBack(batch.id);
  session.value = null;
});

describe('acts on many things', () => {
  it('are held, and can be taken back as a whole', async () => {
    const batch = await hold('two files', [anItem('a', '/a'), anItem('b', '/b')], LONG);
    expect(held.value).toEqual(['a', 'b']);

    await takeBack(batch.id);

    expect(held.value).toEqual([]);
    const carryOut = vi.fn(async () => done);
    await send(batch.id, carryOut);
    expect(carryOut).not.toHaveBeenCalled();
  });

  it('are sent once each, however often they are sent', async () => {
    const batch = await hold('two files', [anItem('a', '/a'), anItem('b', '/b')], LONG);
    const carryOut = vi.fn(async (_: NewAct) => done);

    await Promise.all([send(batch.id, carryOut), send(batch.id, carryOut)]);

    expect(carryOut.mock.calls.map(([act]) => act.path).sort()).toEqual(['/a', '/b']);
    expect(batches.value[0]).toMatchObject({ state: 'done', items: [{ result: 'done' }, { result: 'done' }] });
  });

  it('end for one thing at its refusal, with the reason, and go on for the others', async () => {
    const batch = await hold('approvals', [anItem('a', '/a/approve', '/a/forward'), anItem('b', '/b')], LONG);
    const carryOut = vi.fn(async (act: NewAct) => (act.path === '/a/approve' ? refused : done));

    await send(batch.id, carryOut);

    expect(carryOut.mock.calls.map(([act]) => act.path)).not.toContain('/a/forward');
    expect(batches.value[0]?.items).toMatchObject([
      { result: 'refused', reason: 'It lies on another desk.' },
      { result: 'done', reason: '' },
    ]);
  });

  it('are not sent under another charge than the one that held them', async () => {
    const batch = await hold('one file', [anItem('a', '/a')], LONG);
    session.value = as('another');
    const carryOut = vi.fn(async () => done);

    await send(batch.id, carryOut);

    expect(carryOut).not.toHaveBeenCalled();
    expect(batches.value[0]?.state).toBe('left');
  });

  it('are sent before their time when the person leaves', async () => {
    await hold('two files', [anItem('a', '/a'), anItem('b', '/b')], LONG);
    const carryOut = vi.fn(async (_: NewAct) => done);

    await sendHeld(carryOut);

    expect(carryOut.mock.calls.map(([act]) => act.path).sort()).toEqual(['/a', '/b']);
    expect(held.value).toEqual([]);
  });

  it('are not shown to the next person on the same PC, and wait for the one who held them', async () => {
    await hold('one file', [anItem('a', '/a')], LONG);

    session.value = { ...as('theirs'), person: { id: 'another' } } as unknown as typeof session.value;

    expect(batches.value).toEqual([]);
    expect(await (await store()).count('rows')).toBe(1);
    await (await store()).clear('rows');
  });
});

describe('what a closed tab left unsent', () => {
  const leave = async (dueAt: number) => {
    const items = [
      { ...anItem('sent', '/sent'), result: 'done', reason: '' },
      { ...anItem('unsent', '/unsent'), result: 'held', reason: '' },
    ];
    const batch = { id: 'left', chargeId: 'charge', title: 'left', items, state: 'going', dueAt };
    await (await store()).put('rows', { key: 'batch/left', value: batch });
  };

  it('is shown again, without what had been sent', async () => {
    await leave(Date.now() - 120_000);

    await findLeft();

    expect(batches.value).toMatchObject([{ state: 'left', items: [{ id: 'unsent' }] }]);
  });

  it('is not shown under another charge', async () => {
    await leave(Date.now() - 120_000);
    session.value = as('another');

    await findLeft();

    expect(batches.value).toEqual([]);
    await (await store()).delete('rows', 'batch/left');
  });

  it('is left alone while another tab may still hold it', async () => {
    await leave(Date.now());

    await findLeft();

    expect(batches.value).toEqual([]);
    await (await store()).delete('rows', 'batch/left');
  });
});
