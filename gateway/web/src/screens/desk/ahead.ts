// The file that somebody is likely to open next, fetched while nothing else goes over the line: it then opens at once, and
// opens without a line too. Nothing is done to it: it stays unread, and its sender may still take it back.
import { Refusal, behindOthers, whileActing } from '../../api/client';
import { isThin, onFront, untilCalm, untilDelivered } from '../../shell/calm';
import { online } from '../../shell/line';
import { pictureOf } from '../../store/pages';
import { peekView, putView } from '../../store/views';
import { pagesOf } from '../file/pages';
import { type FileView, type Paper, fileOf, notesOf, papersOf } from '../file/views';
import type { Row } from './rows';

/** Rows from the marked one on: whoever is done with a file takes the next. */
const MOST = 2;
/** Notes of a file; a longer one is left to whoever opens it. */
const LONG = 200;
/** Milliseconds; it comes after everything. */
const PATIENT = 3_600_000;

/**
 * What may come to this PC before anybody opens it: files that still wait here, and none that is graded, which only
 * whoever opens it shall have on a PC.
 */
export function likely(rows: readonly Row[], at: number): Row[] {
  return rows.slice(at, at + MOST).filter((row) => row.kind === 'file' && row.box === 'inbox' && row.grading === 'normal');
}

/** Whether each byte costs money, or the line's owner wants few of them. */
export function isMetered(): boolean {
  if (!('connection' in navigator)) return false;
  const { saveData, type } = navigator.connection as { saveData?: boolean; type?: string };
  return Boolean(saveData) || type === 'cellular';
}

/** Fetches what of these files is not here yet, one thing after the other, until `gone`. Rejects with Refusal or Away. */
export async function fetchAhead(rows: readonly Row[], gone: AbortSignal): Promise<void> {
  const check = whileActing();
  for (const row of rows) {
    const known = await peekView<FileView>(fileOf(row.id).key);
    if (known?.custody_number === row.custody_number) continue;
    await fetchFile(row.id, gone, check);
  }
}

async function fetchFile(id: string, gone: AbortSignal, check: () => void): Promise<void> {
  const both = (signal: AbortSignal) => Promise.all([fileOf(id), papersOf(id)].map(({ load }) => load(behindOthers(signal))));
  const [file, papers] = (await whenIdle(both, gone, check)) as [FileView, Paper[]];
  await putView(papersOf(id).key, papers);
  if (file.note_count <= LONG) {
    const notes = await whenIdle((signal) => notesOf(id).load(behindOthers(signal)), gone, check);
    await putView(notesOf(id).key, notes);
  }
  const first = pagesOf(papers)[0];
  const { document_id: documentId, document_version: version } = first?.paper ?? {};
  if (first && documentId) {
    const address = { subject: { kind: 'file', id }, documentId, version: version ?? 1, page: first.page } as const;
    const picture = () => pictureOf({ ...address, size: isThin() ? 'light' : 'full' }, () => 0, gone, true);
    await whenIdle(() => picture().catch(unlessRefused), gone, check);
  }
  // Last: it says that the rest is here.
  await putView(fileOf(id).key, file);
}

/** A page that is still being made is looked for by whoever opens the file. */
function unlessRefused(error: unknown): void {
  if (!(error instanceof Refusal)) throw error;
}

/** Does it when the line is idle; where something comes that somebody waits for, it is given up and begun again later. */
async function whenIdle<Value>(ask: (signal: AbortSignal) => Promise<Value>, gone: AbortSignal, check: () => void): Promise<Value> {
  for (;;) {
    await untilDelivered(PATIENT);
    await untilCalm(PATIENT);
    gone.throwIfAborted();
    check();
    if (!online.peek() || isMetered()) throw new DOMException('not on this line', 'AbortError');
    const giving = new AbortController();
    const give = () => giving.abort();
    const stop = onFront(give);
    gone.addEventListener('abort', give, { once: true });
    try {
      const value = await ask(giving.signal);
      check();
      return value;
    } catch (error) {
      if (!giving.signal.aborted || gone.aborted) throw error;
    } finally {
      stop();
      gone.removeEventListener('abort', give);
    }
  }
}
