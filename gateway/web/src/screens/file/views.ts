// What the screen of a file shows, each part under a key of its own; who keeps a file on the PC loads the same ones.
import { type Schemas, api, every, view } from '../../api/client';
import { useView } from '../../store/views';

export type FileView = Schemas['FileView'];
export type NoteView = Schemas['NoteView'];
export type Paper = Schemas['CorrespondenceView'];
export type DraftView = Schemas['DraftView'];
export type LetterView = Schemas['LetterView'];
export type History = Schemas['HistoryView'];

const PART = 200;

interface Load<Value> {
  key: string;
  load: () => Promise<Value>;
}

const at = (file_id: string) => ({ path: { file_id } });
const from = (cursor: string | undefined) => (cursor ? { limit: PART, cursor } : { limit: PART });

export const fileOf = (id: string): Load<FileView> => ({
  key: `file:${id}`,
  load: () => view(api.GET('/files/{file_id}', { params: at(id) })),
});

export const notesOf = (id: string): Load<NoteView[]> => ({
  key: `file:${id}:notes`,
  load: () => every((cursor) => view(api.GET('/files/{file_id}/notes', { params: { ...at(id), query: from(cursor) } }))),
});

export const papersOf = (id: string): Load<Paper[]> => ({
  key: `file:${id}:papers`,
  load: () =>
    every((cursor) => view(api.GET('/files/{file_id}/correspondence', { params: { ...at(id), query: from(cursor) } }))),
});

export const draftsOf = (id: string): Load<DraftView[]> => ({
  key: `file:${id}:drafts`,
  load: () => every((cursor) => view(api.GET('/files/{file_id}/drafts', { params: { ...at(id), query: from(cursor) } }))),
});

export const lettersOf = (id: string): Load<LetterView[]> => ({
  key: `file:${id}:letters`,
  load: () => every((cursor) => view(api.GET('/letters', { params: { query: { file_id: id, ...from(cursor) } } }))),
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

/** Whether the server lets the actor do this with it now. */
export function may(of: { allowed_actions?: string[] }, act: string): boolean {
  return of.allowed_actions?.includes(act) ?? false;
}

/** All that is needed to read and note on a file without a line. */
export const wholeOf = (id: string): Load<unknown>[] => [
  fileOf(id),
  notesOf(id),
  papersOf(id),
  draftsOf(id),
  lettersOf(id),
  historyOf(id),
];

export function useLoaded<Value>({ key, load }: Load<Value>) {
  return useView(key, load).value;
}
