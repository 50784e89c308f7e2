// Who is signed in. The access token lives in memory only; the refresh token is a cookie that no script sees.
// Tabs share one session: a lock lets one of them renew at a time, and a channel tells the others.
import { computed, effect, signal, untracked } from '@preact/signals';
import { begin, untilCalm } from '../shell/calm';
import { heard, online, unheard, watchLine } from '../shell/line';
import { forgetEverything, leaveBehind, openStore } from '../store/db';
import { type Renewed, expectOpening, settleOpening } from './opening';
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

/** For what is kept in memory: calls `forget` whenever somebody signs in who was not signed in before, or signs out. */
export function whenPersonChanges(forget: () => void): void {
  whenChanged(() => session.value?.person.id, forget);
}

/** Who acts, and under which charge: what may be asked for, and what is answered, differs between one's charges. */
export function actor(): string {
  return `${session.value?.person.id}/${session.value?.chargeId}`;
}

/** Calls `forget` whenever somebody else acts, or the same person under another charge. */
export function whenActorChanges(forget: () => void): void {
  whenChanged(actor, forget);
}

function whenChanged(read: () => unknown, forget: () => void): void {
  let known = untracked(read);
  effect(() => {
    const now = read();
    if (now === known) return;
    known = now;
    untracked(forget);
  });
}

interface Token {
  value: string;
  expiresAt: number;
}

/** The charge is not held any more; `problem` has the server's words. */
export interface ChargeLost {
  problem: unknown;
  status: number;
}

type News = { kind: 'token'; token: Token; session: Session } | { kind: 'out' };

const REMEMBERED = 'patravali.session';
/** There while a session that was left here without a line lives on at the server, with its cookie in this browser. */
const OWED = 'patravali.sign-out-owed';
const EARLY = 20_000;
/** Milliseconds in which a screen has drawn what has come and asks for what it shows. */
const A_MOMENT = 400;
let token: Token | null = null;
let ending: Promise<void> | null = null;
/** Tokens under other charges of the same person, by charge: for acts that waited. */
const others = new Map<string, Token>();
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

/**
 * Exchange the refresh cookie. `stale` is the token that was refused: another tab may have renewed it already. What the
 * first view of the file `opening` needs comes with it.
 */
export async function renew(stale?: string, opening: string | null = null): Promise<string | null> {
  return exclusively(async () => {
    if (token && token.value !== stale && token.expiresAt - EARLY > Date.now()) return token.value;
    return refresh(opening);
  });
}

/**
 * A token of this person under that charge, for an act that was done under it; `refused` did not do. Null where it
 * cannot be had now: without a line, or while somebody else is signed in.
 */
export async function tokenUnder(
  person: string,
  chargeId: string | null,
  refused?: string,
): Promise<string | ChargeLost | null> {
  const own = refused ? await renew(refused) : await bearer();
  if (!own || claimsOf(own).sub !== person) return null;
  if (!chargeId || claimsOf(own).chg === chargeId) return own;
  const known = others.get(chargeId);
  if (known && known.value !== refused && known.expiresAt - EARLY > Date.now() && claimsOf(known.value).sub === person) {
    return known.value;
  }
  const response = await choose(own, chargeId, false);
  const answer: unknown = await response?.json().catch(() => null);
  if (response?.ok && answer) {
    const signedIn = answer as SignedIn;
    others.set(chargeId, { value: signedIn.access_token, expiresAt: Date.parse(signedIn.expires_at) });
    return signedIn.access_token;
  }
  const gone = (answer as { code?: string } | null)?.code === 'charge.not_current';
  return gone && response ? { problem: answer, status: response.status } : null;
}

/** Whose token it is and under which charge; the server verifies it, here it only keeps acts of two people apart. */
function claimsOf(value: string): { sub?: string; chg?: string } {
  try {
    const payload = (value.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    return JSON.parse(atob(payload)) as { sub?: string; chg?: string };
  } catch {
    return {};
  }
}

function choose(own: string, chargeId: string, lasting: boolean): Promise<Response | null> {
  return told('/session/charge', 'PUT', { charge_id: chargeId, lasting }, own).catch(() => null);
}

async function refresh(opening: string | null): Promise<string | null> {
  // Until the screen has asked for what follows from the answer, nothing else begins.
  const end = opening ? begin() : () => undefined;
  try {
    return await exchange(opening);
  } finally {
    setTimeout(end, A_MOMENT);
  }
}

async function exchange(opening: string | null): Promise<string | null> {
  let response: Response;
  try {
    response = await post(`/session/refresh${opening ? `?opening=${opening}` : ''}`, {});
  } catch {
    return null; // the line is away; what is on screen stays
  }
  if (response.status === 401 || response.status === 403) {
    token = null;
    standing.value = session.value ? 'expired' : 'out';
    return null;
  }
  if (!response.ok) return null;
  const renewed = (await response.json()) as Renewed;
  await enter(renewed);
  settleOpening(renewed.opening);
  return token?.value ?? null;
}

/** On start: the session of the cookie, or, without a line, the one that this browser remembers. */
export async function restore(): Promise<void> {
  const remembered = recall();
  if (!remembered) {
    standing.value = 'out';
    return;
  }
  // Asked while the store is being opened: on a thin line everything else waits for the answer.
  const shown = show(remembered);
  const renewed = await renew(undefined, remembered.chargeId ? expectOpening(location.pathname) : null);
  settleOpening();
  await shown;
  if (!renewed && standing.value === 'unknown') standing.value = 'in';
}

export async function signIn(userName: string, password: string): Promise<Response> {
  await endOwed();
  const response = await post('/session', { user_name: userName, password });
  if (response.ok) await exclusively(async () => enter(await underTheSame((await response.json()) as SignedIn)));
  return response;
}

/** Who signs in again over an ended session goes on under the charge he acted under, so that no screen goes away. */
async function underTheSame(answer: SignedIn): Promise<SignedIn> {
  const before = session.value;
  const wanted = before?.person.id === answer.person.id ? before.chargeId : null;
  const held = answer.charges.some((charge) => charge.id === wanted);
  if (!wanted || !held || answer.charge_id === wanted) return answer;
  const response = await choose(answer.access_token, wanted, true);
  return response?.ok ? ((await response.json()) as SignedIn) : answer;
}

/** Act under another of one's charges. */
export async function chooseCharge(chargeId: string): Promise<boolean> {
  const own = await bearer();
  const response = own ? await choose(own, chargeId, true) : null;
  if (response?.ok) await enter((await response.json()) as SignedIn);
  return response?.ok ?? false;
}

/** Ends the session here and clears what this browser keeps of it; without a line the server hears of it later. */
export async function signOut(): Promise<void> {
  if (!(await endSession(await bearer()))) localStorage.setItem(OWED, 'yes');
  await leave(true);
}

async function endSession(own: string | null): Promise<boolean> {
  if (!own) return false;
  const headers = { Authorization: `Bearer ${own}` };
  const response = await fetch('/api/v1/session', { method: 'DELETE', headers }).catch(() => null);
  return response?.ok ?? false;
}

/** Ends at the server what was left without a line: its cookie would let the next person at this PC in. */
function endOwed(): Promise<void> {
  // Its first answer says that the line is back, which asks for it again.
  ending ??= exclusively(async () => {
    if (!localStorage.getItem(OWED) || session.peek()) return;
    const response = await post('/session/refresh', {}).catch(() => null);
    const ended = response?.ok
      ? await endSession(((await response.json()) as SignedIn).access_token)
      : response?.status === 401 || response?.status === 403;
    if (ended) localStorage.removeItem(OWED);
  }).finally(() => (ending = null));
  return ending;
}

async function enter(answer: SignedIn): Promise<void> {
  const fresh = { value: answer.access_token, expiresAt: Date.parse(answer.expires_at) };
  const known = session.value;
  const isKnown = known?.person.id === answer.person.id && postsBelong(known.posts, answer.charges);
  const entered: Session = {
    person: answer.person,
    charges: answer.charges,
    posts: isKnown ? known.posts : ((await postsOf(fresh.value)) ?? known?.posts ?? []),
    chargeId: answer.charge_id ?? null,
    mustChangePassword: answer.must_change_password ?? false,
  };
  await take(fresh, entered, true);
  if (isKnown) void untilCalm().then(() => renewPosts(fresh));
}

function postsBelong(posts: Schemas['PostView'][], charges: Schemas['ChargeView'][]): boolean {
  return charges.every((charge) => posts.some(({ id }) => id === charge.post_id));
}

/** A post may have been named anew; nobody waits for that. */
async function renewPosts(asked: Token): Promise<void> {
  const posts = token === asked ? await postsOf(asked.value) : null;
  const now = session.value;
  if (!posts || !now || token !== asked || JSON.stringify(posts) === JSON.stringify(now.posts)) return;
  await take(asked, { ...now, posts }, true);
}

/** The posts behind the charges. They change with the charges, so that nobody waits for those that are known. */
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
  // Before anything shows: whoever sees the desk may reload it.
  localStorage.setItem(REMEMBERED, JSON.stringify(entered));
  localStorage.removeItem(OWED);
  await show(entered);
  standing.value = 'in';
  if (tell) channel?.postMessage({ kind: 'token', token: fresh, session: entered } satisfies News);
}

async function show(entered: Session): Promise<void> {
  const before = session.value?.person.id;
  // The store changes with the session: nothing of one person is ever written into that of another.
  const opened = openStore(entered.person.id);
  if (before !== entered.person.id) others.clear();
  session.value = entered;
  await opened;
  if (before && before !== entered.person.id) await leaveBehind(before);
}

async function leave(tell: boolean): Promise<void> {
  const person = session.value?.person.id;
  token = null;
  others.clear();
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
  return told(path, 'POST', body, null);
}

/** Sends it, and says whether the line is there. */
async function told(path: string, method: string, body: object, own: string | null): Promise<Response> {
  const sentAt = Date.now();
  const headers: Record<string, string> = {
    'Content-Type': 'application/json',
    'Accept-Language': document.documentElement.lang || 'hi',
  };
  if (own) headers['Authorization'] = `Bearer ${own}`;
  const stop = watchLine();
  try {
    const response = await fetch(`/api/v1${path}`, { method, headers, body: JSON.stringify(body) });
    heard(response, sentAt);
    return response;
  } catch (error) {
    unheard();
    throw error;
  } finally {
    stop();
  }
}

async function exclusively<Result>(work: () => Promise<Result>): Promise<Result> {
  if (!navigator.locks) return work();
  return (await navigator.locks.request('patravali.session', work)) as Result;
}

effect(() => {
  if (online.value && standing.value === 'out') void endOwed();
});
