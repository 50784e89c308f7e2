// What a reference that is being typed may become: `@`, `@पृ`, `@page 1`. The list offers what the file holds.
import { folded } from '../../i18n/folded';
import { CORRECTING, type Target, WORDS } from './references';

/** What can be referred to. */
export interface Place {
  target: Target;
  number: number;
  /** What it is, for the eye: a paper's title, a note's author, how a paragraph begins. */
  about: string;
  /** Offered before its number is typed: of a paper only its first page. */
  leads: boolean;
}

/** A reference under way, from its `@` to the caret. */
export interface Begun {
  /** Where the `@` stands. */
  from: number;
  word: string;
  digits: string;
}

export interface Offer extends Place {
  /** As it is written into the text. */
  text: string;
}

const MOST = 8;
const OF_EACH = 3;
const BEGUN = /(?<![\p{L}\p{M}\p{N}_.@])@([\p{L}\p{M}]*)[. \u00a0]?([0-9०-९]{0,5})$/u;

/** The reference that ends at the caret; null where none is being typed. */
export function begunAt(before: string): Begun | null {
  const match = BEGUN.exec(before);
  if (!match) return null;
  const [, word = '', typed = ''] = match;
  const digits = typed.replace(/[०-९]/g, (digit) => String(digit.charCodeAt(0) - 0x966));
  // A space after the @ alone ends it: an @ may mean other things.
  if (!word && /\s/.test(match[0])) return null;
  return { from: match.index, word, digits };
}

/** A half-typed syllable ends in a virama, which the finished word may lack. */
const stem = (word: string) => folded(word).replace(/\u094d$/, '');

function fits(word: string, place: Place): boolean {
  const sought = stem(word);
  if (!sought) return true;
  if (WORDS[place.target].some((each) => folded(each).startsWith(sought))) return true;
  return sought.length > 1 && folded(place.about).includes(sought);
}

/** Before a number is typed the newest come first, some of each kind; then the number as typed before longer ones. */
export function offersFor({ word, digits }: Begun, places: readonly Place[], language: 'hi' | 'en'): Offer[] {
  const isCorrection = word.length > 1 && CORRECTING.some((each) => folded(each).startsWith(stem(word)));
  const written = /[\u0900-\u097f]/.test(word) ? 'hi' : word ? 'en' : language;
  const fitting = places.filter((place) => (isCorrection ? place.target === 'para' : fits(word, place)));
  const chosen = digits
    ? fitting
        .filter((place) => String(place.number).startsWith(digits))
        .sort((one, other) => Number(String(other.number) === digits) - Number(String(one.number) === digits))
    : KINDS.flatMap((kind) =>
        fitting
          .filter((place) => place.leads && place.target === kind)
          .toReversed()
          .slice(0, word ? MOST : OF_EACH),
      );
  return chosen.slice(0, MOST).map((place) => ({ ...place, text: `@${(isCorrection ? CORRECTION : NAMES[place.target])[written]} ${place.number}` }));
}

/** How a note says that it corrects a paragraph. */
export const CORRECTION = { hi: 'शुद्धि', en: 'correction' };
const KINDS: readonly Target[] = ['page', 'note', 'para'];
const NAMES: Record<Target, Record<'hi' | 'en', string>> = {
  page: { hi: 'पृष्ठ', en: 'page' },
  note: { hi: 'टिप्पणी', en: 'note' },
  para: { hi: 'प्रस्तर', en: 'para' },
};
