// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { HELD_ACTS, leaveBehind, openStore, store } from './db';

let person: string;

async function comeBack() {
  await openStore(person);
  return (await (await store()).getAllKeys('rows')) as string[];
}

beforeEach(async () => {
  person = crypto.randomUUID();
  await openStore(person);
  await (await store()).put('rows', { key: '0c1a/inbox/1', value: [{ subject: 'a confidential matter' }] });
  await (await store()).put('rows', { key: 'practice', value: {} });
});

afterEach(() => void vi.unstubAllGlobals());

it('opens where the browser lets the page keep no last keystrokes', async () => {
  vi.stubGlobal('localStorage', undefined);
  Object.defineProperty(globalThis, 'localStorage', {
    configurable: true,
    get: () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    },
  });

  const opened = await openStore(crypto.randomUUID());

  expect(await opened.count('texts')).toBe(0);
});

it('takes the rows of a desk away when somebody else signs in, though a text stays', async () => {
  await (await store()).put('texts', { key: 'note:f1', value: 'half a note', savedAt: 1 });
  await openStore(crypto.randomUUID());

  await leaveBehind(person);

  expect(await comeBack()).toEqual([]);
  expect(await (await store()).count('texts')).toBe(1);
});

it('keeps acts that were held and not sent, when somebody else signs in', async () => {
  await (await store()).put('rows', { key: `${HELD_ACTS}b1`, value: {} });
  await openStore(crypto.randomUUID());

  await leaveBehind(person);

  expect(await comeBack()).toEqual([`${HELD_ACTS}b1`]);
});
