// What the screens of drafts show.
import { type Schemas, api, view } from '../../api/client';
import { putView, reloadViews, useView } from '../../store/views';

export type FileView = Schemas['FileView'];

export function useDraft(id: string) {
  const load = () => view(api.GET('/drafts/{draft_id}', { params: { path: { draft_id: id } } }));
  return useView(`draft:${id}`, load).value;
}

/** After an act at the draft: what it answered is shown, and what else shows it is asked for anew. */
export function showDraft(draft: Schemas['DraftView']): void {
  void putView(`draft:${draft.id}`, draft);
  reloadViews(`draft:${draft.id}:`);
  reloadViews(`file:${draft.file_id}`);
}
