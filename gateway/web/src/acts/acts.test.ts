// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chooseCharge, session, signIn, signOut, standing } from '../api/session';
import { untilDelivered } from '../shell/calm';
import { online } from '../shell/line';
import { store } from '../store/db';
import { type NewAct, actsOf, discard, pendingActs, perform, retract, tryAgain } from '.';
import { attempt } from './attempt';
import { FakeGateway } from './gateway.fake';

let gateway: FakeGateway;
let people = 0;

function aNote(text: string, queue = 'file-1'): NewAct {
  const body = { paragraphs: [text], custody_number: 3 };
  return { queue, kind: 'add_note', method: 'POST', path: `/files/${queue}/notes`, body, about: '12/LRA' };
}

const texts = () => gateway.effects.map(({ body }) => (body['paragraphs'] as string[])[0]);
const delivered = (count: number) => expect.poll(() => texts(), { timeout: 3_000 }).toHaveLength(count);
const settled = () => expect.poll(() => pendingActs.value.length, { timeout: 3_000 });

function goOffline(): void {
  gateway.isDown = true;
  window.dispatchEvent(new Event('offline'));
}

async function comeBack(): Promise<void> {
  gateway.isDown = false;
  window.dispatchEvent(new Event('online'));
  await expect.poll(() => online.value).toBe(true);
}

beforeEach(async () => {
  gateway = new FakeGateway();
  vi.stubGlobal('fetch', gateway.fetch);
  online.value = true;
  await signIn(`person-${++people}`, 'x');
});

afterEach(async () => {
  await comeBack();
  await signOut();
});

describe('what a form asked for and is refused', () => {
  it('is shown by the form, which has the text still', async () => {
    gateway.refused.set('/files/file-1/notes', 'file.held_by_another');

    const outcome = await attempt(aNote('one'), () => true);

    expect(outcome).toMatchObject({ state: 'refused', trouble: { code: 'file.held_by_another' } });
    expect(pendingActs.value).toEqual([]);
  });

  it('stays with its refusal where the form is gone by then', async () => {
    gateway.refused.set('/files/file-1/notes', 'file.held_by_another');

    await attempt(aNote('one'), () => false);

    expect(pendingActs.value).toMatchObject([{ state: 'refused', refusal: { code: 'file.held_by_another' } }]);
  });
});

describe('with a line', () => {
  it('an act is delivered at once, as of now, and nothing of it stays', async () => {
    const outcome = await perform(aNote('one'));

    expect(outcome).toMatchObject({ state: 'done', view: { at: 0 } });
    expect(gateway.effects[0]?.body).toEqual({ paragraphs: ['one'], custody_number: 3 });
    expect(pendingActs.value).toEqual([]);
    expect(await (await store()).count('acts')).toBe(0);
  });

  it('it goes before what only brings the screen up to date', async () => {
    const performed = perform(aNote('one'));

    await untilDelivered();

    expect(texts()).toEqual(['one']);
    await performed;
  });

  it('it is on the disk before it is on the wire', async () => {
    const before: number[] = [];
    const fetch = gateway.fetch;
    vi.stubGlobal('fetch', async (input: RequestInfo, init?: RequestInit) => {
      if (String(input).includes('/notes')) before.push(await (await store()).count('acts'));
      return fetch(input, init);
    });

    await perform(aNote('one'));

    expect(before).toEqual([1]);
  });

  it("a refusal comes with the server's words, and the text stays", async () => {
    gateway.refused.set('/files/file-1/notes', 'file.held_by_another');

    const outcome = await perform(aNote('one'));

    expect(outcome).toMatchObject({ state: 'refused', refusal: { code: 'file.held_by_another' } });
    expect(actsOf('file-1')).toMatchObject([{ state: 'refused', body: { paragraphs: ['one'] } }]);
  });

  it('an act behind a refused one waits, one of another file does not', async () => {
    gateway.refused.set('/files/file-1/notes', 'file.closed');
    await perform(aNote('one'));

    const behind = await perform(aNote('two'));
    const beside = await perform(aNote('three', 'file-2'));

    expect([behind.state, beside.state]).toEqual(['queued', 'done']);
    expect(texts()).toEqual(['three']);
  });

  it('what was refused goes out when it is sent again, and what stood behind it too', async () => {
    gateway.refused.set('/files/file-1/notes', 'file.closed');
    const first = await perform(aNote('one'));
    await perform(aNote('two'));
    gateway.refused.clear();

    await tryAgain(first.id);

    await settled().toBe(0);
    expect(texts()).toEqual(['one', 'two']);
  });

  it('what stood behind a refused act goes out when that one is given up', async () => {
    gateway.refused.set('/files/file-1/notes', 'file.closed');
    const first = await perform(aNote('one'));
    await perform(aNote('two'));
    gateway.refused.clear();

    await discard(first.id);

    await settled().toBe(0);
    expect(texts()).toEqual(['two']);
  });
});

describe('without a line', () => {
  it('twelve acts wait, and are delivered once each, in order, with the time of each', async () => {
    goOffline();
    for (let at = 0; at < 12; at += 1) {
      const outcome = await perform(aNote(`note ${at}`, `file-${at % 3}`));
      expect(outcome.state).toBe('queued');
    }
    vi.setSystemTime(Date.now() + 3_600_000);

    await comeBack();
    await settled().toBe(0);
    vi.useRealTimers();

    expect(gateway.effects).toHaveLength(12);
    for (const queue of ['file-0', 'file-1', 'file-2']) {
      const own = gateway.effects.filter((effect) => effect.path.includes(`${queue}/`));
      expect(own.map((effect) => effect.id)).toEqual(own.map((effect) => effect.id).toSorted());
      const times = own.map((effect) => String(effect.body['occurred_at']));
      expect(times).toEqual(times.toSorted());
    }
    expect(gateway.effects.every((effect) => effect.body['source'] === 'offline')).toBe(true);
  });

  it('what was not sent can be taken back', async () => {
    goOffline();
    const { id } = await perform(aNote('one'));

    const isBack = await retract(id);
    await comeBack();
    await perform(aNote('two'));

    expect(isBack).toBe(true);
    expect(texts()).toEqual(['two']);
  });
});

describe('when answers are lost', () => {
  it('the act takes effect once, and its view comes with the answer to the repetition', async () => {
    gateway.line = ['answer lost', 'answer lost', 'up'];

    void perform(aNote('one'));
    void perform(aNote('two'));

    await delivered(1);
    const again = () => {
      window.dispatchEvent(new Event('online'));
      return pendingActs.value.length;
    };
    await expect.poll(again, { timeout: 3_000 }).toBe(0);
    expect(texts()).toEqual(['one', 'two']);
    expect(gateway.arrived.length).toBeGreaterThan(2);
  });

  it('it takes effect once also where it is repeated long after', async () => {
    gateway.line = ['answer lost'];
    await perform(aNote('one'));
    goOffline();
    vi.setSystemTime(Date.now() + 3_600_000);

    await comeBack();
    await settled().toBe(0);
    vi.useRealTimers();

    expect(texts()).toEqual(['one']);
    expect(gateway.effects[0]?.body['source']).toBeUndefined();
  });
});

describe('acts of another charge', () => {
  it('are delivered under that charge, and one goes on acting under the present one', async () => {
    goOffline();
    await perform(aNote('one'));
    gateway.isDown = false;
    online.value = true;
    await chooseCharge('charge-2');

    await comeBack();
    await settled().toBe(0);

    expect(gateway.effects.map((effect) => effect.charge)).toEqual(['charge-1']);
    expect(gateway.charge).toBe('charge-2');
    expect(session.value?.chargeId).toBe('charge-2');
  });

  it('are refused with their text where the charge is lost', async () => {
    goOffline();
    await perform(aNote('one'));
    gateway.charges = ['charge-2'];
    gateway.charge = 'charge-2';
    gateway.isDown = false;
    online.value = true;
    await chooseCharge('charge-2');

    await comeBack();

    await expect.poll(() => actsOf('file-1')[0]?.refusal?.code).toBe('charge.not_current');
    expect(actsOf('file-1')[0]?.body['paragraphs']).toEqual(['one']);
    expect(gateway.effects).toEqual([]);
  });
});

describe('when the session ends', () => {
  it('acts wait and go out when the same person signs in again', async () => {
    const person = gateway.person;
    gateway.isSessionOver = true;
    const outcome = await perform(aNote('one'));
    expect([outcome.state, standing.value]).toEqual(['queued', 'expired']);

    await signIn(person, 'x');
    await settled().toBe(0);

    expect(texts()).toEqual(['one']);
  });

  it('another person who signs in neither sees nor sends them, and the first finds them again', async () => {
    const person = gateway.person;
    gateway.isSessionOver = true;
    await perform(aNote('one'));

    await signIn('somebody-else', 'x');
    await perform(aNote('two', 'file-2'));
    const seen = [...pendingActs.value];
    const sent = texts();
    await signOut();
    await signIn(person, 'x');
    await delivered(2);

    expect([seen, sent]).toEqual([[], ['two']]);
    expect(gateway.effects.map((effect) => effect.person)).toEqual(['somebody-else', person]);
  });
});
