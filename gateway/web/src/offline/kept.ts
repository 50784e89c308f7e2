// Files that can be worked on without a line. While a file is kept here its desk has a lease of its custody, so that the
// sender does not take it back meanwhile. Opening a file on one's own desk keeps it for the day; pinning keeps it with
// all its pages for as long as the office allows.
import { signal } from '@preact/signals';
import { type Outcome, actsOf, onSettled, perform } from '../acts';
import { type Schemas, Away, api, view, whileActing } from '../api/client';
import { session, whenActorChanges, whenPersonChanges } from '../api/session';
import { online, serverNow } from '../shell/line';
import { type KeptFile, store } from '../store/db';
import { forgetPictures, keepPicture } from '../store/pages';
import { dropViewsBefore, fetchView, isFresh } from '../store/views';
import { likelyDesks } from '../parts/posts/shelf';
import { keepOwnNotings } from '../parts/notings';
import { keepProcedure } from '../parts/procedure';
import { appIsHere } from './app';
import { pagesOf } from '../screens/file/pages';
import { fileOf, papersOf, wholeOf } from '../screens/file/views';

type FileView = Schemas['FileView'];

/** Seconds for which a file is leased that was only opened: a day at the office. */
const OPENED = 8 * 3600;
/** Milliseconds. */
const JUST_NOW = 60_000;
/** Days after which a view that nobody looked at leaves this PC. */
const FORGOTTEN_AFTER = 30;
/** The file lies elsewhere, or came back since: the lease ended with the stay. */
const LEFT = ['file.held_by_another', 'file.custody_changed'];
/** These end the stay of a file at the desk, and the lease with it. */
const ENDS_STAY = ['forward_file', 'close_file', 'pull_back_file', 'pull_up_file'];

/** By file id. */
export const keptFiles = signal<ReadonlyMap<string, KeptFile>>(new Map());
/** How many pictures of a file are here, while they are being fetched. */
export const progress = signal<ReadonlyMap<string, { done: number; all: number }>>(new Map());
const fetching = new Map<string, AbortController>();

// What is fetched for one charge is not asked for under another.
whenActorChanges(() => {
  for (const control of fetching.values()) control.abort();
});
whenPersonChanges(() => {
  keptFiles.value = new Map();
  progress.value = new Map();
});

/** Whether the server lets the file be leased. */
export function canKeep(file: FileView): boolean {
  return file.allowed_actions?.includes('take_custody_lease') ?? false;
}

/** Keep what was opened: its texts now, its pages as they are looked at. Where the line is away, nothing happens. */
export async function keepOpened(file: FileView): Promise<void> {
  if (!canKeep(file) || !online.peek()) return;
  const before = (await store().then((open) => open.get('files', file.id))) ?? null;
  if (before?.chargeId === actingCharge() && isGood(before, file, 0.5)) return;
  await keep(file, before?.pinned ?? false);
  await fetchTexts(file.id);
}

/** Keep it with all its pages. Throws Refusal or Away where no lease can be had. */
export async function pin(file: FileView): Promise<void> {
  void navigator.storage?.persist?.();
  await keep(file, true);
  await fetchAll(file.id);
}

/** Give it back: the lease ends behind whatever still waits to be sent, and the pages leave this PC. */
export async function unpin(fileId: string): Promise<void> {
  const kept = keptFiles.peek().get(fileId);
  await drop(fileId);
  if (!kept?.lease) return;
  await perform({
    queue: fileId,
    kind: 'return_custody_lease',
    method: 'POST',
    path: `/files/${fileId}/lease/return`,
    body: { lease_id: kept.lease.id },
    about: kept.number,
  });
}

/** On start and when the line comes back: renew what is pinned, finish its pages, forget what ended. */
export async function tend(): Promise<void> {
  await read();
  for (const kept of keptFiles.peek().values()) {
    if (kept.chargeId !== actingCharge()) continue;
    if (isRunning(kept) && !(kept.pinned && online.peek())) continue;
    if (kept.pinned && online.peek()) await renewed(kept).catch(() => undefined);
    else if (actsOf(kept.fileId).length === 0) await drop(kept.fileId);
  }
  const held = keptFiles.peek();
  const isHeld = (key: string) => [...held.keys()].some((id) => key.includes(`file:${id}`));
  await dropViewsBefore(Date.now() - FORGOTTEN_AFTER * 86_400_000, isHeld);
}

/** Reads the list from this PC. */
export async function read(): Promise<void> {
  const all = await (await store()).getAll('files');
  keptFiles.value = new Map(all.map((kept) => [kept.fileId, kept]));
}

async function renewed(kept: KeptFile): Promise<void> {
  const file = await view(api.GET('/files/{file_id}', { params: { path: { file_id: kept.fileId } } }));
  if (!canKeep(file)) return drop(kept.fileId);
  if (!isGood(kept, file, 0.5)) await keep(file, true);
  await fetchAll(kept.fileId);
}

async function keep(file: FileView, pinned: boolean): Promise<void> {
  const asked = { custody_number: file.custody_number, occurred_at: null, source: 'live' as const };
  const lease = await view(
    api.POST('/files/{file_id}/lease', {
      params: { path: { file_id: file.id } },
      body: { ...asked, seconds: pinned ? null : OPENED },
    }),
  );
  const { id, number, subject } = file;
  await (await store()).put('files', {
    fileId: id,
    number,
    subject,
    chargeId: actingCharge(),
    pinned,
    whole: false,
    lease: { id: lease.id, custodyNumber: lease.custody_number, expiresAt: lease.expires_at },
    keptAt: Date.now(),
  });
  await read();
}

/** Leased on this stay, and at least that part of the time still to run. */
function isGood(kept: KeptFile, file: FileView, part: number): boolean {
  if (!kept.lease || kept.lease.custodyNumber !== file.custody_number) return false;
  const end = Date.parse(kept.lease.expiresAt);
  return (end - serverNow()) / (end - kept.keptAt) > part;
}

export function isRunning(kept: KeptFile): boolean {
  return kept.lease !== null && Date.parse(kept.lease.expiresAt) > serverNow();
}

async function fetchTexts(fileId: string): Promise<void> {
  const check = whileActing();
  for (const { key, load } of wholeOf(fileId)) {
    check();
    // Its own view tells of the lease; of the others, what came just now for the screen lies here already.
    if (key === fileOf(fileId).key || !isFresh(key, JUST_NOW)) await fetchView(key, load);
  }
  check();
  // So that it can be sent on, and closed, without a line.
  await likelyDesks([], { fileId });
  await keepProcedure();
  await keepOwnNotings();
}

/** Texts, then picture after picture, behind whatever the person looks at. Begins where it was broken off. */
async function fetchAll(fileId: string): Promise<void> {
  if (fetching.has(fileId)) return;
  const control = new AbortController();
  fetching.set(fileId, control);
  try {
    await fetchTexts(fileId);
    const pages = pagesOf(await papersOf(fileId).load());
    for (const [at, { paper, page }] of pages.entries()) {
      show(fileId, { done: at, all: pages.length });
      const { document_id: documentId, document_version: version } = paper;
      if (!documentId) continue;
      // What lies in a file without a version has but one.
      const address = { subject: { kind: 'file', id: fileId }, documentId, version: version ?? 1, page, size: 'full' } as const;
      await keepPicture(address, control.signal);
    }
    void appIsHere().then(() => markWhole(fileId));
  } catch (error) {
    if (!(error instanceof Away) && !control.signal.aborted) throw error;
  } finally {
    fetching.delete(fileId);
    show(fileId, null);
  }
}

async function markWhole(fileId: string): Promise<void> {
  const files = (await store()).transaction('files', 'readwrite').store;
  const kept = await files.get(fileId);
  if (kept) await files.put({ ...kept, whole: true });
  await read();
}

function show(fileId: string, now: { done: number; all: number } | null): void {
  const next = new Map(progress.peek());
  if (now) next.set(fileId, now);
  else next.delete(fileId);
  progress.value = next;
}

async function drop(fileId: string): Promise<void> {
  fetching.get(fileId)?.abort();
  await (await store()).delete('files', fileId);
  await forgetPictures(fileId);
  await read();
}

function actingCharge(): string | null {
  return session.peek()?.chargeId ?? null;
}

// What left the desk is kept no longer; its texts are, till they are forgotten like everything that was seen.
onSettled((act, outcome) => {
  const isOver = outcome.state === 'done' ? ENDS_STAY.includes(act.kind) : isLeft(outcome);
  if (isOver) void drop(act.queue);
});

function isLeft(outcome: Outcome): boolean {
  return outcome.state === 'refused' && LEFT.includes(outcome.refusal.code);
}
