// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { beforeEach, expect, it, vi } from 'vitest';

const KEY = 'note:f1';
let person: string;

/** The page as it is after a start, with what this PC keeps. */
async function aPage() {
  vi.resetModules();
  const [db, texts, journal] = await Promise.all([import('./db'), import('./texts'), import('./journal')]);
  await db.openStore(person);
  return { ...db, ...texts, ...journal };
}

beforeEach(() => {
  localStorage.clear();
  person = crypto.randomUUID();
});

it('has each keystroke on the PC before the next one', async () => {
  const page = await aPage();

  const { isKept, kept } = page.keepTyped(KEY, 'प्रकरण की जाँच');
  const atOnce = page.entryOf(person, KEY)?.value;
  await kept;

  expect([isKept, atOnce]).toEqual([true, 'प्रकरण की जाँच']);
  expect(await page.keptText(KEY)).toBe('प्रकरण की जाँच');
  expect(page.entries(person).size).toBe(0);
});

it('gives back what the database had not got when the tab was closed', async () => {
  const page = await aPage();
  await page.keepText(KEY, 'प्रकरण');
  page.enter(person, KEY, { value: 'प्रकरण की जाँच', savedAt: Date.now() + 1 });

  const next = await aPage();

  expect(await next.keptText(KEY)).toBe('प्रकरण की जाँच');
  expect(next.entries(person).size).toBe(0);
});

it('leaves what another tab has stored since', async () => {
  const page = await aPage();
  await page.keepText(KEY, 'प्रकरण की जाँच');
  page.enter(person, KEY, { value: 'प्रकरण', savedAt: Date.now() - 1000 });

  const next = await aPage();

  expect(await next.keptText(KEY)).toBe('प्रकरण की जाँच');
});

it('says so where it is full, and leaves it to the database', async () => {
  const page = await aPage();
  const full = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  vi.stubGlobal('localStorage', { setItem: full });

  const { isKept, kept } = page.keepTyped(KEY, 'प्रकरण');
  vi.unstubAllGlobals();
  await kept;

  expect(isKept).toBe(false);
  expect(await page.keptText(KEY)).toBe('प्रकरण');
});

it('forgets a text that the server has, and all of a person who signs out', async () => {
  const page = await aPage();
  page.enter(person, KEY, { value: 'प्रकरण', savedAt: 1 });
  page.enter(person, 'draft:d1', { value: {}, savedAt: 1 });
  page.enter('somebody', KEY, { value: 'और किसी का', savedAt: 1 });

  await page.forgetText(KEY);
  const left = [...page.entries(person).keys()];
  await page.forgetEverything(person);

  expect(left).toEqual(['draft:d1']);
  expect(page.entries(person).size).toBe(0);
  expect(page.entries('somebody').size).toBe(1);
});
