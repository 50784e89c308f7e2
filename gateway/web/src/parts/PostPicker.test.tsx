// @vitest-environment happy-dom
import { options, render } from 'preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Desk } from './posts/desks';

const desks = ['adm', 'dm', 'clerk'].map((name) => ({ post_id: name, abbreviation: name, holders: [] }) as unknown as Desk);
vi.mock('./posts/useDesks', () => ({ useDesks: () => ({ desks, likely: true, busy: false, trouble: null }) }));
const { PostPicker } = await import('./PostPicker');

const place = document.createElement('div');
document.body.append(place);
const picked = vi.fn();
/** A busy machine: nothing that waits for the next frame happens. */
const frame = options.requestAnimationFrame;
beforeEach(() => {
  options.requestAnimationFrame = () => 0;
  picked.mockClear();
});
afterEach(() => {
  options.requestAnimationFrame = frame;
  render(null, place);
});

it('keeps the desk that a key takes as soon as the list is there', async () => {
  render(<PostPicker label="to" preselect autofocus onPick={picked} />, place);
  const input = place.querySelector('input');
  expect(document.activeElement).toBe(input);

  input?.dispatchEvent(new KeyboardEvent('keydown', { key: '3', bubbles: true, cancelable: true }));
  await Promise.resolve();

  expect(picked).toHaveBeenLastCalledWith(desks[2]);
  expect(place.querySelector('[aria-selected=true]')?.textContent).toContain('clerk');
});
