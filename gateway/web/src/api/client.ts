// The one way to the gateway. Types come from its OpenAPI description (schema.d.ts, made by `npm run api`).
import { untracked } from '@preact/signals';
import createClient, { type Middleware } from 'openapi-fetch';
import { language } from '../i18n';
import { heard, unheard, watchLine } from '../shell/line';
import type { components, paths } from './schema';
import { actor, bearer, renew, session } from './session';

export type Schemas = components['schemas'];

/** A refusal of the gateway (RFC 9457), in the user's language. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly fields: Record<string, unknown>,
    readonly errors: FieldError[],
  ) {
    super(detail);
  }
}

export interface FieldError {
  pointer: string;
  field: string;
  label: string;
  code: string;
  message: string;
}

/** The gateway, or the service behind it, did not answer; the same request may be sent again later. */
export class Away extends Error {}

/**
 * For work that waits in between. The function given back throws Away once somebody else acts, or the same person under
 * another charge: what was wanted under the one before must not be asked for under the next, which may not even see it.
 */
export function whileActing(): () => void {
  const before = untracked(actor);
  return () => {
    if (untracked(actor) !== before) throw new Away('another charge');
  };
}

/** Time-ordered UUID (version 7, RFC 9562): the id of a command. */
export function newId(now: number = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const view = new DataView(bytes.buffer);
  view.setUint16(0, Math.floor(now / 2 ** 32));
  view.setUint32(2, now % 2 ** 32);
  view.setUint8(6, 0x70 | (view.getUint8(6) & 0x0f));
  view.setUint8(8, 0x80 | (view.getUint8(8) & 0x3f));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const WITHOUT_TOKEN = /^\/api\/v1\/(session$|session\/(refresh|service)$|public\/)/;

const house: Middleware = {
  async onRequest({ request }) {
    request.headers.set('Accept-Language', language.value);
    if (request.method !== 'GET' && !request.headers.has('Idempotency-Key')) {
      request.headers.set('Idempotency-Key', newId());
    }
    const anonymous = WITHOUT_TOKEN.test(new URL(request.url).pathname) && request.method !== 'DELETE';
    if (anonymous) return request;
    const check = whileActing();
    const token = await bearer();
    check();
    // Without a token the answer could only be a refusal that is none: the line is away, or the session has ended.
    if (!token && session.peek()) throw new Away('no token');
    if (token) request.headers.set('Authorization', `Bearer ${token}`);
    return request;
  },
};

/** Sends; where the access token ended meanwhile, renews it and sends once more. */
async function send(request: Request, behind = false): Promise<Response> {
  const again = request.clone();
  const response = await reach(request, behind);
  if (response.status !== 401 || !request.headers.has('Authorization')) return response;
  const token = await renew(request.headers.get('Authorization')?.slice('Bearer '.length));
  if (!token) return response;
  again.headers.set('Authorization', `Bearer ${token}`);
  return reach(again, behind);
}

/** Of a request that nobody waits for: whatever is asked for meanwhile goes before it. */
export interface Behind {
  fetch: (request: Request) => Promise<Response>;
  signal: AbortSignal;
}

export function behindOthers(signal: AbortSignal): Behind {
  return { fetch: (request) => send(request, true), signal };
}

async function reach(request: Request, behind: boolean): Promise<Response> {
  const sentAt = Date.now();
  const stop = watchLine(behind);
  try {
    const response = await fetch(request);
    heard(response, sentAt);
    return response;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    unheard();
    throw new Away('offline');
  } finally {
    stop();
  }
}

export const api = createClient<paths>({ baseUrl: '/api/v1', fetch: (request) => send(request) });
api.use(house);

interface Answered<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/** The view of an answer. Throws Refusal, or Away where nobody answered. */
export async function view<Data>(answer: Promise<Answered<Data>>): Promise<Data> {
  const { data, error, response } = await answer;
  if (response.ok) return data as Data;
  throw refusalOf(response.status, error);
}

export function refusalOf(status: number, problem: unknown): Refusal | Away {
  if (status === 502 || status === 503 || status === 504) return new Away(String(status));
  const body = (typeof problem === 'object' && problem !== null ? problem : {}) as Record<string, unknown>;
  return new Refusal(
    status,
    text(body['code'], `http.${status}`),
    text(body['title'], String(status)),
    text(body['detail'], text(body['title'], String(status))),
    (body['fields'] ?? {}) as Record<string, unknown>,
    (body['errors'] ?? []) as FieldError[],
  );
}

function text(value: unknown, otherwise: string): string {
  return typeof value === 'string' && value ? value : otherwise;
}

/** All items of a list, part by part; `most` keeps a mistake from asking for ever. */
export async function every<Item>(
  part: (cursor: string | undefined) => Promise<{ items: Item[]; next?: string | null }>,
  most = 10_000,
): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await part(cursor);
    items.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor && items.length < most);
  return items;
}
