// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { render } from 'preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { signedIn } from '../../../parts/procedure/office.fake';
import type { FileView } from '../views';
import print from './hi.json';
import packed from './package/hi.json';
import { WholeFile } from './WholeFile';

const FILE = { id: 'f1', number: '21/1/2026', subject: 'सीमांकन' } as unknown as FileView;
const MADE = { id: 'c1', file_id: 'f1', state: 'ready', done: 9, total: 9, pages: 4, size: 2_400_000, sha256: 'ab12', expires_at: '2026-12-05T05:30:00Z' };

const place = document.body.appendChild(document.createElement('div'));
let ordered: unknown[];

beforeEach(async () => {
  ordered = [];
  await signedIn(async (path, request) => {
    if (path === '/files/f1/compilations') ordered.push(await request.json());
    return Response.json(MADE);
  });
});
afterEach(() => {
  render(null, place);
  vi.unstubAllGlobals();
});

async function order(kind: 'print' | 'package'): Promise<void> {
  render(<WholeFile file={FILE} kind={kind} onClose={() => undefined} />, place);
  const make = await vi.waitFor(() => place.querySelector<HTMLButtonElement>('.actions button:not(:disabled)') ?? Promise.reject(new Error('not yet')));
  make.click();
  await vi.waitFor(() => expect(place.querySelector('[role=status]')).not.toBeNull());
}

it('orders the package and shows the hash that proves it later', async () => {
  await order('package');

  expect(ordered).toMatchObject([{ kind: 'package' }]);
  expect(place.textContent).toContain(packed.lead);
  expect(place.querySelector('.hash')?.textContent).toBe('ab12');
});

it('orders the PDF by itself', async () => {
  await order('print');

  expect(ordered).toMatchObject([{ kind: 'print' }]);
  expect(place.textContent).toContain(print.lead);
  expect(place.querySelector('.hash')).toBeNull();
});
