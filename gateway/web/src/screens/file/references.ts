// References that a note makes in its text: `@page 12`, `@पृष्ठ १२-१४`, `@note 3`, `@para 7`. They print as they were
// written; only the screen makes links of them.
import { plain } from '../../parts/marked/grammar';

export type Target = 'page' | 'note' | 'para';

export interface Reference {
  target: Target;
  from: number;
  /** The same as `from` where it is no range. */
  to: number;
  /** As it was written. */
  text: string;
  /** Whether it corrects that paragraph: `@शुद्धि 3`, `@correction 3`. */
  corrects?: true;
}

export type Piece = string | Reference;

export const WORDS: Record<Target, readonly string[]> = {
  page: ['page', 'pages', 'pg', 'p', 'पृष्ठ', 'पेज', 'पृ'],
  note: ['note', 'n', 'टिप्पणी', 'नोट', 'टि'],
  para: ['paragraph', 'para', 'प्रस्तर', 'पैरा', 'अनुच्छेद', 'प्र'],
};
/** What corrects an earlier paragraph says so with one of these. */
export const CORRECTING: readonly string[] = ['correction', 'corrects', 'correct', 'शुद्धि', 'संशोधन'];
const TARGETS = new Map<string, Target>([
  ...(Object.entries(WORDS) as [Target, readonly string[]][]).flatMap(([target, all]) =>
    all.map((word) => [word, target] as const),
  ),
  ...CORRECTING.map((word) => [word, 'para'] as const),
]);
/** As many as a note may correct. */
const MOST_CORRECTED = 50;
const DIGITS = '[0-9०-९]{1,5}';
/** Longer words first, so that `page` is not read as `p`. An address as a@page12.in is none: no letter stands before. */
const WRITTEN = new RegExp(
  `(?<![\\p{L}\\p{M}\\p{N}_.])@(${[...TARGETS.keys()].sort((a, b) => b.length - a.length).join('|')})[.\\s\\u00a0]{0,3}` +
    `(${DIGITS})(?:\\s?(?:-|–|—|से)\\s?(${DIGITS}))?(?![\\p{L}\\p{M}\\p{N}])`,
  'giu',
);

/** A paragraph cut into its plain stretches and its references. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  for (const match of text.matchAll(WRITTEN)) {
    const reference = referenceOf(match);
    if (!reference) continue;
    if (match.index > done) pieces.push(text.slice(done, match.index));
    pieces.push(reference);
    done = match.index + match[0].length;
  }
  if (done < text.length) pieces.push(text.slice(done));
  return pieces;
}

export function referencesOf(text: string): Reference[] {
  return piecesOf(text).filter((piece) => typeof piece !== 'string');
}

function referenceOf(match: RegExpExecArray): Reference | null {
  const target = TARGETS.get((match[1] ?? '').toLowerCase());
  const from = value(match[2]);
  const to = match[3] === undefined ? from : value(match[3]);
  if (!target || from < 1 || to < from) return null;
  const isCorrection = CORRECTING.includes((match[1] ?? '').toLowerCase());
  return { target, from, to, text: match[0], ...(isCorrection ? { corrects: true } : {}) };
}

/** Of Latin or Devanagari digits. */
function value(digits: string | undefined): number {
  return Number((digits ?? '').replace(/[०-९]/g, (digit) => String(digit.charCodeAt(0) - 0x966)));
}

/** Which paragraphs a note corrects, as its text says when it is read. */
export function correctedIn(texts: readonly string[]): number[] {
  const found = texts.map(plain).flatMap(referencesOf).filter(({ corrects }) => corrects);
  const numbers = found.flatMap(({ from, to }) => Array.from({ length: Math.min(to - from, MOST_CORRECTED) + 1 }, (_, at) => from + at));
  return [...new Set(numbers)].sort((one, other) => one - other).slice(0, MOST_CORRECTED);
}

/** The id of the element that a reference leads to. */
export function anchorOf(target: Target, number: number): string {
  return `${target}-${number}`;
}

/** What `#page-12` names; null for any other fragment. */
export function targetOf(fragment: string): { target: Target; number: number } | null {
  const match = /^#?(page|note|para)-([0-9]{1,5})$/.exec(fragment);
  return match ? { target: match[1] as Target, number: Number(match[2]) } : null;
}

/** The way back: for each thing referred to, the numbers of the paragraphs that refer to it, in their order. */
export type Backlinks = ReadonlyMap<string, readonly number[]>;

const WIDEST = 50;

export function backlinksOf(paragraphs: readonly { number: number; text: string }[]): Backlinks {
  const found = new Map<string, number[]>();
  for (const { number, text } of paragraphs) {
    for (const { target, from, to, corrects } of referencesOf(plain(text))) {
      // Shown at the paragraph as a correction, from what the server says.
      if (corrects) continue;
      // A range over half the file is no hint on each of its pages.
      for (let each = from; each <= Math.min(to, from + WIDEST - 1); each += 1) {
        const key = anchorOf(target, each);
        const numbers = found.get(key) ?? [];
        if (!numbers.includes(number)) found.set(key, [...numbers, number]);
      }
    }
  }
  return found;
}
