// One's own standard notings at this desk, kept on this PC like any other view.
import { type Schemas, api, view } from '../../api/client';
import { session } from '../../api/session';
import { today } from '../../i18n';
import { type Seen, fetchView, putView, useView } from '../../store/views';

export type OwnNoting = Schemas['OwnNotingView'];
export type OwnNotings = Schemas['OwnNotingsView'];

const KEY = 'own-notings';
export const MOST = 100;
const load = () => view(api.GET('/desk/notings'));
let cameFor = '';

export function useOwnNotings(): Seen<OwnNotings> {
  return useView(KEY, load).value;
}

/** Have them here for what is done without a line; asked once a day. Throws Refusal or Away. */
export async function keepOwnNotings(): Promise<void> {
  const wanted = `${session.peek()?.person.id} ${session.peek()?.chargeId} ${today()}`;
  if (cameFor === wanted) return;
  await fetchView(KEY, load);
  cameFor = wanted;
}

/** The whole list in its order, in place of the one that was seen. Throws Refusal or Away. */
export async function saveOwnNotings(seen: OwnNotings, notings: OwnNoting[], key: string): Promise<void> {
  // Nothing was kept before: there is no version to name.
  const match = seen.version ? { 'If-Match': `"${seen.version}"` } : {};
  const headers = { ...match, 'Idempotency-Key': key };
  const { version } = await view(api.PUT('/desk/notings', { body: { notings }, headers }));
  await putView(KEY, { notings, version } satisfies OwnNotings);
}

/** The list with one of its notings a place further up or down. */
export function moved<Thing>(list: readonly Thing[], at: number, by: -1 | 1): Thing[] {
  const next = [...list];
  const [one] = next.splice(at, 1);
  if (one !== undefined) next.splice(Math.max(0, Math.min(at + by, next.length)), 0, one);
  return next;
}
