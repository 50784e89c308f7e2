// Folders and saved filters: how a person arranges this desk. Nobody else sees them.
import { type Schemas, api, newId, view } from '../../api/client';
import { untilDelivered } from '../../shell/calm';
import { putView, useView } from '../../store/views';
import { EVERYTHING, type Filter } from './narrowing';
import type { Box } from './rows';

export type Arrangement = Schemas['ArrangementView'];
export type Folder = Arrangement['folders'][number];
export type SavedFilter = Arrangement['filters'][number];

const KEY = 'desk:arrangement';
export const NONE: Arrangement = { folders: [], filters: [], placed: {}, version: 0 };

export function useArrangement(): Arrangement {
  const load = () => untilDelivered().then(() => view(api.GET('/desk/arrangement')));
  return useView(KEY, load).value.value ?? NONE;
}

/** Puts things into a folder, or with null out of any. Throws Refusal or Away. */
export async function place(now: Arrangement, ids: string[], folder: Folder | null): Promise<void> {
  const isNew = folder !== null && !now.folders.some(({ code }) => code === folder.code);
  const folders = isNew ? [...now.folders, folder] : now.folders;
  const body = folder ? { place: Object.fromEntries(ids.map((id) => [id, folder.code])) } : { take_out: ids };
  await save({ ...now, folders, placed: placedIn(now.placed, ids, folder) }, isNew ? { ...body, folders } : body);
}

export async function saveFilters(now: Arrangement, filters: SavedFilter[]): Promise<void> {
  await save({ ...now, filters }, { filters });
}

/** A folder that is taken away leaves on the desk what lay in it. */
export async function removeFolder(now: Arrangement, code: string): Promise<void> {
  const ids = Object.keys(now.placed).filter((id) => now.placed[id] === code);
  const folders = now.folders.filter((folder) => folder.code !== code);
  await save({ ...now, folders, placed: placedIn(now.placed, ids, null) }, { folders, take_out: ids.slice(0, 1000) });
}

async function save(next: Arrangement, body: Partial<Schemas['SaveDeskArrangement']>): Promise<void> {
  const saved = await view(api.PUT('/desk/arrangement', { body }));
  await putView(KEY, { ...next, version: saved.version });
}

export function newFolder(name: string): Folder {
  return { code: newId(), name };
}

function placedIn(placed: Arrangement['placed'], ids: string[], folder: Folder | null): Arrangement['placed'] {
  const next = { ...placed };
  for (const id of ids) {
    if (folder) next[id] = folder.code;
    else delete next[id];
  }
  return next;
}

/** The filter on screen as it is saved. */
export function savedOf(name: string, box: Box, filter: Filter): SavedFilter {
  return {
    name,
    box,
    kind: filter.kind || null,
    folder: filter.folder || null,
    unopened: filter.unread || null,
    due: filter.due || null,
    urgency: filter.urgency || null,
    label: filter.label || null,
    search: filter.search.trim() || null,
  };
}

export function filterOf(saved: SavedFilter): Filter {
  return {
    ...EVERYTHING,
    kind: saved.kind ?? '',
    folder: saved.folder ?? '',
    unread: saved.unopened ?? false,
    due: saved.due ?? '',
    urgency: saved.urgency ?? '',
    label: saved.label ?? '',
    search: saved.search ?? '',
  };
}
