// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openStore } from '../../store/db';
import { session } from '../../api/session';
import { AgentAway, AgentRefusal, certificatesOf, comparable, findAgent, pair } from './agent';

const ORIGIN = 'http://127.0.0.1:8791';
type Answers = Record<string, { status?: number; body?: unknown } | 'away'>;
const asked: { url: string; key: string | null }[] = [];

function answering(answers: Answers): void {
  vi.stubGlobal('fetch', (url: string, options: RequestInit = {}) => {
    asked.push({ url, key: new Headers(options.headers).get('Authorization') });
    const answer = answers[url.replace(ORIGIN, '')];
    if (!answer || answer === 'away') return Promise.reject(new TypeError('failed to fetch'));
    return Promise.resolve(new Response(JSON.stringify(answer.body ?? {}), { status: answer.status ?? 200 }));
  });
}

const HERE: Answers = {
  '/surroundings.json': { body: { signer_origin: ORIGIN } },
  '/state': { body: { agent: 'patravali-signer', version: 1, paired: false } },
};

beforeEach(async () => {
  asked.length = 0;
  const person = { id: crypto.randomUUID() } as NonNullable<typeof session.value>['person'];
  session.value = { person, charges: [], posts: [], chargeId: 'c1', mustChangePassword: false };
  await openStore(person.id);
});
afterEach(() => {
  vi.unstubAllGlobals();
  session.value = null;
});

describe('the agent', () => {
  it('is away where it does not run, where the installation names none, and where another program answers', async () => {
    answering({ ...HERE, '/state': 'away' });
    await expect(findAgent()).rejects.toBeInstanceOf(AgentAway);

    answering({ ...HERE, '/surroundings.json': { body: { signer_origin: '' } } });
    await expect(findAgent()).rejects.toBeInstanceOf(AgentAway);

    answering({ ...HERE, '/state': { body: { agent: 'something else' } } });
    await expect(findAgent()).rejects.toBeInstanceOf(AgentAway);
  });

  it('is paired once, and remembered', async () => {
    answering({ ...HERE, '/pairing': { body: { key: 'k1' } }, '/certificates': { body: { items: [] } } });
    const found = await findAgent();
    expect(found.key).toBeNull();

    const paired = await pair(found, '1234 5678');
    await certificatesOf(paired);
    answering({ ...HERE, '/state': { body: { agent: 'patravali-signer', paired: true } } });

    expect((await findAgent()).key).toBe('k1');
    expect(asked.at(-1)).toEqual({ url: `${ORIGIN}/state`, key: 'Bearer k1' });
  });

  it('is paired anew after it was started anew', async () => {
    answering({ ...HERE, '/pairing': { body: { key: 'old' } } });
    await pair(await findAgent(), '1');

    expect((await findAgent()).key).toBeNull();
  });

  it('tells its refusals in both languages', async () => {
    answering({ ...HERE, '/pairing': { status: 403, body: { code: 'wrong_code', hindi: 'कोड सही नहीं है।', english: 'Wrong.' } } });

    const refused = pair(await findAgent(), '0');

    await expect(refused).rejects.toBeInstanceOf(AgentRefusal);
    await expect(refused).rejects.toMatchObject({ code: 'wrong_code', hindi: 'कोड सही नहीं है।' });
  });
});

it('shows the beginning of the digest in the groups of the agent', () => {
  expect(comparable(btoa('\x01\x23\x45\x67\x89\xab\xcd\xef\xff\xff'))).toBe('0123 4567 89ab cdef');
});
