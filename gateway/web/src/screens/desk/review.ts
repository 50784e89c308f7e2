// What is done to several things at once, and what of it the server allows for each.
import { type NewAct, onFile } from '../../acts';
import type { Desk } from '../../parts/PostPicker';
import { type Marking, UNMARKED, forwardAct } from '../../parts/ForwardDialog';
import { type DraftView, type FileView, may } from '../file/views';
import { type Row, aboutOf } from './rows';

export type Decision = 'kept' | 'dropped';
export type Decisions = ReadonlyMap<string, Decision>;

/** The next row after `at` that nobody has decided on, going round; null where all are decided. */
export function nextOpen(rows: Row[], decisions: Decisions, at: number): number | null {
  for (let step = 1; step <= rows.length; step += 1) {
    const index = (at + step) % rows.length;
    const row = rows[index];
    if (row && !decisions.has(row.id)) return index;
  }
  return null;
}

export function kept(rows: Row[], decisions: Decisions): Row[] {
  return rows.filter((row) => decisions.get(row.id) === 'kept');
}

/** One act for each thing that was kept. */
export function forwarding(rows: Row[], marking: Marking) {
  return rows.map((row) => ({
    id: row.id,
    about: aboutOf(row),
    acts: [forwardAct({ ...row, custodyNumber: row.custody_number }, marking)],
  }));
}

/** How a file can be approved now: its drafts, or a note that says so where none waits; null where neither. */
export function approvalOf(file: FileView, drafts: DraftView[]): { drafts: DraftView[] } | { note: true } | null {
  const waiting = drafts.filter((each) => may(each, 'approve_draft'));
  if (waiting.length > 0) return { drafts: waiting };
  return may(file, 'add_note') ? { note: true } : null;
}

/** Why a thing is left out of an approval: receipts have none; what was not read is not approved; the server says no. */
export type LeftOut = 'receipt' | 'not_read' | 'not_now';

export function leftOut(row: Row, file: FileView | undefined, drafts: DraftView[] | undefined): LeftOut | null {
  if (row.kind === 'receipt') return 'receipt';
  if (!file || !drafts) return 'not_read';
  return approvalOf(file, drafts) ? null : 'not_now';
}

/** Where the files go once they are approved: nowhere, each back to the desk that began it, or all to one desk. */
export type Onwards = null | 'back' | Desk;

/** The acts that approve one file, each of its drafts, and, where asked, send it on. */
export function approving(file: FileView, drafts: DraftView[], sentence: string, onwards: Onwards): NewAct[] {
  const approval = approvalOf(file, drafts);
  if (!approval) return [];
  const about = `${file.number} · ${file.subject}`;
  const acts =
    'drafts' in approval
      ? approval.drafts.map((draft) =>
          onFile(file, {
            kind: 'approve_draft',
            path: `/drafts/${draft.id}/approve`,
            body: { base_version: draft.version },
            about,
          }),
        )
      : [
          onFile(file, {
            kind: 'add_note',
            path: `/files/${file.id}/notes`,
            body: { kind: 'green', paragraphs: [sentence] },
            about,
          }),
        ];
  const to = onwards === 'back' ? backTo(file) : onwards;
  if (!to || to.post_id === file.holder.post_id) return acts;
  const item = {
    kind: 'file' as const,
    id: file.id,
    number: file.number,
    subject: file.subject,
    custodyNumber: file.custody_number,
  };
  return [...acts, forwardAct(item, { to, ...UNMARKED })];
}

/** The desk that began it, or the level through which the server says that it comes back before. */
function backTo(file: FileView): Desk {
  return { ...(file.returns_through?.[0]?.post ?? file.created_by.post), holders: [] };
}
