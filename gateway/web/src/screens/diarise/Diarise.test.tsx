// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { render } from 'preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { pendingActs } from '../../acts';
import { FakeGateway } from '../../acts/gateway.fake';
import { signIn, signOut } from '../../api/session';
import { online } from '../../shell/line';
import { take } from './block';
import Diarise from './Diarise';
import hi from './hi.json';

const place = document.createElement('div');
document.body.append(place);
const office = { office_hi: 'कलेक्ट्रेट', office_en: 'Collectorate' };
let gateway: FakeGateway;
let people = 0;

beforeEach(async () => {
  localStorage.clear();
  gateway = new FakeGateway();
  const block = { id: `own-${people}`, template: 'COLL/2026/{serial}', first: 11, last: 13, expires_at: new Date(Date.now() + 86_400_000).toISOString(), office_id: 'o', post: office, used: [] };
  vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
    const path = new URL(input instanceof Request ? input.url : String(input), 'http://localhost').pathname;
    if (!path.endsWith('/diary/blocks') || gateway.isDown) return gateway.fetch(input, init);
    return new Response(JSON.stringify(block), { status: 201, headers: { 'Content-Type': 'application/json' } });
  });
  online.value = true;
  await signIn(`writer-${++people}`, 'x');
});

afterEach(async () => {
  render(null, place);
  gateway.isDown = false;
  window.dispatchEvent(new Event('online'));
  await expect.poll(() => online.value).toBe(true);
  await signOut();
});

const entered = () => gateway.effects.filter(({ path }) => path === '/receipts').map(({ body }) => body);

async function write(sender: string, subject: string): Promise<void> {
  render(<Diarise />, place);
  // What was kept is read first.
  await new Promise((resolve) => setTimeout(resolve, 50));
  for (const [label, value] of [[hi.senderName, sender], [hi.subject, subject]]) {
    const id = [...place.querySelectorAll('label')].find((each) => each.textContent === label)?.htmlFor ?? '';
    const field = document.getElementById(id) as HTMLInputElement;
    field.value = value ?? '';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  place.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
}

it('a letter that comes without a line has its number and slip at once, and is told once when the line is back', async () => {
  await take();
  gateway.isDown = true;
  window.dispatchEvent(new Event('offline'));

  await write('राम सिंह', 'भूमि का सीमांकन');

  await vi.waitFor(() => expect(place.querySelector('.diary-number')?.textContent).toBe('COLL/2026/11'));
  expect(place.querySelector('.slip')?.textContent).toContain('COLL/2026/11');
  expect(place.textContent).toContain(hi.waits);
  expect(pendingActs.value.map((act) => (act.body['reserved'] as { serial: number }).serial)).toEqual([11]);

  gateway.isDown = false;
  window.dispatchEvent(new Event('online'));
  await expect.poll(() => entered(), { timeout: 3_000 }).toMatchObject([{ subject: 'भूमि का सीमांकन', reserved: { serial: 11 } }]);
  await expect.poll(() => pendingActs.value).toEqual([]);
});

it('without numbers of its own it says that there is no line, and keeps the letter', async () => {
  gateway.isDown = true;
  window.dispatchEvent(new Event('offline'));

  await write('राम सिंह', 'भूमि का सीमांकन');

  await vi.waitFor(() => expect(place.querySelector('[role=alert], .trouble')).not.toBeNull());
  expect(place.querySelector('.diary-number')).toBeNull();
  expect([...place.querySelectorAll('input')].map((field) => field.value)).toContain('राम सिंह');
  expect(pendingActs.value).toEqual([]);
});

it('a letter that is refused stands in the form again, and its number goes to the next one', async () => {
  await take();
  gateway.refused.set('/receipts', 'receipt.letter_dated_later');

  await write('राम सिंह', 'भूमि का सीमांकन');
  await vi.waitFor(() => expect(place.textContent).toContain('receipt.letter_dated_later'));
  expect([...place.querySelectorAll('input')].map((field) => field.value)).toContain('राम सिंह');

  gateway.refused.clear();
  gateway.isDown = true;
  window.dispatchEvent(new Event('offline'));
  place.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  await vi.waitFor(() => expect(place.querySelector('.diary-number')?.textContent).toBe('COLL/2026/11'));
});
