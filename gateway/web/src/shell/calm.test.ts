import { beforeEach, afterEach, expect, it, vi } from 'vitest';
import { begin, beginAct, isThin, onFront, tookTime, untilCalm, untilDelivered } from './calm';

const A_WHILE = 1_000;

/** What came of it so far. */
function watched(promise: Promise<void>): { isOver: boolean } {
  const seen = { isOver: false };
  void promise.then(() => (seen.isOver = true));
  return seen;
}

beforeEach(async () => {
  vi.useFakeTimers();
  await vi.advanceTimersByTimeAsync(A_WHILE);
});
afterEach(async () => {
  await vi.advanceTimersByTimeAsync(A_WHILE);
  vi.useRealTimers();
});

it('lets what can wait go at once where nothing is under way', async () => {
  const behind = watched(untilCalm());

  await vi.advanceTimersByTimeAsync(0);

  expect(behind.isOver).toBe(true);
});

it('holds it back while somebody waits for an answer, and for what follows from that answer', async () => {
  const end = begin();
  const behind = watched(untilCalm());
  await vi.advanceTimersByTimeAsync(A_WHILE);
  end();
  const endNext = begin();
  await vi.advanceTimersByTimeAsync(A_WHILE);
  const before = behind.isOver;

  endNext();
  await vi.advanceTimersByTimeAsync(A_WHILE);

  expect(before).toBe(false);
  expect(behind.isOver).toBe(true);
});

it('holds nothing back for ever', async () => {
  const end = begin();
  const behind = watched(untilCalm(5_000));

  await vi.advanceTimersByTimeAsync(5_000);

  expect(behind.isOver).toBe(true);
  end();
});

it('tells what runs behind that something comes in front', () => {
  const told = vi.fn();
  const stop = onFront(told);

  begin()();
  stop();
  begin()();

  expect(told).toHaveBeenCalledTimes(1);
});

it('lets what somebody did go before what brings the screen up to date', async () => {
  const [end, endOther] = [beginAct(), beginAct()];
  const reload = watched(untilDelivered());
  end();
  end();
  await vi.advanceTimersByTimeAsync(A_WHILE);
  const before = reload.isOver;

  endOther();
  await vi.advanceTimersByTimeAsync(0);

  expect(before).toBe(false);
  expect(reload.isOver).toBe(true);
});

it('brings the screen up to date though an act gets no answer', async () => {
  const end = beginAct();
  const reload = watched(untilDelivered(2_000));

  await vi.advanceTimersByTimeAsync(2_000);

  expect(reload.isOver).toBe(true);
  end();
});

it('takes a line for thin until its answers are quick, and again when they are slow', () => {
  const unknown = isThin();
  for (const time of [40, 900, 30]) tookTime(time);
  const quick = isThin();
  for (const time of [700, 650, 800]) tookTime(time);

  expect([unknown, quick, isThin()]).toEqual([true, false, true]);
});
