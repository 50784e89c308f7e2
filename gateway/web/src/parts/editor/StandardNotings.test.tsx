// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { render } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { speak } from '../../i18n';
import { keysNow } from '../../keys';
import { store } from '../../store/db';
import { signedIn } from '../procedure/office.fake';
import hi from './hi.json';
import { StandardNotings, phrasesFor } from './StandardNotings';

const place = document.createElement('div');
document.body.append(place);
const picked = vi.fn();

/** What this person keeps of his own. */
let own: { text_hi: string; text_en: string }[];
/** What the server says of procedure; without a line nothing. */
let told: (() => Response | Promise<Response>) | null;
let asked: number;

const procedure = (...notings: { text_hi: string; text_en: string }[]) => () => Response.json({ notings, disposals: [] });
const CONSIGN = { text_hi: 'पत्रावली दाखिल दफ्तर की जाए।', text_en: 'The file may be consigned to the record room.' };

let person: string;

beforeEach(async () => {
  picked.mockClear();
  told = null;
  own = [];
  asked = 0;
  person = await signedIn((path) => {
    if (path === '/desk/notings' && told) return Response.json({ notings: own, version: 1 });
    asked += 1;
    if (!told) throw new TypeError('no line');
    return told();
  });
  render(<StandardNotings onPick={picked} />, place);
  await vi.waitFor(() => expect(keysNow()).toHaveProperty('Alt+Q'));
});
afterEach(() => {
  render(null, place);
  speak('hi');
  vi.unstubAllGlobals();
});

const press = (key: string, more: KeyboardEventInit = {}) => (on: Element | Document) =>
  on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
const search = () => vi.waitFor(() => place.querySelector('input') ?? Promise.reject(new Error('closed')));

async function type(text: string): Promise<HTMLInputElement> {
  const field = await search();
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await vi.waitFor(() => expect(place.querySelectorAll('[role="option"]').length).toBe(phrasesFor(text).length));
  return field;
}

describe('standard notings', () => {
  it('are found by words of either language', () => {
    expect(phrasesFor('discuss').map(({ hi }) => hi)).toContain('चर्चा करें।');
    expect(phrasesFor('चर्चा').map(({ en }) => en)).toContain('Please discuss.');
    expect(phrasesFor('no such phrase')).toEqual([]);
  });

  it('are written with Alt+Q, a word and Enter', async () => {
    press('q', { altKey: true, code: 'KeyQ' })(document);
    const field = await type('चर्चा');

    press('Enter')(field);

    await vi.waitFor(() => expect(picked).toHaveBeenCalledWith('चर्चा करें।'));
    await vi.waitFor(() => expect(place.querySelector('input')).toBeNull());
  });

  it('are written in the other language where that is chosen', async () => {
    press('q', { altKey: true, code: 'KeyQ' })(document);
    await search();
    place.querySelector<HTMLElement>('[lang="en"][aria-pressed]')?.click();
    const field = await type('चर्चा');

    press('Enter')(field);

    await vi.waitFor(() => expect(picked).toHaveBeenCalledWith('Please discuss.'));
  });

  const shown = () => [...place.querySelectorAll('[role="option"]')].map((each) => each.textContent);
  const open = async () => {
    press('q', { altKey: true, code: 'KeyQ' })(document);
    return search();
  };

  const kept = () =>
    vi.waitFor(async () => expect(await (await store()).get('views', `${person}/c1/procedure`)).toBeDefined());

  it('are not asked for before somebody opens them', async () => {
    told = procedure(CONSIGN);
    expect(asked).toBe(0);

    await open();

    await vi.waitFor(() => expect(asked).toBeGreaterThan(0));
  });

  it('are those of the State, and stay here for days without a line', async () => {
    told = procedure(CONSIGN);
    const field = await open();
    await vi.waitFor(() => expect(shown()).toEqual([CONSIGN.text_hi]));
    await kept();

    told = null;
    press('Enter')(field);
    await vi.waitFor(() => expect(picked).toHaveBeenCalledWith(CONSIGN.text_hi));
    await open();

    await vi.waitFor(() => expect(shown()).toEqual([CONSIGN.text_hi]));
  });

  it('are those that come with the client where the State has none', async () => {
    told = procedure();

    await open();

    await vi.waitFor(() => expect(asked).toBeGreaterThan(0));
    expect(shown()).toEqual(phrasesFor('').map(({ hi }) => hi));
  });

  it("begin with one's own, which are there without a line as well, in whichever language they were kept", async () => {
    own = [{ text_hi: 'मौका मुआयना कर आख्या दें।', text_en: '' }];
    told = procedure(CONSIGN);
    await open();
    const mine = `${own[0]?.text_hi}${hi.notings_mine}`;
    await vi.waitFor(() => expect(shown()).toEqual([mine, CONSIGN.text_hi]));
    await kept();
    await vi.waitFor(async () => expect(await (await store()).get('views', `${person}/c1/own-notings`)).toBeDefined());

    told = null;
    place.querySelector<HTMLElement>('[lang="en"][aria-pressed]')?.click();
    await vi.waitFor(() => expect(shown()).toEqual([mine, CONSIGN.text_en]));
    place.querySelector<HTMLElement>('[role="option"]')?.click();

    await vi.waitFor(() => expect(picked).toHaveBeenCalledWith(own[0]?.text_hi));
  });

  it('do not change under the fingers of who chooses already', async () => {
    let arrive = (_: Response) => {};
    told = () => new Promise((resolve) => (arrive = resolve));
    const field = await open();
    await vi.waitFor(() => expect(asked).toBeGreaterThan(0));
    press('ArrowDown')(field);

    arrive(procedure(CONSIGN)());
    await kept();

    expect(shown().length).toBe(phrasesFor('').length);
  });
});
