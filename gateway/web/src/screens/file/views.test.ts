import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { begin, tookTime } from '../../shell/calm';
import { behind, soon } from './views';

const load = vi.fn(() => Promise.resolve('notes'));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  load.mockClear();
});

it('on a thin line what the first page needs is asked for before the rest', async () => {
  for (const time of [700, 800, 900]) tookTime(time);

  const loaded = soon({ key: 'notes', load }).load();
  const before = load.mock.calls.length;
  await vi.advanceTimersByTimeAsync(300);

  expect(before).toBe(0);
  expect(await loaded).toBe('notes');
});

it('on a thin line what can wait does so although it is asked for first', async () => {
  for (const time of [700, 800, 900]) tookTime(time);
  void behind({ key: 'drafts', load }).load();
  const end = begin();
  await vi.advanceTimersByTimeAsync(2_000);
  const meanwhile = load.mock.calls.length;

  end();
  await vi.advanceTimersByTimeAsync(1_000);

  expect(meanwhile).toBe(0);
  expect(load).toHaveBeenCalledOnce();
});

it('on a quick line all is asked for at once', () => {
  for (const time of [20, 20, 20, 20, 20]) tookTime(time);

  void soon({ key: 'notes', load }).load();

  expect(load).toHaveBeenCalledOnce();
});
