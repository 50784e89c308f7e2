// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Session, session, standing } from '../../api/session';
import { begin, beginAct, tookTime } from '../../shell/calm';
import { openStore, store } from '../../store/db';
import { peekView } from '../../store/views';
import { fetchAhead, isMetered, likely } from './ahead';
import { aRow } from './builders';

const ROW = aRow({ id: 'f1', custody_number: 3 });
const PAPER = { document_id: 'd1', document_version: 2, from_page: 1, to_page: 4, title: 'पत्र' };
const ALL = ['/files/f1', '/files/f1/correspondence', '/files/f1/notes', '/files/f1/views', '/documents/d1/versions/2/pages/1/full'];
let asked: string[] = [];
let before: (path: string) => unknown;
const leaving = () => new AbortController();

function answer(path: string): Response {
  if (path.endsWith('/views')) return Response.json({ expires_at: '2099-01-01T00:00:00Z' }, { status: 201 });
  if (path.includes('/pages/')) return new Response('picture');
  if (path === '/files/f1') return Response.json({ id: 'f1', custody_number: 3, note_count: 2 });
  return Response.json({ items: path.endsWith('/correspondence') ? [PAPER] : [{ id: 'n1' }], next: null });
}

async function somebody(id: string, chargeId = 'c1'): Promise<void> {
  await openStore(id);
  session.value = { person: { id }, chargeId, charges: [], posts: [], mustChangePassword: false } as unknown as Session;
}

beforeEach(async () => {
  asked = [];
  before = () => undefined;
  for (let count = 0; count < 5; count += 1) tookTime(20);
  vi.stubGlobal('fetch', async (request: Request | string) => {
    const address = typeof request === 'string' ? request : request.url;
    const path = new URL(address, 'http://office.test').pathname.replace('/api/v1', '');
    if (path.startsWith('/session')) {
      return Response.json({
        access_token: 't', expires_at: '2099-01-01T00:00:00Z', person: session.peek()?.person, charges: [], charge_id: 'c1',
      });
    }
    if (path === '/me') return new Response('', { status: 503 });
    asked.push(path);
    const signal = typeof request === 'string' ? null : request.signal;
    const givenUp = new Promise<never>((_, reject) =>
      signal?.addEventListener('abort', () => reject(new DOMException('given up', 'AbortError'))),
    );
    await Promise.race([before(path), givenUp]);
    return answer(path);
  });
  await somebody(crypto.randomUUID());
  standing.value = 'in';
});
afterEach(() => {
  vi.unstubAllGlobals();
  session.value = null;
});

it('fetches a file with its notes, papers and first page, and not what is here already', async () => {
  await fetchAhead([ROW], leaving().signal);
  await fetchAhead([ROW], leaving().signal);

  expect(asked).toEqual(ALL);
  expect(await peekView('file:f1')).toMatchObject({ custody_number: 3 });
  expect(await (await store()).count('pages')).toBe(1);
});

it('fetches it anew where it has been elsewhere since', async () => {
  await fetchAhead([ROW], leaving().signal);
  asked = [];

  await fetchAhead([aRow({ id: 'f1', custody_number: 5 })], leaving().signal);

  expect(asked).toContain('/files/f1');
});

it('is for ungraded files at hand that somebody may open next', () => {
  const graded = aRow({ id: 'g', grading: 'confidential' });
  const letter = aRow({ id: 'r', kind: 'receipt' });
  const [one, other, third] = ['1', '2', '3'].map((id) => aRow({ id }));
  const rows = [graded, letter, one, other, third].flatMap((row) => row ?? []);

  expect(likely(rows, 0)).toEqual([]);
  expect(likely(rows, 2).map(({ id }) => id)).toEqual(['1', '2']);
});

it.each([{ saveData: true }, { type: 'cellular' }])('costs nothing on a line on which bytes cost (%o)', async (connection) => {
  vi.stubGlobal('navigator', { ...navigator, connection, onLine: true });

  await expect(fetchAhead([ROW], leaving().signal)).rejects.toThrow();

  expect(isMetered()).toBe(true);
  expect(asked).toEqual([]);
});

it('waits for what somebody did, and for what somebody waits for', async () => {
  const done = beginAct();
  const answered = begin();
  const fetched = fetchAhead([ROW], leaving().signal);
  await new Promise((resolve) => setTimeout(resolve, 50));
  const meanwhile = [...asked];

  done();
  answered();
  await fetched;

  expect(meanwhile).toEqual([]);
  expect(asked).toEqual(ALL);
});

it('gives way to what somebody asks for, and begins again behind it', async () => {
  let end: () => void = () => undefined;
  before = (path) => {
    if (path !== '/files/f1/notes' || asked.filter((each) => each === path).length > 1) return undefined;
    end = begin();
    return new Promise(() => undefined);
  };
  const fetched = fetchAhead([ROW], leaving().signal);
  await vi.waitFor(() => expect(asked).toContain('/files/f1/notes'));

  end();
  await fetched;

  expect(asked.filter((path) => path === '/files/f1/notes')).toHaveLength(2);
});

it('is given up by whoever leaves the desk', async () => {
  const leave = leaving();
  before = () => leave.abort();

  await expect(fetchAhead([ROW], leave.signal)).rejects.toThrow();

  expect(asked).toEqual(ALL.slice(0, 2));
});

it('keeps nothing of it under another charge, and asks for nothing more', async () => {
  before = (path) => path === '/files/f1/notes' && somebody(session.peek()?.person.id ?? '', 'c2');

  await expect(fetchAhead([ROW], leaving().signal)).rejects.toThrow('another charge');

  expect(asked).toEqual(ALL.slice(0, 3));
  expect(await peekView('file:f1')).toBeUndefined();
});
