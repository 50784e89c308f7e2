// Pictures of pages: fetched one at a time, the nearest to what is looked at first, and kept on this PC with their file.
// On a thin line a page in full takes longer than anybody waits: it comes behind everything else, and gives way to it.
import { Away, type Schemas, api, behindOthers, refusalOf, view, whileActing } from '../api/client';
import { brought } from '../api/opening';
import { whenActorChanges } from '../api/session';
import { begin, isThin, onFront, untilCalm } from '../shell/calm';
import { type KeptPage, store } from './db';
import { pictureKept } from './space';

export interface PageAddress {
  /** File or receipt through which it is read; the leave to read is asked for it. */
  subject: { kind: 'file' | 'receipt'; id: string };
  documentId: string;
  version: number;
  /** Of the document, from 1. */
  page: number;
  /** Light: the writing in black on white, a tenth of the bytes. */
  size: 'full' | 'light' | 'thumb';
}

interface Wanted {
  address: PageAddress;
  /** How far it is from what is looked at, in pixels; asked anew before each picture. */
  distance: () => number;
  /** Not while anything else is asked for that somebody waits for. */
  behind: boolean;
  signal: AbortSignal;
  resolve: (picture: Blob) => void;
  reject: (error: unknown) => void;
}

const waiting: Wanted[] = [];
let busy = false;

/** The picture of a page: what this PC keeps, else the server's. Rejects with Refusal, Away or an AbortError. */
export async function pictureOf(
  address: PageAddress,
  distance: () => number,
  signal: AbortSignal,
  behind = false,
): Promise<Blob> {
  const check = whileActing();
  const kept = await keptPicture(address);
  if (kept) return kept;
  // By then all pages that are near are asked for, so that the nearest of them can be the first.
  check();
  await leaveToRead(address.subject);
  check();
  return new Promise((resolve, reject) => {
    waiting.push({ address, distance, behind, signal, resolve, reject });
    wake();
    void work();
  });
}

/** Have the picture on this PC, for reading without a line. Fetched after everything that is looked at. */
export async function keepPicture(address: PageAddress, signal: AbortSignal): Promise<void> {
  await pictureOf(address, () => Number.MAX_SAFE_INTEGER, signal, true);
}

/** Take the pictures of a file or receipt from this PC. */
export async function forgetPictures(subjectId: string): Promise<void> {
  const pages = (await store()).transaction('pages', 'readwrite').store;
  for (const key of await pages.index('file').getAllKeys(subjectId)) await pages.delete(key);
}

/** One after the other: on a thin line the page that is read comes whole before the next one begins. */
async function work(): Promise<void> {
  if (busy) return;
  busy = true;
  await aTurn();
  for (let next = nearest(); next; next = nearest()) {
    try {
      if (!next.behind || !isThin()) next.resolve(await fetched(next.address, next.signal, false));
      else await fetchBehind(next);
    } catch (error) {
      next.reject(error);
    }
  }
  busy = false;
}

/** Whatever is ready to be asked for with the one that begins. */
const aTurn = () => new Promise((resolve) => setTimeout(resolve, 0));

let wake: () => void = () => undefined;

/** Fetches it when it is calm; where something comes that somebody waits for, it is put back and begun again later. */
async function fetchBehind(wanted: Wanted): Promise<void> {
  const woken = new Promise<'woken'>((resolve) => (wake = () => resolve('woken')));
  if ((await Promise.race([untilCalm(), woken])) === 'woken') return void waiting.push(wanted);
  const giving = new AbortController();
  const give = () => giving.abort();
  const stop = onFront(give);
  wanted.signal.addEventListener('abort', give, { once: true });
  try {
    wanted.resolve(await fetched(wanted.address, giving.signal, true));
  } catch (error) {
    if (!giving.signal.aborted || wanted.signal.aborted) throw error;
    waiting.push(wanted);
  } finally {
    stop();
    wanted.signal.removeEventListener('abort', give);
  }
}

function nearest(): Wanted | undefined {
  for (const given of waiting.filter((each) => each.signal.aborted)) {
    waiting.splice(waiting.indexOf(given), 1);
    given.reject(given.signal.reason);
  }
  const first = waiting
    .map((each) => ({ each, distance: each.distance() + (each.behind ? Number.MAX_SAFE_INTEGER : 0) }))
    .reduce<{ each: Wanted; distance: number } | null>((best, one) => (best && best.distance <= one.distance ? best : one), null);
  if (first) waiting.splice(waiting.indexOf(first.each), 1);
  return first?.each;
}

async function fetched(address: PageAddress, signal: AbortSignal, behind: boolean): Promise<Blob> {
  const { subject, documentId, version, page, size } = address;
  const path = { document_id: documentId, version, page, size };
  // On a thin line a page in full takes longer than anybody waits.
  const how = behind || (size === 'full' && isThin()) ? behindOthers(signal) : { signal };
  const check = whileActing();
  // To its last byte: the request itself ends with the first.
  const end = size === 'light' && !behind ? begin() : undefined;
  const picture = await readUnder(subject, () =>
    api.GET('/documents/{document_id}/versions/{version}/pages/{page}/{size}', { params: { path }, parseAs: 'stream', ...how }),
  ).finally(() => end?.());
  check();
  await keep({ url: urlOf(address), fileId: subject.id, picture, size: picture.size, seenAt: Date.now() });
  void pictureKept(picture.size).catch(() => undefined);
  return picture;
}

/** The whole document, to be shown or printed by the browser. Throws Refusal or Away. */
export function documentOf(subject: PageAddress['subject'], documentId: string, version: number): Promise<Blob> {
  const path = { document_id: documentId, version };
  return readUnder(subject, () =>
    api.GET('/documents/{document_id}/versions/{version}/content', { params: { path }, parseAs: 'stream' }),
  );
}

/** The bytes of an answer. Asks for leave once more where the leave has ended, or is older than the paper. */
async function readUnder(
  subject: PageAddress['subject'],
  read: () => Promise<{ response: Response; error?: unknown }>,
): Promise<Blob> {
  const check = whileActing();
  await leaveToRead(subject);
  check();
  let answer = await read();
  if (answer.response.status === 404) {
    check();
    forgetLeave(subject);
    await leaveToRead(subject);
    answer = await read();
  }
  if (!answer.response.ok) throw refusalOf(answer.response.status, answer.error);
  return answer.response.blob();
}

const leaves = new Map<string, { grant: Promise<Schemas['ViewGrant']>; until: number }>();
// A leave is given under a charge; the pictures that still wait under the one before are not asked for under the next.
whenActorChanges(() => {
  leaves.clear();
  for (const wanted of waiting.splice(0)) wanted.reject(new Away('another charge'));
});
const EARLY = 30_000;
const NOW = { occurred_at: null, source: 'live' } as const;

/** Leave to read the documents of a file or receipt; asked for once and again before it ends. */
export async function leaveToRead({ kind, id }: PageAddress['subject']): Promise<void> {
  const held = leaves.get(id);
  if (held && held.until - EARLY > Date.now()) return void (await held.grant);
  const grant =
    kind === 'file'
      ? brought(id, 'view').then(
          (given) => given ?? view(api.POST('/files/{file_id}/views', { params: { path: { file_id: id } }, body: NOW })),
        )
      : view(api.POST('/receipts/{receipt_id}/views', { params: { path: { receipt_id: id } }, body: NOW }));
  const leave = { grant, until: Number.POSITIVE_INFINITY };
  leaves.set(id, leave);
  try {
    leave.until = Date.parse((await grant).expires_at);
  } catch (error) {
    if (leaves.get(id) === leave) leaves.delete(id);
    throw error;
  }
}

export function forgetLeave({ id }: PageAddress['subject']): void {
  leaves.delete(id);
}

/** Its immutable address, under which it is kept. */
export function urlOf({ documentId, version, page, size }: PageAddress): string {
  return `/documents/${documentId}/versions/${version}/pages/${page}/${size}`;
}

/** What this PC keeps of it. */
export async function keptPicture(address: PageAddress): Promise<Blob | undefined> {
  try {
    const page = await (await store()).get('pages', urlOf(address));
    if (page) void keep({ ...page, seenAt: Date.now() });
    return page?.picture;
  } catch {
    return undefined;
  }
}

/** A full disk costs the copy, not the picture. */
async function keep(page: KeptPage): Promise<void> {
  try {
    await (await store()).put('pages', page);
  } catch {
    return;
  }
}

/** Whether asking again later may help. */
export function mayComeLater(error: unknown): boolean {
  return error instanceof Away || (error instanceof Error && 'code' in error && error.code === 'document.not_ready');
}
