// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { render } from 'preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { signedIn } from '../procedure/office.fake';
import { type OwnNoting, moved } from '.';
import hi from './hi.json';
import { OwnNotings } from './OwnNotings';

const root = document.createElement('div');
document.body.append(root);
let kept: { notings: OwnNoting[]; version: number };
/** If-Match of each saving. */
let seen: (string | null)[];

beforeEach(async () => {
  kept = { notings: [{ text_hi: 'एक', text_en: 'One' }, { text_hi: 'दो', text_en: '' }], version: 3 };
  seen = [];
  await signedIn(async (_, request) => {
    if (request.method === 'GET') return Response.json(kept);
    seen.push(request.headers.get('If-Match'));
    const { notings } = (await request.json()) as { notings: OwnNoting[] };
    kept = { notings, version: kept.version + 1 };
    return Response.json({ version: kept.version });
  });
  render(<OwnNotings />, root);
  await vi.waitFor(() => expect(shown()).toHaveLength(2));
});
afterEach(() => {
  render(null, root);
  vi.unstubAllGlobals();
});

const shown = () => [...root.querySelectorAll('.texts')].map((each) => each.textContent);
const press = (label: string) => root.querySelector<HTMLElement>(`[aria-label="${label}"]`)?.click();
const button = (text: string) => [...root.querySelectorAll('button')].find((each) => each.textContent === text);
const named = (label: keyof typeof hi, text: string) => hi[label].replace('{text}', text);

it('are put in order, each time against the list that was seen', async () => {
  press(named('down', 'एक'));
  await vi.waitFor(() => expect(shown()).toEqual(['दो', 'एकOne']));

  press(named('up', 'एक'));

  await vi.waitFor(() => expect(shown()).toEqual(['एकOne', 'दो']));
  expect(seen).toEqual(['"3"', '"4"']);
});

it('are taken away one by one', async () => {
  press(named('remove', 'एक'));

  await vi.waitFor(() => expect(kept.notings).toEqual([{ text_hi: 'दो', text_en: '' }]));
});

it('are added in one language, and not where nothing is written', async () => {
  button(hi.add)?.click();
  await vi.waitFor(() => expect(button(hi.keep)).toBeDefined());
  expect(button(hi.keep)?.disabled).toBe(true);

  const english = root.querySelector<HTMLTextAreaElement>('textarea[lang="en"]');
  if (english) english.value = ' Three ';
  english?.dispatchEvent(new Event('input', { bubbles: true }));
  await vi.waitFor(() => expect(button(hi.keep)?.disabled).toBe(false));
  button(hi.keep)?.closest('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));

  await vi.waitFor(() => expect(kept.notings.at(-1)).toEqual({ text_hi: '', text_en: 'Three' }));
});

it('a place further, and never out of the list', () => {
  expect(moved(['a', 'b', 'c'], 1, 1)).toEqual(['a', 'c', 'b']);
  expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
  expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
});
