// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { perform, pendingActs } from '../../acts';
import { FakeGateway } from '../../acts/gateway.fake';
import { signIn, signOut } from '../../api/session';
import { online } from '../../shell/line';
import { type Given, SIZE, forget, give, isAwaited, leftOf, notUsed, ownBlock, take } from './block';

let gateway: FakeGateway;
let people = 0;
/** What the server says of the block that it gives this PC. */
let taken: Record<string, unknown>;

const post = { post_id: 'p', designation_hi: '', designation_en: '', abbreviation: '', unit_hi: '', unit_en: '', office_id: 'o', office_hi: '', office_en: '' };

beforeEach(async () => {
  localStorage.clear();
  taken = { id: `block-${people}`, template: 'COLL/2026/{serial}', first: 11, last: 13, expires_at: new Date(Date.now() + 86_400_000).toISOString(), office_id: 'o', post, used: [] };
  gateway = new FakeGateway();
  vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
    const path = new URL(input instanceof Request ? input.url : String(input), 'http://localhost').pathname;
    if (!path.endsWith('/diary/blocks') || gateway.isDown) return gateway.fetch(input, init);
    gateway.arrived.push(await (input as Request).text());
    return new Response(JSON.stringify(taken), { status: 201, headers: { 'Content-Type': 'application/json' } });
  });
  online.value = true;
  await signIn(`desk-${++people}`, 'x');
});

afterEach(async () => {
  gateway.isDown = false;
  window.dispatchEvent(new Event('online'));
  await expect.poll(() => online.value).toBe(true);
  await signOut();
});

const serials = async (count: number) => {
  const given: (Given | null)[] = [];
  for (let at = 0; at < count; at += 1) given.push(await give());
  return given.map((each) => each?.number ?? null);
};

describe('numbers that this PC has taken', () => {
  it('are given one after the other, once each, and then no more', async () => {
    expect(await give()).toBeNull();
    await take();
    expect(leftOf(ownBlock() as NonNullable<ReturnType<typeof ownBlock>>)).toBe(3);
    expect(await serials(4)).toEqual(['COLL/2026/11', 'COLL/2026/12', 'COLL/2026/13', null]);
    expect(ownBlock()).toBeNull();
  });

  it('are asked for under the name that this PC keeps', async () => {
    await take();
    await take();
    const [first, second] = gateway.arrived.map((body) => JSON.parse(body) as { pc: string; size: number });
    expect(first).toEqual(second);
    expect(first?.size).toBe(SIZE);
    expect((await give())?.reserved.pc).toBe(first?.pc);
  });

  it('are not given again when the same block comes again', async () => {
    await take();
    await serials(1);
    await take();
    expect(await serials(1)).toEqual(['COLL/2026/12']);
  });

  it('are not given again after what this PC kept is gone: not those that are used, not those that wait to be told', async () => {
    await take();
    taken['used'] = [11];
    gateway.isDown = true;
    window.dispatchEvent(new Event('offline'));
    const given = (await give(), await give());
    await perform({ kind: 'diarise_receipt', method: 'POST', path: '/receipts', about: 'x', body: { reserved: given?.reserved } });
    expect(pendingActs.value).toHaveLength(1);
    expect(isAwaited(ownBlock() as NonNullable<ReturnType<typeof ownBlock>>)).toBe(true);

    localStorage.removeItem('patravali.diary-blocks');
    gateway.isDown = false;
    vi.stubGlobal('fetch', async () => new Response(JSON.stringify(taken), { status: 201, headers: { 'Content-Type': 'application/json' } }));
    await take();
    expect(await serials(2)).toEqual(['COLL/2026/13', null]);
    vi.stubGlobal('fetch', gateway.fetch);
  });

  it('stay taken when somebody signs out, and belong to no other desk', async () => {
    await take();
    await serials(1);
    await signOut();
    await signIn(`desk-${people}`, 'x');
    expect(await serials(1)).toEqual(['COLL/2026/12']);
    await signOut();
    gateway.charge = 'charge-2';
    await signIn(`desk-${people}`, 'x');
    expect(await give()).toBeNull();
    gateway.charge = 'charge-1';
  });

  it('are not given after their time', async () => {
    taken['expires_at'] = new Date(Date.now() - 1_000).toISOString();
    await take();
    expect([ownBlock(), await give()]).toEqual([null, null]);
  });

  it('come back where the letter was refused, unless a later one was given', async () => {
    await take();
    const first = (await give()) as Given;
    await notUsed(first);
    expect(await serials(1)).toEqual(['COLL/2026/11']);
    const second = (await give()) as Given;
    await give();
    await notUsed(second);
    expect(await give()).toBeNull();
  });

  it('are forgotten when they are returned', async () => {
    await take();
    await forget(ownBlock() as NonNullable<ReturnType<typeof ownBlock>>);
    expect(ownBlock()).toBeNull();
  });
});
