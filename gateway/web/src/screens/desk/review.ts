// What is done to several things at once, and what of it the server allows for each.
import { type NewAct, onFile } from '../../acts';
import type { Desk } from '../../parts/PostPicker';
import { type Marking, forwardAct } from '../../parts/ForwardDialog';
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

/** How a file can be approved now: its draft, or a note that says so where no draft waits; null where neither. */
export function approvalOf(file: FileView, drafts: DraftView[]): { draft: DraftView } | { note: true } | null {
  const draft = drafts.find((each) => may(each, 'approve_draft'));
  if (draft) return { draft };
  return may(file, 'add_note') ? { note: true } : null;
}

/** The acts that approve one file and, where asked, send it on. */
export function approving(file: FileView, drafts: DraftView[], sentence: string, to: Desk | null): NewAct[] {
  const approval = approvalOf(file, drafts);
  if (!approval) return [];
  const about = `${file.number} · ${file.subject}`;
  const act =
    'draft' in approval
      ? onFile(file, {
          kind: 'approve_draft',
          path: `/drafts/${approval.draft.id}/approve`,
          body: { base_version: approval.draft.version },
          about,
        })
      : onFile(file, {
          kind: 'add_note',
          path: `/files/${file.id}/notes`,
          body: { kind: 'green', paragraphs: [sentence] },
          about,
        });
  if (!to) return [act];
  const onwards = {
    kind: 'file' as const,
    id: file.id,
    number: file.number,
    subject: file.subject,
    custodyNumber: file.custody_number,
  };
  return [act, forwardAct(onwards, { to, remarks: '', urgency: '', dueOn: '' })];
}
