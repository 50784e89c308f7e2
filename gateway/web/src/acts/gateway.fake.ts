// A gateway as far as acts see one: sessions, one effect for each command id and body, refusals, and a line that fails.

interface Command {
  path: string;
  id: string;
  body: Record<string, unknown>;
  person: string;
  charge: string | null;
}

type Line = 'up' | 'down' | 'answer lost';

export class FakeGateway {
  /** What took effect, in order. */
  effects: Command[] = [];
  /** Every command that arrived. */
  arrived: string[] = [];
  /** How the next requests go; `up` when none is left. */
  line: Line[] = [];
  isDown = false;
  /** Paths that are refused with this code. */
  refused = new Map<string, string>();
  charges = ['charge-1', 'charge-2'];
  person = 'person-1';
  charge: string | null = 'charge-1';
  isSessionOver = false;
  private results = new Map<string, { body: string; view: unknown }>();

  fetch = async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const request = input instanceof Request ? input : new Request(new URL(String(input), 'http://localhost'), init);
    const path = new URL(request.url).pathname.replace('/api/v1', '');
    const went = this.isDown ? 'down' : (this.isCommand(path) && this.line.shift()) || 'up';
    if (went === 'down') throw new TypeError('Failed to fetch');
    const answer = await this.answer(path, request);
    if (went === 'answer lost') throw new TypeError('Failed to fetch');
    return answer;
  };

  private isCommand(path: string): boolean {
    return !/^\/(session|me|livez|messages)/.test(path);
  }

  private async answer(path: string, request: Request): Promise<Response> {
    const text = await request.text();
    const body = (text ? JSON.parse(text) : {}) as Record<string, unknown>;
    if (path === '/livez') return json(200, { status: 'live' });
    if (path === '/session' && request.method === 'DELETE') return new Response(null, { status: 204 });
    if (path === '/session') {
      this.person = String(body['user_name']);
      this.isSessionOver = false;
      return json(200, this.signedIn(this.charge));
    }
    if (path === '/session/refresh') return this.isSessionOver ? problem(401, 'session.ended') : json(200, this.signedIn(this.charge));
    if (path === '/me') return json(200, { posts: [] });
    const claims = claimsOf(request);
    if (this.isSessionOver || !claims) return problem(401, 'auth.token_expired');
    if (path === '/session/charge') return this.choose(body);
    return this.command({ path, id: String(request.headers.get('Idempotency-Key')), body, person: claims.sub, charge: claims.chg });
  }

  private choose(body: Record<string, unknown>): Response {
    const wanted = String(body['charge_id']);
    if (!this.charges.includes(wanted)) return problem(409, 'charge.not_current');
    if (body['lasting'] !== false) this.charge = wanted;
    return json(200, this.signedIn(wanted));
  }

  private command(command: Command): Response {
    this.arrived.push(command.id);
    const body = JSON.stringify(command.body);
    const before = this.results.get(command.id);
    if (before) return before.body === body ? json(200, before.view) : problem(422, 'command.body_mismatch');
    if (command.charge && !this.charges.includes(command.charge)) return problem(403, 'charge.not_held');
    const code = this.refused.get(command.path);
    if (code) return problem(409, code);
    const view = { id: command.id, at: this.effects.length };
    this.results.set(command.id, { body, view });
    this.effects.push(command);
    return json(201, view);
  }

  private signedIn(charge: string | null) {
    const name = { name_hi: this.person, name_en: this.person, user_name: this.person };
    return {
      access_token: `h.${btoa(JSON.stringify({ sub: this.person, chg: charge, n: Math.random() }))}.s`,
      expires_at: new Date(Date.now() + 600_000).toISOString(),
      person: { id: this.person, ...name },
      charges: this.charges.map((id) => ({ id, post_id: `post-of-${id}` })),
      charge_id: charge,
    };
  }
}

function claimsOf(request: Request): { sub: string; chg: string | null } | null {
  const token = request.headers.get('Authorization')?.split('.')[1];
  return token ? (JSON.parse(atob(token)) as { sub: string; chg: string | null }) : null;
}

function json(status: number, body: unknown): Response {
  const headers = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', Date: new Date().toUTCString() };
  return new Response(JSON.stringify(body), { status, headers });
}

function problem(status: number, code: string): Response {
  return json(status, { code, title: code, detail: `the server's words on ${code}`, fields: {} });
}
