// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Away } from '../api/client';
import { type Session, session, standing } from '../api/session';
import { online } from '../shell/line';
import { forgetEverything, openStore, store } from './db';
import { evict } from './space';
import { dropViewsBefore, fetchView, keptView, peekView, putView, reloadViews } from './views';

const away = () => Promise.reject(new Away('offline'));

async function somebody(id: string, chargeId = 'charge-1'): Promise<void> {
  await openStore(id);
  session.value = { person: { id }, chargeId, charges: [], posts: [], mustChangePassword: false } as unknown as Session;
  standing.value = 'in';
}

beforeEach(async () => {
  online.value = true;
  await somebody('one');
});
afterEach(async () => {
  session.value = null;
  for (const id of ['one', 'other']) await forgetEverything(id);
});

describe('a view', () => {
  it('shows what the server says and keeps it', async () => {
    const seen = keptView('file:1', async () => 'fresh');

    await expect.poll(() => seen.value.value).toBe('fresh');
    expect(seen.value).toMatchObject({ stale: false, loading: false, error: null });
    await expect.poll(() => peekView('file:1')).toBe('fresh');
  });

  it('shows what is kept where the line is away, and says so', async () => {
    await putView('file:2', 'kept');

    const seen = keptView('file:2', away);

    await expect.poll(() => seen.value.error).toBeInstanceOf(Away);
    expect(seen.value).toMatchObject({ value: 'kept', stale: true, loading: false });
  });

  it('shows what is kept first, then the fresh one', async () => {
    await putView('file:3', 'kept');
    let answer: (value: string) => void = () => undefined;

    const seen = keptView('file:3', () => new Promise<string>((resolve) => (answer = resolve)));

    await expect.poll(() => seen.value.value).toBe('kept');
    answer('fresh');
    await expect.poll(() => seen.value).toMatchObject({ value: 'fresh', stale: false });
  });

  it('says why there is nothing where nothing is kept', async () => {
    const seen = keptView('file:4', away);

    await expect.poll(() => seen.value).toMatchObject({ value: null, stale: false, loading: false });
    expect(seen.value.error).toBeInstanceOf(Away);
  });

  it('belongs to the charge: under another one the same key is another view', async () => {
    await putView('desk', 'of the first');
    await somebody('one', 'charge-2');

    expect(await peekView('desk')).toBeUndefined();
  });

  it('belongs to the person', async () => {
    await putView('desk', 'of one');
    await somebody('other');

    expect(await peekView('desk')).toBeUndefined();
  });

  it('that was asked for by one person is not kept for the next, who signed in before it came', async () => {
    let answer: (value: string) => void = () => undefined;
    const asked = fetchView('file:6', () => new Promise<string>((resolve) => (answer = resolve)));
    await somebody('other');

    answer('what only one may see');
    await asked;

    expect(await peekView('file:6')).toBeUndefined();
  });

  it('that nobody shows is forgotten in memory when its thing changes, and stays on the disk', async () => {
    await fetchView('file:5:notes', async () => 'old');

    reloadViews('file:5');

    expect(await peekView('file:5:notes')).toBe('old');
  });

  it('that nobody looked at for long leaves the PC, except what is held', async () => {
    await putView('file:6', 'x');
    await putView('file:7', 'y');

    await dropViewsBefore(Date.now() + 1_000, (key) => key.includes('file:7'));

    const left = await (await store()).getAllKeys('views');
    expect(left).toEqual(['one/charge-1/file:7']);
  });
});

describe('pictures', () => {
  const picture = { picture: new Blob(['x']), size: 100 };

  it('that were not seen for longest go first; those of pinned files stay', async () => {
    const open = await store();
    const kept = { number: '', subject: '', chargeId: null, lease: null, keptAt: 0 };
    await open.put('files', { ...kept, fileId: 'pinned', pinned: true, whole: true });
    await open.put('pages', { ...picture, url: 'old', fileId: 'f', seenAt: 1 });
    await open.put('pages', { ...picture, url: 'held', fileId: 'pinned', seenAt: 0 });
    await open.put('pages', { ...picture, url: 'new', fileId: 'f', seenAt: 2 });

    await evict(150);

    expect(await open.getAllKeys('pages')).toEqual(['held', 'new']);
  });
});
