// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { begin } from '../shell/calm';
import { keepTheApp } from './app';

const A_WHILE = 3_000;
const register = vi.fn(() => Promise.resolve());

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('navigator', { serviceWorker: { register } });
});
afterEach(async () => {
  await vi.advanceTimersByTimeAsync(A_WHILE);
  vi.useRealTimers();
  vi.unstubAllGlobals();
  register.mockClear();
});

it('fetches the other screens once the first one has what it shows', async () => {
  const end = begin();
  keepTheApp();
  await vi.advanceTimersByTimeAsync(A_WHILE);
  const before = register.mock.calls.length;

  end();
  await vi.advanceTimersByTimeAsync(A_WHILE);

  expect(before).toBe(0);
  expect(register).toHaveBeenCalledExactlyOnceWith('/sw.js', { type: 'module' });
});

it('asks for nothing before the first screen does', async () => {
  keepTheApp();

  await vi.advanceTimersByTimeAsync(1_000);

  expect(register).not.toHaveBeenCalled();
});

it('works in a browser that keeps no app', async () => {
  vi.stubGlobal('navigator', {});

  keepTheApp();
  await vi.advanceTimersByTimeAsync(A_WHILE);

  expect(register).not.toHaveBeenCalled();
});
