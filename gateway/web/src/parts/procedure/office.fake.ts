// For tests: a person who is signed in at this PC, before a gateway that answers what the test says.
import { vi } from 'vitest';
import { type Session, session, standing } from '../../api/session';
import { openStore } from '../../store/db';

type Answer = (path: string, request: Request) => Response | Promise<Response>;

let people = 0;

/**
 * Signs in this person, or one who has seen nothing here yet. `answer` gets path and request; where it throws, the line
 * is away.
 */
export async function signedIn(answer: Answer, person = `person-${(people += 1)}`): Promise<string> {
  const access_token = `head.${btoa(JSON.stringify({ sub: person, chg: 'c1' }))}.signature`;
  const own = { person: { id: person, name_hi: 'अ', name_en: 'A' }, charges: [], charge_id: 'c1', access_token };
  const signed = { ...own, expires_at: '2199-01-01T00:00:00Z' };
  vi.stubGlobal('fetch', async (input: Request | string, init?: RequestInit) => {
    const request = new Request(new URL(String(input instanceof Request ? input.url : input), 'http://office.test'), input instanceof Request ? input : init);
    const path = new URL(request.url).pathname.replace('/api/v1', '');
    if (path === '/session/refresh') return Response.json(signed);
    if (path === '/me') return Response.json({ posts: [] });
    return answer(path, request);
  });
  await openStore(person);
  session.value = { ...signed, posts: [], chargeId: 'c1', mustChangePassword: false } as unknown as Session;
  standing.value = 'in';
  return person;
}
