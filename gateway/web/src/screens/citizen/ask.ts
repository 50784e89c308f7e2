// The one question of this page. Nobody is signed in, so it has a client of its own without session and store.
import createClient from 'openapi-fetch';
import type { components, paths } from '../../api/schema';
import { language } from '../../i18n';

export type Standing = components['schemas']['ReceiptStatusView'];

/** What is printed on the acknowledgement. */
export interface Slip {
  number: string;
  code: string;
}

export type Answer =
  | { kind: 'found'; standing: Standing }
  | { kind: 'not_found' }
  | { kind: 'too_often' }
  | { kind: 'wrong_codes'; minutes: number }
  | { kind: 'away' };

/** What the slip's QR code gives. */
export function slipOf(search: string): Slip {
  const given = new URLSearchParams(search);
  return { number: (given.get('number') ?? '').trim(), code: (given.get('code') ?? '').trim() };
}

const WRONG_CODES = 'receipt.too_many_wrong_codes';

/** A number that is wrong, a code that is wrong and a code that can be none get the same answer. */
export async function ask({ number, code }: Slip, fetcher: typeof fetch = fetch): Promise<Answer> {
  const client = createClient<paths>({ baseUrl: '/api/v1', fetch: (request) => fetcher(request) });
  try {
    const { data, error, response } = await client.GET('/public/receipts/status', {
      params: { query: { number: number.trim(), code: code.trim() } },
      headers: { 'Accept-Language': language.value },
    });
    if (data) return { kind: 'found', standing: data };
    if (error?.code === WRONG_CODES) {
      return { kind: 'wrong_codes', minutes: Math.ceil(Number(response.headers.get('Retry-After') ?? 60) / 60) };
    }
    if (response.status === 429) return { kind: 'too_often' };
    return { kind: response.status < 500 ? 'not_found' : 'away' };
  } catch {
    return { kind: 'away' };
  }
}
