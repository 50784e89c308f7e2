// A note as one types it and as it is kept: a blank line ends a paragraph.
import { MOST_CELLS, cellsIn } from '../../parts/marked/grammar';

/** Longest paragraph and most paragraphs that a note may have. */
export const LONGEST = 10_000;
export const MOST = 200;

export function paragraphsOf(text: string): string[] {
  return text
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n\s*/)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean);
}

export function textOf(paragraphs: readonly { text: string }[]): string {
  return paragraphs.map(({ text }) => text).join('\n\n');
}

/** Too long for the server: told before one presses the button. */
export function isTooLong(text: string): boolean {
  const paragraphs = paragraphsOf(text);
  return paragraphs.length > MOST || paragraphs.some((paragraph) => [...paragraph].length > LONGEST) || cellsIn(paragraphs) > MOST_CELLS;
}
