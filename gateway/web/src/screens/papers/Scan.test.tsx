// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { render } from 'preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { signedIn } from '../../parts/procedure/office.fake';
import { Scan } from './Scan';

const PAPER = { id: 'p1', barcode: '1000000016', number: '21-15/2014-15', volume: 1 };
const place = document.body.appendChild(document.createElement('div'));
let received: Record<string, unknown>[];
let allowed: string[];

beforeEach(async () => {
  received = [];
  allowed = [];
  history.replaceState(null, '', '/paper-files');
  await signedIn(async (path, request) => {
    if (path.startsWith('/paper-files/by-barcode/receive')) {
      received.push((await request.json()) as Record<string, unknown>);
      return Response.json(PAPER);
    }
    return path.startsWith('/paper-files/by-barcode') ? Response.json({ ...PAPER, allowed_actions: allowed }) : Response.json({});
  }, 'scanning');
});
afterEach(() => {
  render(null, place);
  vi.unstubAllGlobals();
});

const field = () => place.querySelector('input') as HTMLInputElement;

/** As a scanner does: the digits, then Enter. */
async function scan(digits: string): Promise<void> {
  field().value = digits;
  field().dispatchEvent(new Event('input', { bubbles: true }));
  await vi.waitFor(() => expect(field().value).toBe(digits));
  place.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
}

it('receives what is on the way here by one scan, and is ready for the next', async () => {
  allowed = ['receive_paper_file'];
  render(<Scan />, place);

  await scan('1000 0000 16');

  await vi.waitFor(() => expect(received).toHaveLength(1));
  expect(received[0]).toMatchObject({ barcode: PAPER.barcode });
  await vi.waitFor(() => expect(field().value).toBe(''));
  expect(document.activeElement).toBe(field());
  expect(location.pathname).toBe('/paper-files');
});

it('opens anything else, and receives nothing', async () => {
  render(<Scan />, place);

  await scan(PAPER.barcode);

  await vi.waitFor(() => expect(location.pathname).toBe('/paper-files/p1'));
  expect(received).toEqual([]);
});
