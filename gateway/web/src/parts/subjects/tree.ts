// The State's tree of subjects, for finding a paper's head in it.
import { either } from '../../i18n';
import { folded } from '../../i18n/folded';
import type { Procedure } from '../procedure';

export type Head = NonNullable<Procedure['subjects']>[number];

/** A head with how deep it lies, a trunk at 0. */
export interface Placed {
  head: Head;
  depth: number;
}

const MOST_OFFERED = 3;

/** Every head below the one above it, in the pack's order. */
export function inOrder(heads: readonly Head[]): Placed[] {
  const below = (parent: string | null, depth: number, above: readonly string[]): Placed[] =>
    heads
      .filter((head) => (head.parent ?? null) === parent && !above.includes(head.code))
      .flatMap((head) => [{ head, depth }, ...below(head.code, depth + 1, [...above, head.code])]);
  return below(null, 0, []);
}

/** The head with all below it. */
export function below(code: string, heads: readonly Head[]): string[] {
  const found = [code];
  for (const each of found) found.push(...heads.filter(({ code: one, parent }) => parent === each && !found.includes(one)).map((head) => head.code));
  return found;
}

/** "राजस्व › नामान्तरण". */
export function pathOf(code: string, heads: readonly Head[]): string {
  return lineageOf(code, heads)
    .map(({ name_hi, name_en }) => either(name_hi, name_en))
    .join(' › ');
}

/** How a file under this head is kept; undefined where the pack says nothing. */
export function retentionOf(code: string, { subjects = [], retention = [] }: Pick<Procedure, 'subjects' | 'retention'>) {
  const kept = lineageOf(code, subjects).findLast((head) => head.retention);
  return retention.find((each) => each.code === kept?.retention);
}

function lineageOf(code: string, heads: readonly Head[]): Head[] {
  const line: Head[] = [];
  let head = heads.find((each) => each.code === code);
  while (head && !line.includes(head)) {
    line.unshift(head);
    const { parent } = head;
    head = heads.find((each) => each.code === parent);
  }
  return line;
}

/** The heads whose keywords a subject says, in either script; those of which it says most come first. */
export function suggested(subject: string, heads: readonly Head[]): Head[] {
  const said = spelled(subject);
  return heads
    .map((head) => ({ head, weight: weightOf(head, said) }))
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight)
    .slice(0, MOST_OFFERED)
    .map(({ head }) => head);
}

/** Letters of the keywords that are found: a phrase says more than a word. */
function weightOf({ keywords_hi = [], keywords_en = [] }: Head, said: string): number {
  const found = [...new Set([...keywords_hi, ...keywords_en].map(spelled))].filter((word) => word.trim() && said.includes(word));
  return found.reduce((sum, word) => sum + word.length, 0);
}

/** Words apart by one blank, with one at both ends; half nasal and candrabindu are anusvara, as typists take them. */
function spelled(text: string): string {
  const one = folded(text)
    .replace(/\u0901/g, '\u0902')
    .replace(/(?:ङ\u094d(?=[क-घ])|ञ\u094d(?=[च-झ])|ण\u094d(?=[ट-ढ])|न\u094d(?=[त-ध])|म\u094d(?=[प-भ]))/g, '\u0902');
  return ` ${one.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim()} `;
}
