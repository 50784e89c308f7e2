// @vitest-environment happy-dom
import { render } from 'preact';
import { useState } from 'preact/hooks';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Complete } from './Completion';
import { HindiText } from './HindiText';

let root: HTMLElement;
const area = () => root.querySelector('textarea') as HTMLTextAreaElement;
const offers = () => root.querySelectorAll('.offers li').length;

const noted: Complete = (before) => (before.endsWith('@no') ? [{ text: '@note 1', about: 'facts', from: 0 }] : []);
const empty: Complete = () => [];

function Writer({ complete = noted }: { complete?: Complete }) {
  const [value, setValue] = useState('');
  return <HindiText label="note" language="en" value={value} onInput={setValue} complete={complete} />;
}

/** Whether the key was taken by the list. */
function press(key: string): boolean {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
  area().dispatchEvent(event);
  return event.defaultPrevented;
}

beforeEach(async () => {
  root = document.body.appendChild(document.createElement('div'));
  render(<Writer />, root);
  await vi.waitFor(() => expect(area()).not.toBeNull());
  area().focus();
  area().value = '@no';
  area().setSelectionRange(3, 3);
  area().dispatchEvent(new Event('input', { bubbles: true }));
  await vi.waitFor(() => expect(offers()).toBe(1));
});
afterEach(() => {
  render(null, root);
  root.remove();
});

it('is put away by Escape, also for a key that comes before it is drawn again', async () => {
  const escape = press('Escape');
  const enter = press('Enter');

  expect([escape, enter]).toEqual([true, false]);
  await vi.waitFor(() => expect(offers()).toBe(0));
});

it('takes Enter while it is shown', () => {
  document.execCommand = vi.fn(() => true);

  expect(press('Enter')).toBe(true);

  expect(document.execCommand).toHaveBeenCalledWith('insertText', false, '@note 1 ');
});

it('comes when what it offers does, after the letters that ask for it', async () => {
  render(<Writer complete={empty} />, root);
  await vi.waitFor(() => expect(offers()).toBe(0));

  render(<Writer complete={noted} />, root);

  await vi.waitFor(() => expect(offers()).toBe(1));
});
