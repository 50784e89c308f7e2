import { describe, expect, test } from 'vitest';
import { Away, Refusal } from '../../../api/client';
import type { Letter } from '../letter';
import { type Batch, type Ways, aBatch, aRow, bodyOf, dayOf, enter, entered, nextBag, open, pasted, written } from './batch';

const asCategory = (said: string): Letter['category'] => (said === 'MLA' ? 'mla' : 'citizen');
const refusal = (status: number) => new Refusal(status, 'x', 'title', 'why', {}, []);

function letters(...names: string[]): Batch {
  return { ...aBatch(), rows: names.map((senderName) => aRow({ senderName, subject: 'विषय' })) };
}

/** A gateway that diarises each id once, and fails as it is told. */
function aGateway(batch: Batch, fails: Record<string, unknown> = {}) {
  const state = { batch, ids: [] as string[], answers: new Map<string, string>() };
  const ways: Ways = {
    post: (id, body) => {
      const failure = fails[body.sender.name];
      if (failure) return Promise.reject(failure instanceof Error ? failure : new Error(String(failure)));
      state.ids.push(id);
      const number = state.answers.get(id) ?? `COLL/2026/${state.answers.size + 1}`;
      state.answers.set(id, number);
      return Promise.resolve({ id, diary_number: number });
    },
    keep: (change) => {
      state.batch = change(state.batch);
      return Promise.resolve();
    },
    incomplete: 'incomplete',
  };
  return { state, ways };
}

describe('the grid', () => {
  test('a spreadsheet is put in from a cell on, to the right and downwards', () => {
    const text = 'राम\tसीमांकन\t12/A\t02.03.2026\r\nश्याम\tपेंशन\t\t31.02.2026\t9876543210\tMLA\r\n';
    const { rows } = pasted(letters('पहले'), 1, 'senderName', text, asCategory);
    expect(rows.map((row) => row.senderName)).toEqual(['पहले', 'राम', 'श्याम', '']);
    expect(rows[1]).toMatchObject({ subject: 'सीमांकन', letterNumber: '12/A', letterDate: '2026-03-02' });
    expect(rows[2]).toMatchObject({ letterDate: '', mobile: '9876543210', category: 'mla' });
  });

  test('what is entered, or may be, is neither pasted over nor written over', () => {
    const batch = letters('राम', 'श्याम', 'गीता');
    const [first, second] = batch.rows;
    if (first) first.done = { id: 'a', number: '1' };
    if (second) second.sent = bodyOf(second, batch.shared);
    expect(pasted(batch, 0, 'senderName', 'x\ty\nz\tw', asCategory).rows.map((row) => row.senderName)).toEqual(['राम', 'श्याम', 'x', 'z', '']);
    expect(written(batch, 1, 'subject', 'x').rows[1]?.subject).toBe('विषय');
  });

  test('days are read as offices write them', () => {
    expect(['2/3/26', '02-03-2026', '2026-3-2'].map(dayOf)).toEqual(Array(3).fill('2026-03-02'));
    expect(['', 'कल', '30.02.2026', '13.13.2026'].map(dayOf)).toEqual(Array(4).fill(''));
  });
});

describe('entering', () => {
  test('the letters are entered in their order, and one that is refused keeps none of the others', async () => {
    const { state, ways } = aGateway(letters('राम', 'बुरा', 'गीता'), { बुरा: refusal(422) });
    expect(await enter(state.batch, ways)).toBeNull();
    expect(entered(state.batch).map((row) => [row.senderName, row.done?.number])).toEqual([['राम', 'COLL/2026/1'], ['गीता', 'COLL/2026/2']]);
    expect(open(state.batch).map((row) => [row.refusal, row.sent])).toEqual([['why', null]]);
  });

  test('a mended letter is another command', async () => {
    const { state, ways } = aGateway(letters('बुरा'), { बुरा: refusal(422) });
    const before = state.batch.rows[0]?.id;
    await enter(state.batch, ways);
    expect(state.batch.rows[0]?.id).not.toBe(before);
  });

  test('a lost answer is asked for again with the same id and body, after a reload too', async () => {
    const fails: Record<string, unknown> = { गीता: new Away('503') };
    const { state, ways } = aGateway(letters('राम', 'गीता', 'मोहन'), fails);
    expect(await enter(state.batch, ways)).toBeInstanceOf(Away);
    const sent = state.batch.rows[1];
    expect(sent?.sent?.sender.name).toBe('गीता');

    delete fails['गीता'];
    const reloaded = JSON.parse(JSON.stringify({ ...state.batch, shared: { ...state.batch.shared, mode: 'fax' } })) as Batch;
    state.batch = reloaded;
    const bodies: unknown[] = [];
    await enter(reloaded, { ...ways, post: (id, body) => (bodies.push([id, body.mode]), ways.post(id, body)) });
    expect(bodies).toEqual([[sent?.id, 'post'], [reloaded.rows[2]?.id, 'fax']]);
    expect(entered(state.batch)).toHaveLength(3);
    expect(new Set(state.ids).size).toBe(3);
  });

  test('a fault of the server does not say that the letter was not entered', async () => {
    const { state, ways } = aGateway(letters('राम'), { राम: refusal(500) });
    const before = state.batch.rows[0]?.id;
    expect(await enter(state.batch, ways)).toBeInstanceOf(Refusal);
    expect(state.batch.rows[0]).toMatchObject({ id: before, refusal: '' });
    expect(state.batch.rows[0]?.sent).not.toBeNull();
  });

  test('a letter without a sender or a subject is not sent', async () => {
    const { state, ways } = aGateway({ ...aBatch(), rows: [aRow({ senderName: 'राम' }), aRow({ senderName: 'श्याम', subject: 'पेंशन' })] });
    await enter(state.batch, ways);
    expect(state.ids).toHaveLength(1);
    expect(state.batch.rows[0]?.refusal).toBe('incomplete');
  });

  test('the next bag keeps what was not entered', async () => {
    const { state, ways } = aGateway(letters('राम', 'बुरा'), { बुरा: refusal(422) });
    await enter(state.batch, ways);
    const next = nextBag(state.batch);
    expect(next.rows[0]?.senderName).toBe('बुरा');
    expect(open(next)).toHaveLength(1);
    expect(entered(next)).toHaveLength(0);
  });
});
