import type { KeptRows } from '../store/db';

/** What one asked for: kept on this PC until the server has answered, delivered in order within its queue. */
export interface Act {
  /** The command's id (Idempotency-Key): sent again, it takes effect once. Time-ordered. */
  id: string;
  /** Acts of one queue go one after the other; a file's id, a receipt's id, or the act's own. */
  queue: string;
  /** What it is, for the list that the user sees: an operation's name, as `forward_file`. */
  kind: string;
  method: 'POST' | 'PUT' | 'DELETE';
  /** Below /api/v1. */
  path: string;
  /** What the operation takes, with custody_number where the thing has one; no version in If-Match (see acts/index). */
  body: Record<string, unknown>;
  headers: Record<string, string>;
  /** Whose it is: delivered in nobody else's name. */
  personId: string;
  /** Under which charge it was done; delivered under no other. */
  chargeId: string | null;
  /** ISO 8601 with zone, by the server's clock as far as this PC knows it. */
  occurredAt: string;
  /** Key of the text that it carries, so that a refusal is shown beside it. */
  textKey: string | null;
  /** That text as its editor keeps it, to be put back there where the act is refused. */
  text: unknown;
  /** For the list: subject or number of what it is about. */
  about: string;
  /** Milliseconds since 1970; not delivered before, so that it can be taken back. */
  notBefore: number;
  /** When it was sent for the first time; from then on it may have taken effect and cannot be taken back. */
  sentAt: number | null;
  state: 'waiting' | 'refused';
  refusal: Refused | null;
}

export interface Refused {
  status: number;
  code: string;
  title: string;
  detail: string;
  fields: Record<string, unknown>;
}

type Filled = 'id' | 'state' | 'refusal' | 'occurredAt' | 'personId' | 'chargeId' | 'sentAt' | 'notBefore';
type Usual = 'queue' | 'headers' | 'textKey' | 'text';
/**
 * An act as a screen asks for it. Without `queue` it waits for nothing and nothing waits for it; `holdFor` (milliseconds)
 * keeps it here so that it can be taken back.
 */
export type NewAct = Omit<Act, Filled | Usual> & Partial<Pick<Act, Usual>> & { holdFor?: number };

/** A row that is written in the same transaction as the act, made at that moment: both are on the PC, or neither. */
export type Beside = () => KeptRows;

export type Outcome<View = unknown> =
  | { state: 'done'; id: string; view: View }
  /** Kept on this PC; it will be delivered. */
  | { state: 'queued'; id: string }
  | { state: 'refused'; id: string; refusal: Refused };

/** What came of sending one. */
export type Verdict =
  | { kind: 'done'; view: unknown }
  | { kind: 'refused'; refusal: Refused }
  /** Nobody answered, or nobody could. `line`: nothing else gets through either; `after` in milliseconds. */
  | { kind: 'away'; line: boolean; after?: number; refusal?: Refused };

/** Acts that nobody asked for in so many words; where they are refused there is nothing to tell, and nothing to stop. */
const UNASKED = ['open_file', 'open_receipt', 'open_consultation', 'return_custody_lease'];

export function isUnasked(act: Pick<Act, 'kind'>): boolean {
  return UNASKED.includes(act.kind);
}
