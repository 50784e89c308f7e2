// The text that an act carries, and what becomes of it when the act is refused: back to where it was written, or into
// the drafts that are kept on this PC to be handed over.
import { signal } from '@preact/signals';
import { forgetText, keepText, keptKeys, keptText } from '../store/texts';
import type { Act } from './act';

/** A text that was taken out of a refused act. */
export interface KeptDraft {
  key: string;
  kind: string;
  about: string;
  text: string;
  occurredAt: string;
}

const PREFIX = 'kept:';
const WRITTEN = ['subject', 'subject_en', 'reference', 'title', 'paragraphs', 'body', 'question', 'remarks', 'reason', 'copy_to'];

/** Texts that lie here instead of acts, newest first. */
export const keptDrafts = signal<readonly KeptDraft[]>([]);

/** What somebody wrote in it, as one reads it; empty where it is a mere act. */
export function textOf(act: Pick<Act, 'body' | 'text'>): string {
  if (typeof act.text === 'string' && act.text.trim()) return act.text;
  return WRITTEN.flatMap((field) => act.body[field] ?? [])
    .filter((part): part is string => typeof part === 'string' && part.trim() !== '')
    .join('\n\n');
}

/** The screen of the thing that it is about. */
export function placeOf(act: Pick<Act, 'path' | 'queue' | 'id'>): string | null {
  const found = /^\/(files|receipts)\/([^/]+)/.exec(act.path);
  if (found) return `/${found[1]}/${found[2]}`;
  return /^\/(drafts|letters|consultations)\//.test(act.path) && act.queue !== act.id ? `/files/${act.queue}` : null;
}

/** Keep its text apart from it. Throws where the disk takes nothing. */
export async function keepAsDraft(act: Act): Promise<void> {
  const { kind, about, occurredAt } = act;
  const key = `${PREFIX}${act.id}`;
  await keepText(key, { key, kind, about, text: textOf(act), occurredAt } satisfies KeptDraft);
  await readDrafts();
}

export async function forgetDraft(key: string): Promise<void> {
  await forgetText(key);
  await readDrafts();
}

export async function readDrafts(): Promise<void> {
  const keys = await keptKeys(PREFIX);
  const read = await Promise.all(keys.map((key) => keptText<KeptDraft>(key)));
  keptDrafts.value = read.filter((draft): draft is KeptDraft => draft !== undefined);
}

/**
 * Put its text where it was written; in front of what was written there since. A form that was filled anew is left
 * alone, and the text goes to the kept drafts. Says whether it stands in its place.
 */
export async function putBack(act: Act): Promise<boolean> {
  const since = act.textKey ? await keptText<unknown>(act.textKey) : undefined;
  if (act.textKey && isEmpty(since)) {
    await keepText(act.textKey, act.text ?? textOf(act));
    return true;
  }
  if (act.textKey && typeof since === 'string' && typeof act.text === 'string') {
    await keepText(act.textKey, since.startsWith(act.text) ? since : `${act.text}\n\n${since}`);
    return true;
  }
  await keepAsDraft(act);
  return false;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}
