// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { render } from 'preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { signedIn } from '../../parts/procedure/office.fake';
import { CloseFile } from './CloseFile';
import words from './hi.json';
import type { FileView } from './views';

const FILE = { id: 'f1', number: '21/1/2026', subject: 'सीमांकन', custody_number: 4, allowed_actions: ['close_file'] } as unknown as FileView;
const DISPOSALS = [
  { code: 'disposed', name_hi: 'निस्तारित', name_en: 'Disposed of' },
  { code: 'merged', name_hi: 'अन्य पत्रावली में सम्मिलित', name_en: 'Merged into another file' },
];

const place = document.body.appendChild(document.createElement('div'));
const closed = vi.fn();
let sent: Record<string, unknown>[];
let procedure: Record<string, unknown>;

beforeEach(async () => {
  sent = [];
  closed.mockClear();
  procedure = { disposals: DISPOSALS, disposal_required: false, notings: [] };
  await signedIn(async (path, request) => {
    if (path === '/procedure') return Response.json(procedure);
    if (path !== '/files/f1/close') return Response.json({});
    sent.push((await request.json()) as Record<string, unknown>);
    return Response.json({ ...FILE, state: 'closed' });
  }, 'closing');
});
afterEach(() => {
  render(null, place);
  vi.unstubAllGlobals();
});

const found = () => [...place.querySelectorAll('select')].find(({ options }) => options[0]?.value === '');
const choice = () => vi.waitFor(() => found() ?? Promise.reject(new Error('no choice yet')));
const done = () => place.querySelector<HTMLButtonElement>('button.main');

async function show(): Promise<void> {
  render(<CloseFile file={FILE} onClose={closed} />, place);
  await vi.waitFor(() => expect(done()).not.toBeNull());
}
async function choose(code: string): Promise<void> {
  const select = await choice();
  select.value = code;
  select.dispatchEvent(new Event('change', { bubbles: true }));
}
async function give(reason: string): Promise<void> {
  const field = place.querySelector('input') as HTMLInputElement;
  field.value = reason;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await vi.waitFor(() => expect(field.value).toBe(reason));
}

it('asks for the category of disposal, by the State\'s names, and sends its code', async () => {
  await show();
  expect([...(await choice()).options].map((each) => each.textContent)).toEqual([words.disposal_none, ...DISPOSALS.map(({ name_hi }) => name_hi)]);
  await choose('merged');
  await give('प्रकरण निस्तारित');
  await vi.waitFor(() => expect(done()?.disabled).toBe(false));

  done()?.click();

  await vi.waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({ reason: 'प्रकरण निस्तारित', disposal: 'merged', custody_number: 4 });
  await vi.waitFor(() => expect(closed).toHaveBeenCalled());
});

it('sends no category where none was chosen', async () => {
  await show();
  await choice();
  await give('प्रकरण निस्तारित');
  await vi.waitFor(() => expect(done()?.disabled).toBe(false));

  done()?.click();

  await vi.waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).not.toHaveProperty('disposal');
});

it('closes nothing before one is chosen where the procedure wants one', async () => {
  procedure['disposal_required'] = true;
  await show();
  await vi.waitFor(() => expect(found()?.options[0]?.textContent).toBe(words.disposal_choose));
  await give('प्रकरण निस्तारित');
  expect(done()?.disabled).toBe(true);

  await choose('disposed');

  await vi.waitFor(() => expect(done()?.disabled).toBe(false));
});

it('asks for none where the office has loaded no procedure', async () => {
  procedure['disposals'] = [];
  await show();
  await give('प्रकरण निस्तारित');

  await vi.waitFor(() => expect(found()).toBeUndefined());

  expect(done()?.disabled).toBe(false);
});
