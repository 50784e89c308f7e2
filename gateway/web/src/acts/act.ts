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
  body: Record<string, unknown>;
  headers: Record<string, string>;
  /** Under which charge it was done; delivered under no other. */
  chargeId: string | null;
  /** ISO 8601 with zone. */
  occurredAt: string;
  /** Key of the text that it carries, so that a refusal is shown beside it. */
  textKey: string | null;
  /** For the list: subject or number of what it is about. */
  about: string;
  state: 'waiting' | 'refused';
  refusal: { code: string; title: string; detail: string; fields: Record<string, unknown> } | null;
}
