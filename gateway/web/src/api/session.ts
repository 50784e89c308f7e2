// Who is signed in. The access token lives in memory only; the refresh token is a cookie that no script sees.
// Tabs share one session: a lock lets one of them renew at a time, and a channel tells the others.
import { computed, signal } from '@preact/signals';
import { forgetEverything, openStore } from '../store/db';
import type { components } from './schema';

type Schemas = components['schemas'];
type SignedIn = Schemas['SignedIn'];

export interface Session {
  person: Schemas['PersonView'];
  charges: Schemas['ChargeView'][];
  posts: Schemas['PostView'][];
  chargeId: string | null;
  mustChangePassword: boolean;
}

export type Standing = 'unknown' | 'out' | 'in' | 'expired';

/** The session shown; kept while its token is expired or the line is away, so that nobody's text disappears. */
export const session = signal<Session | null>(null);
/** expired: the session ended on the server; the screens stay, and a sign-in dialogue lies over them. */
export const standing = signal<Standing>('unknown');
export const actingPost = computed(() => {
  const charge = session.value?.charges.find((each) => each.id === session.value?.chargeId);
  return session.value?.posts.find((each) => each.id === charge?.post_id) ?? null;
});

interface Token {
  value: string;
  expiresAt: number;
}

type News = { kind: 'token'; token: Token; session: Session } | { kind: 'out' };

const REMEMBERED = 'patravali.session';
const EARLY = 20_000;
let token: Token | null = null;
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('patravali.session');

if (channel) {
  channel.onmessage = ({ data }: MessageEvent<News>) => {
    if (data.kind === 'out') void leave(false);
    else void take(data.token, data.session, false);
  };
}

/** A token that is good for a while; null where nobody is signed in or the line is away. */
export async function bearer(): Promise<string | null> {
  if (token && token.expiresAt - EARLY > Date.now()) return token.value;
  if (!session.value) return null;
  return renew(token?.value);
}

/** Exchange the refresh cookie. `stale` is the token that was refused: another tab may have renewed it already. */
export async function renew(stale?: string): Promise<string | null> {
  return exclusively(async () => {
    if (token && token.value !== stale && token.expiresAt - EARLY > Date.now()) return token.value;
    return refresh();
  });
}

async function refresh(): Promise<string | null> {
  let response: Response;
  try {
    response = await post('/session/refresh', {});
  } catch {
    return null; // the line is away; what is on screen stays
  }
  if (response.status === 401 || response.status === 403) {
    token = null;
    standing.value = session.value ? 'expired' : 'out';
    return null;
  }
  if (!response.ok) return null;
  await enter((await response.json()) as SignedIn);
  return token?.value ?? null;
}

/** On start: the session of the cookie, or, without a line, the one that this browser remembers. */
export async function restore(): Promise<void> {
  const remembered = recall();
  if (!remembered) {
    standing.value = 'out';
    return;
  }
  await show(remembered);
  if (!(await renew()) && standing.value === 'unknown') standing.value = 'in';
}

export async function signIn(userName: string, password: string): Promise<Response> {
  const response = await post('/session', { user_name: userName, password });
  if (response.ok) await exclusively(async () => enter((await response.json()) as SignedIn));
  return response;
}

/** Act under another of one's charges. */
export async function chooseCharge(chargeId: string): Promise<boolean> {
  const response = await fetch('/api/v1/session/charge', {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${await bearer()}` },
    body: JSON.stringify({ charge_id: chargeId }),
  });
  if (response.ok) await enter((await response.json()) as SignedIn);
  return response.ok;
}

/** Ends the session here and clears what this browser keeps of it. */
export async function signOut(): Promise<void> {
  const headers = { Authorization: `Bearer ${await bearer()}` };
  await fetch('/api/v1/session', { method: 'DELETE', headers }).catch(() => undefined);
  await leave(true);
}

async function enter(answer: SignedIn): Promise<void> {
  const fresh = { value: answer.access_token, expiresAt: Date.parse(answer.expires_at) };
  const posts = await postsOf(fresh.value);
  const entered: Session = {
    person: answer.person,
    charges: answer.charges,
    posts: posts ?? session.value?.posts ?? [],
    chargeId: answer.charge_id ?? null,
    mustChangePassword: answer.must_change_password ?? false,
  };
  await take(fresh, entered, true);
}

/** The posts behind the charges. They change with the charges only, so a known set is not asked for again. */
async function postsOf(bearerToken: string): Promise<Schemas['PostView'][] | null> {
  try {
    const response = await fetch('/api/v1/me', { headers: { Authorization: `Bearer ${bearerToken}` } });
    return response.ok ? ((await response.json()) as Schemas['MeView']).posts : null;
  } catch {
    return null;
  }
}

async function take(fresh: Token, entered: Session, tell: boolean): Promise<void> {
  token = fresh;
  await show(entered);
  standing.value = 'in';
  localStorage.setItem(REMEMBERED, JSON.stringify(entered));
  if (tell) channel?.postMessage({ kind: 'token', token: fresh, session: entered } satisfies News);
}

async function show(entered: Session): Promise<void> {
  await openStore(entered.person.id);
  session.value = entered;
}

async function leave(tell: boolean): Promise<void> {
  const person = session.value?.person.id;
  token = null;
  session.value = null;
  standing.value = 'out';
  localStorage.removeItem(REMEMBERED);
  if (tell) channel?.postMessage({ kind: 'out' } satisfies News);
  if (person) await forgetEverything(person);
}

function recall(): Session | null {
  try {
    return JSON.parse(localStorage.getItem(REMEMBERED) ?? 'null') as Session | null;
  } catch {
    return null;
  }
}

function post(path: string, body: object): Promise<Response> {
  return fetch(`/api/v1${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Accept-Language': document.documentElement.lang || 'hi' },
    body: JSON.stringify(body),
  });
}

async function exclusively<Result>(work: () => Promise<Result>): Promise<Result> {
  if (!('locks' in navigator)) return work();
  return (await navigator.locks.request('patravali.session', work)) as Result;
}
