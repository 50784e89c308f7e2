// What the screen of a file shows, each part under a key of its own; who keeps a file on the PC loads the same ones.
import { type Behind, type Schemas, api, every, view, whileActing } from '../../api/client';
import { type Opening, brought, hasJustCome } from '../../api/opening';
import { bearer } from '../../api/session';
import { isThin, untilCalm } from '../../shell/calm';
import { useView } from '../../store/views';

export type FileView = Schemas['FileView'];
export type NoteView = Schemas['NoteView'];
export type Paper = Schemas['CorrespondenceView'];
export type DraftView = Schemas['DraftView'];
export type LetterView = Schemas['LetterView'];
export type History = Schemas['HistoryView'];
export type Consultation = Schemas['ConsultationView'];
export type Case = Schemas['CaseView'];

const PART = 200;

interface Load<Value> {
  key: string;
  /** `how`: behind what somebody waits for. */
  load: (how?: Behind) => Promise<Value>;
}

const at = (file_id: string) => ({ path: { file_id } });
const from = (cursor: string | undefined) => (cursor ? { limit: PART, cursor } : { limit: PART });

/** What came with the session, under the charge under which it is wanted. */
async function first<Part extends keyof Opening>(id: string, part: Part): Promise<Opening[Part] | undefined> {
  const check = whileActing();
  const found = await brought(id, part);
  check();
  return found;
}

export const fileOf = (id: string): Load<FileView> => ({
  key: `file:${id}`,
  load: async (how) => (await first(id, 'file')) ?? view(api.GET('/files/{file_id}', { params: at(id), ...how })),
});

export const notesOf = (id: string): Load<NoteView[]> => ({
  key: `file:${id}:notes`,
  load: (how) =>
    every(
      async (cursor) =>
        (cursor ? undefined : await first(id, 'notes')) ??
        view(api.GET('/files/{file_id}/notes', { params: { ...at(id), query: from(cursor) }, ...how })),
    ),
});

export const papersOf = (id: string): Load<Paper[]> => ({
  key: `file:${id}:papers`,
  load: (how) =>
    every(
      async (cursor) =>
        (cursor ? undefined : await first(id, 'correspondence')) ??
        view(api.GET('/files/{file_id}/correspondence', { params: { ...at(id), query: from(cursor) }, ...how })),
    ),
});

export const consultationsOf = (id: string): Load<Consultation[]> => ({
  key: `file:${id}:consultations`,
  load: () =>
    every((cursor) => view(api.GET('/files/{file_id}/consultations', { params: { ...at(id), query: from(cursor) } }))),
});

export const caseOf = (id: string): Load<Schemas['FileCaseView']> => ({
  key: `file:${id}:case`,
  load: () => view(api.GET('/files/{file_id}/case', { params: at(id) })),
});

export type Decision = Schemas['MeetingDecisionView'];

export const decisionsOf = (id: string): Load<Decision[]> => ({
  key: `file:${id}:decisions`,
  load: () => every((cursor) => view(api.GET('/files/{file_id}/decisions', { params: { ...at(id), query: from(cursor) } }))),
});

export const relatedOf = (id: string): Load<Schemas['RelatedFilesView']> => ({
  key: `file:${id}:related`,
  load: () => view(api.GET('/files/{file_id}/related', { params: at(id) })),
});

export const draftsOf = (id: string): Load<DraftView[]> => ({
  key: `file:${id}:drafts`,
  load: () => every((cursor) => view(api.GET('/files/{file_id}/drafts', { params: { ...at(id), query: from(cursor) } }))),
});

export const lettersOf = (id: string): Load<LetterView[]> => ({
  key: `file:${id}:letters`,
  load: () => every((cursor) => view(api.GET('/letters', { params: { query: { file_id: id, ...from(cursor) } } }))),
});

export const repliesOf = (id: string): Load<Schemas['ReplyMatrixView'][]> => ({
  key: `file:${id}:replies`,
  load: () => every((cursor) => view(api.GET('/files/{file_id}/replies', { params: { ...at(id), query: from(cursor) } }))),
});

export const historyOf = (id: string): Load<History> => ({
  key: `file:${id}:history`,
  load: () => view(api.GET('/files/{file_id}/history', { params: at(id) })),
});

export const readersOf = (id: string): Load<Schemas['ReadersView']> => ({
  key: `file:${id}:readers`,
  load: () => view(api.GET('/files/{file_id}/readers', { params: at(id) })),
});

export const versionsOf = (draftId: string): Load<Schemas['DraftVersionView'][]> => ({
  key: `draft:${draftId}:versions`,
  load: () =>
    every((cursor) =>
      view(api.GET('/drafts/{draft_id}/versions', { params: { path: { draft_id: draftId }, query: from(cursor) } })),
    ),
});

/** Milliseconds: longer than it takes to ask for what the first page needs, shorter than its answer takes. */
const A_MOMENT = 300;
const aMoment = () => new Promise<void>((resolve) => (hasJustCome() ? resolve() : setTimeout(resolve, A_MOMENT)));

/** The same, on a thin line asked for a moment later: its answer comes while the picture of the first page is awaited. */
export const soon = <Value>({ key, load }: Load<Value>): Load<Value> => ({
  key,
  // From when the others are on the line: after a start they wait for the session.
  load: () => (isThin() ? after(bearer().then(aMoment), load) : load()),
});

/** The same, asked for when nothing else is under way that somebody waits for. */
export const behind = <Value>({ key, load }: Load<Value>): Load<Value> => soon({ key, load: () => after(untilCalm(), load) });

async function after<Value>(wait: Promise<unknown>, load: () => Promise<Value>): Promise<Value> {
  const check = whileActing();
  await wait;
  check();
  return load();
}

/** Whether the server lets the actor do this with it now. */
export function may(of: { allowed_actions?: string[] }, act: string): boolean {
  return of.allowed_actions?.includes(act) ?? false;
}

/** All that is needed to read and note on a file without a line. */
export const wholeOf = (id: string): Load<unknown>[] => [
  fileOf(id),
  notesOf(id),
  papersOf(id),
  consultationsOf(id),
  draftsOf(id),
  lettersOf(id),
  historyOf(id),
  caseOf(id),
  relatedOf(id),
];

export function useLoaded<Value>({ key, load }: Load<Value>) {
  return useView(key, () => load()).value;
}
