// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { afterPress, watchPresses } from './press';

const point = (type: string) => window.dispatchEvent(new Event(type));

let stop: () => void;
beforeEach(() => void (stop = watchPresses()));
afterEach(() => {
  stop();
  vi.useRealTimers();
});

it('runs at once where nothing is pressed', () => {
  const run = vi.fn();

  afterPress(run);

  expect(run).toHaveBeenCalledOnce();
});

it.each(['pointerup', 'pointercancel'])('waits for the click while the mouse is pressed (%s)', (end) => {
  vi.useFakeTimers();
  const run = vi.fn();
  point('pointerdown');
  afterPress(run);

  point(end);
  expect(run).not.toHaveBeenCalled();
  vi.runAllTimers();

  expect(run).toHaveBeenCalledOnce();
  point('pointerup');
  vi.runAllTimers();
  expect(run).toHaveBeenCalledOnce();
});
