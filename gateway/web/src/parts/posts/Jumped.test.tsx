// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { render } from 'preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { speak } from '../../i18n';
import { signedIn } from '../procedure/office.fake';
import { Jumped, isBarred, useRoute } from './Jumped';

const place = document.body.appendChild(document.createElement('div'));
const LEVEL = { level: 'adm', name_hi: 'अपर जिलाधिकारी', name_en: 'Additional District Magistrate' };
const POST = { designation_hi: 'अपर जिलाधिकारी (वित्त एवं राजस्व)', designation_en: 'ADM (Finance)', abbreviation: 'ADM(FR)' };
const SO = { designation_hi: 'अनुभाग अधिकारी', designation_en: 'Section Officer', abbreviation: 'SO' };
let asked: string[];
let items: unknown[] | null;
let more: Record<string, unknown>;

/** As a dialogue uses it. */
function Said({ fileId, to, offered }: { fileId: string; to: string; offered?: () => void }) {
  const route = useRoute(fileId, to);
  return (
    <>
      <Jumped route={route} straight={false} {...(offered ? { onStraight: offered } : {})} />
      <button disabled={isBarred(route, false)} />
    </>
  );
}

beforeEach(async () => {
  asked = [];
  items = [{ ...LEVEL, post: POST }];
  more = {};
  await signedIn((path, request) => {
    if (!path.endsWith('/jumped-levels')) return Response.json({});
    asked.push(`${path}${new URL(request.url).search}`);
    if (!items) throw new TypeError('no line');
    return Response.json({ items, ...more });
  });
});
afterEach(() => {
  render(null, place);
  speak('hi');
  vi.unstubAllGlobals();
});

it('names the posts that are passed over', async () => {
  render(<Said fileId="f1" to="dm" />, place);

  await vi.waitFor(() => expect(place.textContent).toContain('बीच के स्तर छूटेंगे: अपर जिलाधिकारी (वित्त एवं राजस्व)।'));
  expect(asked).toEqual(['/files/f1/jumped-levels?to_post=dm']);
});

it('says it in English', async () => {
  speak('en');
  render(<Said fileId="f1" to="dm" />, place);

  await vi.waitFor(() =>
    expect(place.textContent).toBe('Levels passed over: ADM (Finance). The file comes back through them.'),
  );
});

it('says nothing of the desk before once another one is chosen', async () => {
  render(<Said fileId="f1" to="dm" />, place);
  await vi.waitFor(() => expect(place.textContent).not.toBe(''));

  items = [];
  render(<Said fileId="f1" to="adm" />, place);

  expect(place.textContent).toBe('');
});

it.each([[[]], [null]])('says nothing where nobody is passed over, and nothing without a line', async (answer) => {
  items = answer;
  render(<Said fileId="f1" to="dm" />, place);

  await vi.waitFor(() => expect(asked.length).toBeGreaterThan(0));

  expect(place.textContent).toBe('');
});

it('asks once about the desk on which somebody stops', async () => {
  for (const to of ['a', 'b', 'dm']) render(<Said fileId="f1" to={to} />, place);

  await vi.waitFor(() => expect(asked.length).toBeGreaterThan(0));

  expect(asked).toEqual(['/files/f1/jumped-levels?to_post=dm']);
});

it('says through which level the file comes back first, and offers to go straight', async () => {
  items = [];
  more = { first: { ...LEVEL, post: POST }, informed: [{ ...LEVEL, post: POST }, { ...LEVEL, post: SO }] };
  const offered = vi.fn();
  render(<Said fileId="f1" to="clerk" offered={offered} />, place);

  await vi.waitFor(() => expect(place.textContent).toContain('पहले अपर जिलाधिकारी (वित्त एवं राजस्व) से होकर लौटेगी'));
  expect(place.textContent).toContain('सूचना अपर जिलाधिकारी (वित्त एवं राजस्व), अनुभाग अधिकारी को जाएगी');
  expect(place.querySelector('button')?.disabled).toBe(true);
  place.querySelector('input')?.click();
  expect(offered).toHaveBeenCalledWith(true);
});

it('says that no more levels may deal with it, and which levels are vacant', async () => {
  items = [];
  more = { most_levels: 4, vacant: [{ ...LEVEL, post: POST }] };
  render(<Said fileId="f1" to="dm" />, place);

  await vi.waitFor(() => expect(place.textContent).toContain('अधिकतम 4 स्तर'));
  expect(place.textContent).toContain('रिक्त स्तर');
  expect(place.querySelector('button')?.disabled).toBe(true);
});
