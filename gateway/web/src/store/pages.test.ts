// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { beforeEach, expect, it, vi } from 'vitest';
import { Refusal } from '../api/client';
import { session } from '../api/session';
import { begin, tookTime } from '../shell/calm';
import { openStore, store } from './db';
import { type PageAddress, documentOf, forgetLeave, forgetPictures, mayComeLater, pictureOf, urlOf } from './pages';

/** What the server was asked, in order, and what it says. */
let asked: string[] = [];
let answer: (path: string) => Response | Promise<Response>;
const never = new AbortController().signal;

function aPage(page: number, change: Partial<PageAddress> = {}): PageAddress {
  return { subject: { kind: 'file', id: 'f1' }, documentId: 'd1', version: 1, page, size: 'full', ...change };
}

const leave = () => Response.json({ expires_at: new Date(Date.now() + 900_000).toISOString() }, { status: 201 });
const problem = (status: number, code: string) => Response.json({ code, title: code, detail: code }, { status });
const picture = (path: string) => new Response(path, { headers: { 'content-type': 'image/webp' } });
const usual = (path: string) => (path.endsWith('/views') ? leave() : picture(path));
const pages = () => asked.filter((path) => path.includes('/pages/'));

beforeEach(async () => {
  asked = [];
  answer = usual;
  vi.stubGlobal('fetch', async (request: Request) => {
    const path = new URL(request.url, 'http://office.test').pathname.replace('/api/v1', '');
    asked.push(path);
    const givenUp = new Promise<never>((_, reject) =>
      request.signal.addEventListener('abort', () => reject(new DOMException('given up', 'AbortError'))),
    );
    return Promise.race([answer(path), givenUp]);
  });
  session.value = null;
  await openStore(crypto.randomUUID());
  forgetLeave({ kind: 'file', id: 'f1' });
});

it('fetches a picture under a leave to read, and keeps it with its file', async () => {
  const first = await pictureOf(aPage(1), () => 0, never);
  await pictureOf(aPage(1), () => 0, never);

  expect(await first.text()).toContain('/pages/1/full');
  expect(asked).toEqual(['/files/f1/views', urlOf(aPage(1))]);
});

it('fetches the nearest page first, one at a time', async () => {
  let running = 0;
  let most = 0;
  answer = async (path) => {
    most = Math.max(most, ++running);
    await Promise.resolve();
    running -= 1;
    return usual(path);
  };
  const far = pictureOf(aPage(3), () => 3000, never);
  const between = pictureOf(aPage(2), () => 900, never);
  const near = pictureOf(aPage(1), () => 10, never);

  await Promise.all([far, near, between]);

  expect(pages()).toEqual([1, 2, 3].map((page) => urlOf(aPage(page))));
  expect(most).toBe(1);
});

it('asks for no page that nobody looks at any more', async () => {
  const gone = new AbortController();
  let release: (response: Response) => void = () => undefined;
  answer = (path) => (path.endsWith('/views') ? leave() : new Promise((resolve) => (release = resolve)));
  const first = pictureOf(aPage(1), () => 0, never);
  const second = pictureOf(aPage(2), () => 100, gone.signal);
  await vi.waitFor(() => expect(pages()).toHaveLength(1));

  gone.abort();
  answer = usual;
  release(picture('/pages/1/full'));

  await expect(second).rejects.toThrow();
  await first;
  expect(pages()).toEqual([urlOf(aPage(1))]);
});

it('asks for a new leave where the old one does not hold the paper', async () => {
  let refusals = 1;
  answer = (path) => (path.includes('/pages/') && refusals-- > 0 ? problem(404, 'document.not_found') : usual(path));

  await pictureOf(aPage(1), () => 0, never);

  expect(asked.filter((path) => path.endsWith('/views'))).toHaveLength(2);
});

it('says why a page is refused, and goes on with the next', async () => {
  answer = (path) => (path.includes('/pages/1/') ? problem(409, 'document.not_ready') : usual(path));

  const refused = await pictureOf(aPage(1), () => 0, never).catch((error: unknown) => error);
  await pictureOf(aPage(2), () => 0, never);

  expect(refused).toBeInstanceOf(Refusal);
  expect(mayComeLater(refused)).toBe(true);
  expect(mayComeLater(new Refusal(404, 'document.page_not_found', '', '', {}, []))).toBe(false);
});

it('on a thin line, begins a page in full when it is calm, and gives way to what somebody waits for', async () => {
  for (let each = 0; each < 5; each += 1) tookTime(900);
  let finish: (response: Response) => void = () => undefined;
  const slow = (path: string) =>
    path.endsWith('/full') ? new Promise<Response>((resolve) => (finish = resolve)) : usual(path);
  answer = slow;
  const end = begin();
  const full = pictureOf(aPage(1), () => 0, never, true);
  const light = await pictureOf(aPage(2, { size: 'light' }), () => 900, never);
  const meanwhile = pages();
  end();
  await vi.waitFor(() => expect(pages()).toContain(urlOf(aPage(1))), 3_000);
  begin()();
  const givenUp = finish;
  await vi.waitFor(() => expect(finish).not.toBe(givenUp), 3_000);

  finish(picture('whole'));

  expect(await (await full).text()).toBe('whole');
  expect(meanwhile).toEqual([urlOf(aPage(2, { size: 'light' }))]);
  expect(await light.text()).toContain('/pages/2/light');
});

it('takes the pictures of one file from this PC, and leaves the others', async () => {
  await pictureOf(aPage(1), () => 0, never);
  await pictureOf(aPage(1, { subject: { kind: 'file', id: 'f2' }, documentId: 'd2' }), () => 0, never);

  await forgetPictures('f1');

  expect(await (await store()).getAllKeys('pages')).toEqual(['/documents/d2/versions/1/pages/1/full']);
});

it('reads a receipt under a leave of its own', async () => {
  await documentOf({ kind: 'receipt', id: 'r1' }, 'd1', 2);

  expect(asked).toEqual(['/receipts/r1/views', '/documents/d1/versions/2/content']);
});
