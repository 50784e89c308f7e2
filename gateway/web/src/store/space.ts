// Pictures of pages take the space. Those of files that nobody pinned go when they take more than their share, the
// longest unseen first.
import { store } from './db';

/** Bytes of pictures of files that are not pinned. */
const LIMIT = 300 * 1024 * 1024;
/** Bytes after which it is looked at again. */
const STEP = 20 * 1024 * 1024;
let added = STEP;

/** A picture was kept. */
export async function pictureKept(size: number): Promise<void> {
  added += size;
  if (added < STEP) return;
  added = 0;
  await evict();
}

/** Deletes what lies above the limit (bytes). */
export async function evict(limit: number = LIMIT): Promise<void> {
  const open = await store();
  const pinned = new Set((await open.getAll('files')).filter((file) => file.pinned).map((file) => file.fileId));
  const change = open.transaction('pages', 'readwrite');
  let total = 0;
  for (let at = await change.store.index('seen').openCursor(null, 'prev'); at; at = await at.continue()) {
    if (pinned.has(at.value.fileId)) continue;
    total += at.value.size;
    if (total > limit) await at.delete();
  }
  await change.done;
}
