// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forgetEverything, openStore, store } from '../store/db';
import type { Act, Outcome, Refused, Verdict } from './act';
import { Courier, type Ways } from './courier';
import * as shelf from './shelf';

const PERSON = 'a-person';
const DONE: Verdict = { kind: 'done', view: { id: 'x' } };
const NO_ANSWER: Verdict = { kind: 'away', line: false };
const HELD_BY_ANOTHER: Refused = { status: 409, code: 'file.held_by_another', title: '', detail: '', fields: {} };
const REFUSED: Verdict = { kind: 'refused', refusal: HELD_BY_ANOTHER };

let made = 0;

function anAct(queue: string, kind = 'add_note'): Act {
  const id = `00000000-0000-7000-8000-${String(++made).padStart(12, '0')}`;
  return {
    id, queue, kind, method: 'POST', path: '/x', body: {}, headers: {}, personId: PERSON, chargeId: null,
    occurredAt: '2026-11-22T05:00:00.000Z', textKey: null, text: null, about: '', notBefore: 0, sentAt: null,
    state: 'waiting', refusal: null,
  };
}

/** A courier whose server answers as told, and whose clock and line are in the test's hand. */
class Round implements Ways {
  sent: string[] = [];
  outcomes = new Map<string, Outcome>();
  isUp = true;
  time = 1_000;
  timers: { at: number; work: () => void }[] = [];
  private lock: Promise<void> = Promise.resolve();

  constructor(private readonly answer: (act: Act) => Verdict | Promise<Verdict> = () => DONE) {}

  send = async (act: Act) => {
    this.sent.push(act.id);
    return this.answer(act);
  };
  exclusively = (work: () => Promise<void>) => (this.lock = this.lock.then(work));
  reachable = () => this.isUp;
  settled = (act: Act, outcome: Outcome) => void this.outcomes.set(act.id, outcome);
  later = (milliseconds: number, work: () => void) => void this.timers.push({ at: this.time + milliseconds, work });
  now = () => this.time;

  /** Lets that many milliseconds pass, and everything happen that falls into them. */
  async pass(milliseconds: number) {
    this.time += milliseconds;
    const due = this.timers.filter((timer) => timer.at <= this.time);
    this.timers = this.timers.filter((timer) => timer.at > this.time);
    for (const timer of due) timer.work();
    await this.quiet();
  }

  /** Until nobody works any more. */
  async quiet() {
    for (let before = null; before !== this.lock; await before) before = this.lock;
  }
}

async function kept(): Promise<string[]> {
  return (await shelf.list()).map((act) => act.id);
}

async function put(...acts: Act[]): Promise<string[]> {
  const added = [];
  for (const act of acts) added.push((await shelf.add(act)).id);
  return added;
}

beforeEach(async () => void (await openStore(PERSON)));
afterEach(async () => {
  shelf.forgetUnsaved();
  await forgetEverything(PERSON);
});

describe('a queue', () => {
  it('is delivered in the order in which it was made, however the ids come', async () => {
    const [third, first, second] = [anAct('f'), anAct('f'), anAct('f')];
    const ids = await put(first, second, third);
    const round = new Round();

    new Courier(round).kick();
    await round.quiet();

    expect(round.sent).toEqual(ids);
    expect(await kept()).toEqual([]);
  });

  it('stops at its first refusal, and other queues go on', async () => {
    const ids = await put(anAct('f'), anAct('f'), anAct('g'));
    const round = new Round((act) => (act.id === ids[0] ? REFUSED : DONE));

    new Courier(round).kick();
    await round.quiet();

    expect(round.sent.toSorted()).toEqual([ids[0], ids[2]].toSorted());
    expect(await kept()).toEqual([ids[0], ids[1]]);
    expect((await shelf.head('f'))?.refusal).toEqual(HELD_BY_ANOTHER);
  });

  it('is not stopped by what nobody asked for in so many words', async () => {
    const ids = await put(anAct('f', 'open_file'), anAct('f'));
    const round = new Round((act) => (act.id === ids[0] ? REFUSED : DONE));

    new Courier(round).kick();
    await round.quiet();

    expect(round.sent).toEqual(ids);
    expect(await kept()).toEqual([]);
  });

  it('goes on behind a refused act that was given up', async () => {
    const ids = await put(anAct('f'), anAct('f'));
    const round = new Round((act) => (act.id === ids[0] ? REFUSED : DONE));
    const courier = new Courier(round);
    courier.kick();
    await round.quiet();

    await shelf.remove(ids[0] ?? '');
    courier.kick();
    await round.quiet();

    expect(round.sent).toEqual(ids);
    expect(await kept()).toEqual([]);
  });

  it('rests while its act gets no answer, and the same act is sent again before the next', async () => {
    const ids = await put(anAct('f'), anAct('f'), anAct('g'));
    let answers = 0;
    const round = new Round((act) => (act.queue === 'f' && ++answers === 1 ? NO_ANSWER : DONE));
    new Courier(round).kick();
    await round.quiet();
    const before = [...round.sent];

    await round.pass(2_000);

    expect(before.toSorted()).toEqual([ids[0], ids[2]].toSorted());
    expect(round.sent.slice(before.length)).toEqual([ids[0], ids[1]]);
    expect(await kept()).toEqual([]);
  });

  it('rests longer each time', async () => {
    await put(anAct('f'));
    const round = new Round(() => NO_ANSWER);
    new Courier(round).kick();
    await round.quiet();
    const rests = [];

    for (let time = 0; time < 4; time += 1) {
      const wait = (round.timers[0]?.at ?? 0) - round.time;
      rests.push(wait);
      await round.pass(wait);
    }

    expect(rests).toEqual([2_000, 4_000, 8_000, 16_000]);
    expect(round.sent).toHaveLength(5);
  });

  it('shows the fault of a server that fails again and again', async () => {
    const fault: Refused = { ...HELD_BY_ANOTHER, status: 500, code: 'platform.internal' };
    const [id] = await put(anAct('f'));
    const round = new Round(() => ({ ...NO_ANSWER, refusal: fault }) as Verdict);
    new Courier(round).kick();
    await round.quiet();

    for (let time = 0; time < 5; time += 1) await round.pass(60_000);

    expect(round.outcomes.get(id ?? '')).toEqual({ state: 'refused', id, refusal: fault });
    expect(await kept()).toEqual([id]);
  });
});

describe('without a line', () => {
  it('nothing is sent', async () => {
    await put(anAct('f'));
    const round = new Round();
    round.isUp = false;

    new Courier(round).kick();
    await round.quiet();

    expect(round.sent).toEqual([]);
  });

  it('a queue that rested is delivered as soon as the line is back', async () => {
    const [id] = await put(anAct('f'));
    const round: Round = new Round(() => (round.sent.length === 1 ? NO_ANSWER : DONE));
    const courier = new Courier(round);
    courier.kick();
    await round.quiet();

    courier.wake();
    await round.quiet();

    expect(round.sent).toEqual([id, id]);
    expect(await kept()).toEqual([]);
  });
});

describe('what is held back', () => {
  it('is delivered when its time has come', async () => {
    const [id] = await put({ ...anAct('f'), notBefore: 6_000 });
    const round = new Round();
    new Courier(round).kick();
    await round.quiet();
    const early = [...round.sent];

    await round.pass(5_000);

    expect(early).toEqual([]);
    expect(round.sent).toEqual([id]);
  });

  it('is not held back for ever where the clock of the PC was set back', async () => {
    const [id] = await put({ ...anAct('f'), notBefore: 3_600_000 });
    const round = new Round();

    new Courier(round).kick();
    await round.quiet();

    expect(round.sent).toEqual([id]);
  });

  it('can be taken back until then', async () => {
    const [id] = await put({ ...anAct('f'), notBefore: 6_000 });
    const round = new Round();
    new Courier(round).kick();
    await round.quiet();

    const isBack = await shelf.takeBack(id ?? '');
    await round.pass(5_000);

    expect(isBack).toBe(true);
    expect(round.sent).toEqual([]);
  });

  it('cannot be taken back once it was sent', async () => {
    const [id] = await put(anAct('f'));
    const round = new Round(() => NO_ANSWER);
    new Courier(round).kick();
    await round.quiet();

    expect(await shelf.takeBack(id ?? '')).toBe(false);
    expect(await kept()).toEqual([id]);
  });
});

describe('what was refused', () => {
  it('can be taken back, because it had no effect', async () => {
    const [id = ''] = await put(anAct('f'));
    const round = new Round(() => REFUSED);
    new Courier(round).kick();
    await round.quiet();

    expect(await shelf.takeBack(id)).toBe(true);
    expect(await kept()).toEqual([]);
  });
});

describe('two tabs', () => {
  it('deliver each act once', async () => {
    const ids = await put(...Array.from({ length: 12 }, (_, at) => anAct(`f${at % 3}`)));
    const round = new Round();
    const [one, other] = [new Courier(round), new Courier(round)];

    one.kick();
    other.kick();
    await round.quiet();

    expect(round.sent.toSorted()).toEqual(ids.toSorted());
  });

  it('take along what the other asks for meanwhile', async () => {
    const [first] = await put(anAct('f'));
    let later = '';
    const round: Round = new Round(async (act) => {
      if (act.id !== first) return DONE;
      [later = ''] = await put(anAct('g'));
      courier.alsoFor('g');
      return DONE;
    });
    const courier = new Courier(round);

    courier.kick();
    await round.quiet();

    expect(round.sent).toEqual([first, later]);
  });
});

describe('a crash', () => {
  it('between sending and noting the answer sends the same act again, under the same id', async () => {
    const ids = await put(anAct('f'), anAct('f'));
    const crashed = new Round(() => new Promise<Verdict>(() => undefined));
    new Courier(crashed).kick();
    await expect.poll(() => crashed.sent).toEqual([ids[0]]);
    const round = new Round();

    new Courier(round).kick();
    await round.quiet();

    expect(round.sent).toEqual(ids);
    expect(await kept()).toEqual([]);
  });
});

describe('a full disk', () => {
  it('keeps the act in memory and delivers it from there', async () => {
    const open = await store();
    const transaction = open.transaction.bind(open);
    const full = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    open.transaction = full as never;
    const [id = ''] = await put(anAct('f'));
    open.transaction = transaction;
    const [wasUnsaved, listed] = [shelf.isUnsaved(id), await kept()];
    const round = new Round();

    new Courier(round).kick();
    await round.quiet();

    expect([wasUnsaved, listed]).toEqual([true, [id]]);
    expect(round.sent).toEqual([id]);
    expect(await kept()).toEqual([]);
  });
});

describe('the time of an act', () => {
  it('is never before that of the act before it in the same queue', async () => {
    await put({ ...anAct('f'), occurredAt: '2026-11-22T06:00:00.000Z' });

    const [, second] = [await put({ ...anAct('f'), occurredAt: '2026-11-22T05:59:00.000Z' }), (await shelf.list())[1]];

    expect(second?.occurredAt).toBe('2026-11-22T06:00:00.000Z');
  });
});
