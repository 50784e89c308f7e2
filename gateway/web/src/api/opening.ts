// What the first view of a file needs, where the answer that renews the session on start brings it along: whoever opens a
// file by its address asks for all of it at once, instead of for a token first.
import type { paths } from './schema';

export type Renewed = paths['/session/refresh']['post']['responses'][200]['content']['application/json'];
export type Opening = NonNullable<Renewed['opening']>;

/** The path of a file's screen. */
const FILE = /^\/files\/([0-9a-f-]{36})$/;

const A_SECOND = 1_000;
let cameAt = 0;
let coming: { fileId: string; opening: Promise<Partial<Opening>>; settle: (opening: Partial<Opening>) => void } | null = null;

/** The file whose screen is opened under this path, which the session is renewed with; null where it is no file's. */
export function expectOpening(path: string): string | null {
  const fileId = FILE.exec(path)?.[1] ?? null;
  if (!fileId) return null;
  let settle: (opening: Partial<Opening>) => void = () => undefined;
  const opening = new Promise<Partial<Opening>>((resolve) => (settle = resolve));
  coming = { fileId, opening, settle };
  return fileId;
}

/** The session is renewed, or cannot be. */
export function settleOpening(opening?: Opening): void {
  if (opening) cameAt = Date.now();
  coming?.settle(opening ?? {});
}

/** What the first page waits for has just come with the session, so that nothing need be asked for before the rest. */
export function hasJustCome(): boolean {
  return Date.now() - cameAt < A_SECOND;
}

/** A part of it, to be shown once; undefined where it did not come: then it is asked for as usual. */
export async function brought<Part extends keyof Opening>(fileId: string, part: Part): Promise<Opening[Part] | undefined> {
  if (coming?.fileId !== fileId) return undefined;
  const opening = await coming.opening;
  const found = opening[part];
  delete opening[part];
  return found;
}
