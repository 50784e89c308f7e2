// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { render } from 'preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Session, session, standing } from '../../api/session';
import { localOf, momentOf } from '../../i18n';
import { openStore } from '../../store/db';
import Pendency from './Pendency';
import words from './hi.json';

const PERSON = 'dm';
const SIGNED_IN = {
  person: { id: PERSON, name_hi: 'जिलाधिकारी', name_en: 'DM' },
  charges: [],
  charge_id: 'c1',
  access_token: `head.${btoa(JSON.stringify({ sub: PERSON, chg: 'c1' }))}.signature`,
  expires_at: '2199-01-01T00:00:00Z',
};
const MIDNIGHT = '2011-06-30T18:30:00.000Z';
const DESK = {
  post: { post_id: 'p1', designation_hi: 'पटल-1', designation_en: 'Desk 1', abbreviation: 'D1', office_id: 'o1' },
  holder: null,
  total: 3,
  unopened: 0,
  overdue: 2,
  buckets: { days_0_3: 0, days_4_7: 3, days_8_15: 0, days_16_30: 0, days_31_90: 0, days_over_90: 0 },
  oldest_since: '2011-06-25T18:30:00Z',
};

let root: HTMLElement;
let asked: URL[];

function answer(url: URL): object {
  if (url.pathname.endsWith('/trend')) return { as_of: MIDNIGHT, weeks: [] };
  if (url.pathname.endsWith('/files')) return { items: [], next: null };
  const past = url.searchParams.has('as_of');
  return { as_of: past ? MIDNIGHT : '2026-11-27T10:00:00Z', total: 3, overdue: 2, started: past ? 848 : null, desks: [DESK] };
}

beforeEach(async () => {
  await openStore('pendency');
  session.value = { ...SIGNED_IN, posts: [], chargeId: 'c1', mustChangePassword: false } as unknown as Session;
  standing.value = 'in';
  asked = [];
  vi.stubGlobal('fetch', (input: Request | string) => {
    const url = new URL(input instanceof Request ? input.url : input, 'http://office.test');
    if (url.pathname.endsWith('/session/refresh')) return Promise.resolve(Response.json(SIGNED_IN));
    if (url.pathname.endsWith('/me')) return Promise.resolve(Response.json({ posts: [] }));
    asked.push(url);
    return Promise.resolve(Response.json(answer(url)));
  });
  root = document.createElement('div');
  document.body.append(root);
});
afterEach(() => {
  render(null, root);
  root.remove();
  history.replaceState(null, '', '/');
  vi.unstubAllGlobals();
});

const field = () => root.querySelector<HTMLInputElement>('input[type="datetime-local"]');

async function open(address: string): Promise<void> {
  history.replaceState(null, '', address);
  render(<Pendency />, root);
  await vi.waitFor(() => expect(root.querySelector('table.ages')).not.toBeNull());
}

it('shows the present until a moment is chosen, and then the table of that moment in Indian time', async () => {
  await open('/pendency?projector=1');
  expect(field()?.value).toBe('');

  const chooser = field();
  if (chooser) chooser.value = '2011-07-01T00:00';
  chooser?.dispatchEvent(new Event('change', { bubbles: true }));

  await vi.waitFor(() => expect(root.textContent).toContain('848'));
  expect(asked.at(-1)?.searchParams.get('as_of')).toBe(MIDNIGHT);
  expect(location.search).toContain('projector=1');
});

it('shows the past with its own ages, without what waits longest and a trend that are of the present', async () => {
  await open(`/pendency?as_of=${MIDNIGHT}`);

  expect(field()?.value).toBe('2011-07-01T00:00');
  expect(root.querySelector('.held')?.textContent).toMatch(/^5/);
  expect(root.querySelector('.stuck')).toBeNull();
  expect(root.textContent).toContain(words.started);
  expect(asked.every((url) => url.searchParams.get('as_of') === MIDNIGHT)).toBe(true);
});

it.each([
  ['/pendency', true],
  ['/pendency?projector=1', false],
])('names subjects on the own screen, and none on a wall (%s)', async (address, named) => {
  await open(address);

  root.querySelector<HTMLButtonElement>('table.ages button')?.click();

  const heads = () => [...document.querySelectorAll('dialog thead th')].map((head) => head.textContent);
  await vi.waitFor(() => expect(heads()).toContain(words.number));
  expect(heads().includes(words.subject)).toBe(named);
});

it('lists the files that lay there then', async () => {
  await open(`/pendency?as_of=${MIDNIGHT}`);

  root.querySelector<HTMLButtonElement>('table.ages button')?.click();

  await vi.waitFor(() => expect(asked.at(-1)?.pathname).toBe('/api/v1/pendency/p1/files'));
  expect(asked.at(-1)?.searchParams.get('as_of')).toBe(MIDNIGHT);
});

it('goes back to the present', async () => {
  await open(`/pendency?as_of=${MIDNIGHT}`);

  [...root.querySelectorAll('button')].find((button) => button.textContent === words.now)?.click();

  await vi.waitFor(() => expect(root.querySelector('.stuck')).not.toBeNull());
  expect(location.search).toBe('');
});

it('takes an address that names no moment for the present', async () => {
  await open('/pendency?as_of=yesterday');

  await vi.waitFor(() => expect(asked.some((url) => url.pathname.endsWith('/pendency'))).toBe(true));
  expect(asked.some((url) => url.searchParams.has('as_of'))).toBe(false);
});

it('reads and writes days and hours of a form in Indian time', () => {
  expect(momentOf('2026-11-30T17:00')).toBe('2026-11-30T11:30:00.000Z');
  expect(momentOf('')).toBeUndefined();
  expect(localOf('2026-11-30T11:30:00Z')).toBe('2026-11-30T17:00');
});
