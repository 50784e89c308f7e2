// Replies to the letters of a file, and the acts on them.
import { onFile } from '../../../acts';
import { useAttempt } from '../../../acts/attempt';
import type { Schemas } from '../../../api/client';
import { reloadViews } from '../../../store/views';
import type { FileView, Paper } from '../views';

export type Matrix = Schemas['ReplyMatrixView'];
export type Row = Schemas['ReplyRowView'];

/** The five states that have words; of a later one nothing is said. */
export const STATES = ['not_awaited', 'awaited', 'partial', 'received', 'not_needed'] as const;
export type Known = (typeof STATES)[number];

export function isKnown(state: string): state is Known {
  return STATES.some((known) => known === state);
}

/** An act is offered where the replies come in in the very file that is looked at. */
export function can(file: FileView, matrix: Matrix, act: string): boolean {
  return matrix.file_id === file.id && (matrix.allowed_actions?.includes(act) ?? false);
}

/** Of whom a reply may be awaited: all that have not answered in full. */
export function toAwait(matrix: Matrix): Row[] {
  return matrix.rows.filter((row) => row.state !== 'received');
}

/** Receipts of the file that are nobody's reply yet, the newest first. */
export function candidates(papers: readonly Paper[], matrices: readonly Matrix[]): Paper[] {
  const named = new Set(matrices.flatMap(({ rows }) => rows.flatMap(({ replies }) => replies.map((reply) => reply.receipt_id))));
  return papers.filter(({ receipt_id, detached }) => receipt_id && !detached && !named.has(receipt_id)).reverse();
}

/** The next reminder's number, as the server will give it. */
export function nextReminder(matrix: Matrix): number {
  return (matrix.reminders?.length ?? 0) + 1;
}

/** How to send an act on the replies to a letter. */
export function useReplyAct(file: FileView, matrix: Matrix) {
  const attempt = useAttempt();
  return async <View = unknown>(kind: string, path: string, body: Record<string, unknown>) => {
    const outcome = await attempt<View>(onFile(file, { kind, path: `/letters/${matrix.letter_id}/${path}`, body }));
    if (outcome.state === 'done') reloadViews('awaited:');
    return outcome;
  };
}
