// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { online } from '../shell/line';
import { session, signIn, signOut } from './session';

/** What the server was asked, in order. */
let asked: string[] = [];
let away = false;

const person = { id: 'p1', user_name: 'geeta', name_hi: 'गीता', name_en: 'Geeta' };
const signedIn = () => ({
  access_token: 'token',
  expires_at: new Date(Date.now() + 600_000).toISOString(),
  person,
  charges: [],
  charge_id: null,
});

async function leaveWithoutALine(): Promise<void> {
  away = true;
  await signOut();
  await vi.waitFor(() => expect(online.value).toBe(false));
}

beforeEach(async () => {
  asked = [];
  away = false;
  online.value = true;
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    if (away) throw new TypeError('no line');
    asked.push(`${init.method ?? 'GET'} ${url.replace('/api/v1', '')}`);
    if (init.method === 'DELETE') return new Response(null, { status: 204 });
    return Response.json(url.endsWith('/me') ? { posts: [] } : signedIn());
  });
  await signIn('geeta', 'secret');
  asked = [];
});
afterEach(async () => {
  if (session.value) await signOut();
  localStorage.clear();
});

it('ends at the server, once the line is back, a session that was left without one', async () => {
  await leaveWithoutALine();
  expect(session.value).toBeNull();

  away = false;
  online.value = true;

  await vi.waitFor(() => expect(asked).toEqual(['POST /session/refresh', 'DELETE /session']));
});

it('ends the left session before the next person signs in, so that no cookie crosses another', async () => {
  await leaveWithoutALine();
  away = false;

  await signIn('suresh', 'secret');

  expect(asked.slice(0, 3)).toEqual(['POST /session/refresh', 'DELETE /session', 'POST /session']);
});

it('asks for nothing more after signing out with a line', async () => {
  await signOut();
  online.value = false;
  online.value = true;
  await signIn('suresh', 'secret');

  expect(asked.filter((each) => !each.startsWith('GET'))).toEqual(['DELETE /session', 'POST /session']);
});
