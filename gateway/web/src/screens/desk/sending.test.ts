// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { NewAct, Outcome } from '../../acts';
import { add } from '../../acts/shelf';
import { newId } from '../../api/client';
import { session } from '../../api/session';
import { openStore, store } from '../../store/db';
import { batches, findLeft, held, hold, send, sendHeld, takeBack, unsentBatches } from './sending';

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

  it('leave out what has a reason, and go on saying so', async () => {
    const left = { id: 'b', about: 'b', acts: [], reason: 'It cannot be approved now.' };
    const batch = await hold('approvals', [anItem('a', '/a'), left], LONG);
    expect(held.value).toEqual(['a']);
    const carryOut = vi.fn(async (_: NewAct) => done);

    await send(batch.id, carryOut);

    expect(carryOut).toHaveBeenCalledOnce();
    expect(batches.value[0]?.items).toMatchObject([{ result: 'done' }, { result: 'refused', reason: left.reason }]);
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
      { ...anItem('sent', '/sent'), handed: 1, result: 'done', reason: '' },
      { ...anItem('half', '/half/approve', '/half/forward'), handed: 1, result: 'held', reason: '' },
      { ...anItem('unsent', '/unsent'), handed: 0, result: 'held', reason: '' },
    ];
    const batch = { id: 'left', chargeId: 'charge', title: 'left', items, state: 'going', dueAt };
    await (await store()).put('rows', { key: 'batch/left', value: batch });
  };

  it('is shown again, without what had been sent', async () => {
    await leave(Date.now() - 120_000);

    await findLeft();

    expect(batches.value).toMatchObject([{ state: 'left', items: [{ id: 'half' }, { id: 'unsent' }] }]);
  });

  it('is sent where it stopped: what was handed over before the crash is not done twice', async () => {
    await leave(Date.now() - 120_000);
    await findLeft();
    const carryOut = vi.fn(async (_: NewAct) => done);

    await send('left', carryOut);

    expect(carryOut.mock.calls.map(([act]) => act.path).sort()).toEqual(['/half/forward', '/unsent']);
  });

  it('is shown at once where the browser says that no tab holds it, and not while one does', async () => {
    const held: { name: string }[] = [{ name: 'patravali.batch.left' }];
    vi.stubGlobal('navigator', { locks: { query: async () => ({ held, pending: [] }), request: async () => undefined } });
    await leave(Date.now());

    await findLeft();
    expect(batches.value).toEqual([]);
    held.pop();
    await findLeft();

    expect(batches.value).toMatchObject([{ state: 'left' }]);
    vi.unstubAllGlobals();
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

describe('an act that is handed over', () => {
  it('and the note that it was handed over are on the PC together', async () => {
    const batch = await hold('one file', [anItem('a', '/a/approve', '/a/forward')], LONG);
    const noted: number[] = [];
    const handed = async () => {
      const row = await (await store()).get('rows', `batch/${batch.id}`);
      return (row?.value as typeof batch).items[0]?.handed ?? -1;
    };

    await send(batch.id, async (act, _, beside) => {
      await add({ ...act, id: newId(), queue: 'a', occurredAt: '' } as never, beside);
      noted.push(await handed());
      return done;
    });

    expect(noted).toEqual([1, 2]);
    await (await store()).clear('acts');
  });
});

describe('what signing out would erase', () => {
  it('names what is held under another charge, and what a closed tab left', async () => {
    await hold('two files to the ADM', [anItem('a', '/a'), anItem('b', '/b')], LONG);
    session.value = as('another charge');
    const carryOut = vi.fn(async () => done);
    await sendHeld(carryOut);

    const unsent = await unsentBatches();

    expect(carryOut).not.toHaveBeenCalled();
    expect(unsent).toMatchObject([{ title: 'two files to the ADM', chargeId: 'charge', items: [{}, {}] }]);
  });

  it('is nothing once all was sent', async () => {
    await hold('two files', [anItem('a', '/a')], LONG);
    await sendHeld(async () => done);

    expect(await unsentBatches()).toEqual([]);
  });
});
