// The signing agent on this PC (clients/signer): it holds the officer's token and asks for the PIN in its own window.
// The page finds it at the one address that the installation names, and shows it the code that pairs the two.
import { type Schemas, refusalOf } from '../../api/client';
import { peekView, putView } from '../../store/views';

export interface TokenCertificate {
  sha256: string;
  common_name: string;
  issuer: string;
  not_before: string;
  not_after: string;
  mechanism: string;
  pem: string;
  /** Certificates of authorities that the token holds besides. */
  chain_pem: string;
}

/** It does not run, or the browser did not let the page reach it. */
export class AgentAway extends Error {}

/** What it refused, in both languages. */
export class AgentRefusal extends Error {
  constructor(
    readonly code: string,
    readonly hindi: string,
    readonly english: string,
  ) {
    super(code);
  }
}

const KEPT = 'signer:key';
/** Milliseconds. The browser may ask the user first whether the page may reach this device. */
const ANSWER = 60_000;
/** The agent itself gives up waiting for the officer before that. */
const SIGNING = 240_000;

export interface Agent {
  origin: string;
  /** Absent until the officer has typed the code. */
  key: string | null;
}

/** Where the agent answers, and whether this page is paired with it. Throws AgentAway. */
export async function findAgent(): Promise<Agent> {
  const origin = await agentOrigin();
  const key = (await peekView<string>(KEPT)) ?? null;
  const state = await ask<{ agent: string; paired: boolean }>({ origin, key }, 'GET', '/state');
  if (state.agent !== 'patravali-signer') throw new AgentAway('another program answers there');
  // An agent that was started anew has another key.
  return { origin, key: state.paired ? key : null };
}

/** Throws AgentRefusal, AgentAway. */
export async function pair(agent: Agent, code: string): Promise<Agent> {
  const { key } = await ask<{ key: string }>(agent, 'POST', '/pairing', { code });
  // Among what signing out deletes.
  await putView(KEPT, key);
  return { ...agent, key };
}

export async function certificatesOf(agent: Agent): Promise<TokenCertificate[]> {
  return (await ask<{ items: TokenCertificate[] }>(agent, 'GET', '/certificates')).items;
}

/** The officer reads number and subject in the agent's window, and gives the PIN there. Base64 of the signature. */
export async function sign(
  agent: Agent,
  session: Schemas['SigningView'],
  letter: { number: string; subject: string },
): Promise<string> {
  const { number, subject } = letter;
  const made = await ask<{ signature: string }>(agent, 'POST', '/signatures', { session, letter: { number, subject } }, SIGNING);
  return made.signature;
}

/** Groups of the digest of what is signed, as the agent's window shows them. */
export function comparable(digest: string): string {
  const bytes = Uint8Array.from(atob(digest), (character) => character.charCodeAt(0));
  const text = [...bytes.slice(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return text.replace(/(.{4})(?=.)/g, '$1 ');
}

async function agentOrigin(): Promise<string> {
  const answer = await fetch('/surroundings.json', { cache: 'no-cache' }).catch(() => null);
  const found = answer?.ok ? ((await answer.json()) as { signer_origin?: string }).signer_origin : '';
  if (!found) throw new AgentAway('this installation names no agent');
  return found;
}

async function ask<Answer>(agent: Agent, method: string, path: string, body?: unknown, patience = ANSWER): Promise<Answer> {
  const headers: Record<string, string> = agent.key ? { Authorization: `Bearer ${agent.key}` } : {};
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  let answer: Response;
  try {
    answer = await fetch(agent.origin + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(patience),
    });
  } catch {
    throw new AgentAway(path);
  }
  const told: unknown = await answer.json().catch(() => null);
  if (answer.ok) return told as Answer;
  const refusal = told as { code?: string; hindi?: string; english?: string } | null;
  if (refusal?.code) throw new AgentRefusal(refusal.code, refusal.hindi ?? '', refusal.english ?? '');
  throw refusalOf(answer.status, told);
}
