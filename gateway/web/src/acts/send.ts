// One act over the wire. It is sent as it was done: at once, or later with the time at which it happened. The server
// keeps one effect for each id and body, so both forms are the same each time they are made.
import { Away, Refusal, refusalOf } from '../api/client';
import { type ChargeLost, standing, tokenUnder } from '../api/session';
import { language } from '../i18n';
import { heard, online, probe, serverNow, unheard, watchLine } from '../shell/line';
import type { Act, Refused, Verdict } from './act';

/** What is delivered within this time happened now, as far as a register is concerned. */
const AT_ONCE = 30_000;
/** No operation of the gateway takes longer. */
const LONGEST = 45_000;
const SIGNED_OUT: Verdict = { kind: 'away', line: true };

type Form = 'live' | 'offline';

/** Sends it under its own person and charge. Never throws. */
export async function send(act: Act): Promise<Verdict> {
  let token = await tokenUnder(act.personId, act.chargeId);
  if (!token) return withoutToken();
  if (typeof token !== 'string') return lost(token);
  const form: Form = serverNow() - Date.parse(act.occurredAt) < AT_ONCE ? 'live' : 'offline';
  try {
    let answer = await post(act, form, token);
    if (answer.status === 401) {
      token = await tokenUnder(act.personId, act.chargeId, token);
      if (typeof token !== 'string') return token ? lost(token) : withoutToken();
      answer = await post(act, form, token);
    }
    // It took effect before in its other form, and the answer was lost: asked in that form, the server repeats it.
    if (codeOf(answer.body) === 'command.body_mismatch') {
      answer = await post(act, form === 'live' ? 'offline' : 'live', token);
    }
    return verdictOf(answer);
  } catch {
    return { kind: 'away', line: !online.peek() };
  }
}

/** The session has ended, the line is away, or the charge cannot be asked for just now. */
function withoutToken(): Verdict {
  return standing.peek() === 'expired' || !online.peek() ? SIGNED_OUT : { kind: 'away', line: false };
}

interface Answer {
  status: number;
  body: unknown;
  /** Milliseconds that the server wants to be left alone. */
  after: number | undefined;
}

async function post(act: Act, form: Form, token: string): Promise<Answer> {
  const sentAt = Date.now();
  const stop = watchLine();
  try {
    const response = await fetch(`/api/v1${act.path}`, {
      method: act.method,
      headers: {
        ...act.headers,
        'Content-Type': 'application/json',
        'Accept-Language': language.value,
        'Idempotency-Key': act.id,
        Authorization: `Bearer ${token}`,
      },
      body: act.method === 'DELETE' ? null : JSON.stringify(bodyOf(act, form)),
      signal: AbortSignal.timeout(LONGEST),
    });
    heard(response, sentAt);
    const text = await response.text();
    const after = Number(response.headers.get('retry-after')) * 1_000;
    return { status: response.status, body: text ? parsed(text, response.ok) : null, after: after || undefined };
  } catch (error) {
    if (error instanceof DOMException && error.name === 'TimeoutError') await probe();
    else unheard();
    throw error;
  } finally {
    stop();
  }
}

function bodyOf(act: Act, form: Form): Record<string, unknown> {
  return form === 'live' ? act.body : { ...act.body, occurred_at: act.occurredAt, source: 'offline' };
}

/** Half an answer is none; of a refusal the status is enough. */
function parsed(text: string, whole: boolean): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (whole) throw error;
    return null;
  }
}

/** Statuses that say nothing about the act itself: ask again. */
const ASK_AGAIN = [401, 408, 425, 429];

function verdictOf({ status, body, after }: Answer): Verdict {
  if (status < 300) return { kind: 'done', view: body };
  const problem = refusalOf(status, body);
  const wait = after === undefined ? {} : { after };
  if (problem instanceof Away || ASK_AGAIN.includes(status)) return { kind: 'away', line: false, ...wait };
  if (status >= 500) return { kind: 'away', line: false, refusal: plain(problem) };
  return { kind: 'refused', refusal: plain(problem) };
}

function lost({ problem, status }: ChargeLost): Verdict {
  const refusal = refusalOf(status, problem);
  return refusal instanceof Refusal ? { kind: 'refused', refusal: plain(refusal) } : { kind: 'away', line: false };
}

function plain({ status, code, title, detail, fields }: Refusal): Refused {
  return { status, code, title, detail, fields };
}

function codeOf(body: unknown): unknown {
  return (body as { code?: unknown } | null)?.code;
}
