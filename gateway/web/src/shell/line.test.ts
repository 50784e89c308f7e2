// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { heard, online, probe, serverNow, unheard } from './line';

const NOON = Date.parse('2026-11-22T06:30:00.000Z');

function answer(body = '{}', type = 'application/json', date = NOON): Response {
  const headers = { 'content-type': type, date: new Date(date).toUTCString(), 'cache-control': 'no-store' };
  return new Response(body, { headers });
}

/** A server that answers in turn as told, and then as the last time. */
function serverThat(...turns: (() => Response)[]) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (input: string) => {
    asked.push(input);
    return (turns.length > 1 ? turns.shift() : turns[0])?.();
  });
  return asked;
}

const silent = () => {
  throw new TypeError('Failed to fetch');
};

beforeEach(() => {
  vi.useFakeTimers({ now: NOON });
  heard(answer(), NOON);
});
afterEach(() => vi.useRealTimers());

describe('the line', () => {
  it('is away after a request that nobody answered, and back after one that somebody did', () => {
    unheard();
    const away = online.value;
    heard(answer(), NOON);

    expect([away, online.value]).toEqual([false, true]);
  });

  it('is asked for by itself while it is away, ever more rarely', async () => {
    const asked = serverThat(silent);
    unheard();

    await vi.advanceTimersByTimeAsync(2_000 + 4_000 + 8_000);

    expect(asked).toEqual(['/livez', '/livez', '/livez']);
    expect(online.value).toBe(false);
  });

  it('is found again without anybody doing anything', async () => {
    serverThat(silent, () => answer());
    unheard();

    await vi.advanceTimersByTimeAsync(2_000 + 4_000);

    expect(online.value).toBe(true);
  });

  it('is not taken for there where a hotel answers instead of the server', async () => {
    serverThat(() => answer('<h1>Welcome</h1>', 'text/html'));

    expect(await probe()).toBe(false);
  });
});

describe("the server's clock", () => {
  it('is known to the second though that of the PC is wrong by an hour', () => {
    heard(answer('{}', 'application/json', NOON + 3_600_000), NOON);

    expect(serverNow() - (NOON + 3_600_000)).toBeGreaterThanOrEqual(0);
    expect(serverNow() - (NOON + 3_600_000)).toBeLessThanOrEqual(1_000);
  });

  it('is not read from an answer that lay in a cache', () => {
    const old = answer('{}', 'application/json', NOON - 86_400_000);
    old.headers.set('cache-control', 'private, max-age=31536000');

    heard(old, NOON);

    expect(serverNow()).toBeGreaterThanOrEqual(NOON);
  });

  it('is never thought to be behind what it said, and gets no worse by a slow answer', () => {
    heard(answer(), NOON - 5_000);
    const after = serverNow();

    expect(after).toBeGreaterThanOrEqual(NOON);
    expect(after).toBeLessThanOrEqual(NOON + 1_000);
  });
});
