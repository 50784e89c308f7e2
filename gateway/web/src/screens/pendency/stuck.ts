// What waits longest, across desks: the oldest of each desk, merged. No file among the first so many lies at a desk
// whose own oldest is newer than theirs, so only that many desks have to be asked.
import { type Schemas, api, view } from '../../api/client';
import type { DeskPendency } from './table';

export type Item = Schemas['DeskItemView'];
export const SHOWN = 10;

/** The desks that can hold one of the longest waiting, by what waits there longest. */
export function oldestDesks(desks: readonly DeskPendency[], most = SHOWN): DeskPendency[] {
  return desks
    .filter((desk) => desk.oldest_since !== null)
    .sort((one, other) => Date.parse(one.oldest_since ?? '') - Date.parse(other.oldest_since ?? ''))
    .slice(0, most);
}

export function longest(lists: readonly (readonly Item[])[], most = SHOWN): Item[] {
  return lists
    .flat()
    .sort((one, other) => Date.parse(one.arrived_at) - Date.parse(other.arrived_at))
    .slice(0, most);
}

export async function longestWaiting(desks: readonly DeskPendency[]): Promise<Item[]> {
  const asked = oldestDesks(desks).map(({ post }) =>
    view(api.GET('/pendency/{post_id}/files', { params: { path: { post_id: post.post_id }, query: { limit: SHOWN } } })),
  );
  return longest((await Promise.all(asked)).map(({ items }) => items));
}
