import { expect, it } from 'vitest';
import type { FileView, Paper } from '../views';
import { type Matrix, can, candidates, nextReminder, toAwait } from './views';

const aRow = (addressee: number, state: string, ...receipts: string[]) => ({
  addressee,
  name: `तहसीलदार ${addressee}`,
  state,
  due_on: null,
  is_overdue: false,
  reason: '',
  reminders: 0,
  replies: receipts.map((receipt_id) => ({ receipt_id, diary_number: receipt_id, received_on: '2026-03-02', is_partial: false })),
});
const matrix = {
  letter_id: 'l',
  file_id: 'f',
  rows: [aRow(1, 'received', 'r1'), aRow(2, 'awaited'), aRow(3, 'not_needed')],
  reminders: [{ number: 1 }],
  allowed_actions: ['record_reply'],
} as unknown as Matrix;
const aPaper = (receipt_id: string | null, detached: object | null = null) => ({ receipt_id, detached }) as unknown as Paper;
const aFile = (id: string) => ({ id }) as unknown as FileView;

it('offers as replies the receipts of the file that are nobody’s yet, the newest first', () => {
  const papers = [aPaper('r1'), aPaper('r2'), aPaper(null), aPaper('r3', { reason: 'अन्य' }), aPaper('r4')];

  expect(candidates(papers, [matrix]).map((paper) => paper.receipt_id)).toEqual(['r4', 'r2']);
});

it('awaits replies of all that have not answered in full', () => {
  expect(toAwait(matrix).map((row) => row.addressee)).toEqual([2, 3]);
});

it('offers the acts where the replies come in, and not in an earlier volume', () => {
  expect(can(aFile('f'), matrix, 'record_reply')).toBe(true);
  expect(can(aFile('earlier'), matrix, 'record_reply')).toBe(false);
  expect(can(aFile('f'), matrix, 'draft_reminder')).toBe(false);
});

it('names the reminder that comes after those that were made', () => {
  expect(nextReminder(matrix)).toBe(2);
});
