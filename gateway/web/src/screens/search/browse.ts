// The subject tree with what stands under each head, as one goes through it.
import type { Schemas } from '../../api/client';
import { folded } from '../../i18n/folded';
import type { Head } from '../../parts/subjects/tree';

export type Count = Schemas['SubjectCountView'];

export interface Branch {
  code: string;
  name_hi: string;
  name_en: string;
  /** In both languages, beside the names. */
  keywords: string[];
  /** Here and below. */
  files: number;
  receipts: number;
  below: Branch[];
  /** Of a tree that was in force before. */
  earlier: boolean;
}

/** A branch where it stands on the screen, the trunk at level 1. */
export interface Shown {
  branch: Branch;
  level: number;
  parent: string | null;
  place: number;
  of: number;
}

/** Trunks in the pack's order; after them the heads that only papers of earlier days stand under. */
export function branchesOf(heads: readonly Head[], counts: readonly Count[]): Branch[] {
  const counted = new Map(counts.map((count) => [count.subject_head, count]));
  const grow = (parent: string | null, above: readonly string[]): Branch[] =>
    heads
      .filter((head) => (head.parent ?? null) === parent && !above.includes(head.code))
      .map((head) => {
        const below = grow(head.code, [...above, head.code]);
        const own = counted.get(head.code);
        const { code, name_hi, name_en, keywords_hi = [], keywords_en = [] } = head;
        const files = below.reduce((sum, branch) => sum + branch.files, own?.files ?? 0);
        const receipts = below.reduce((sum, branch) => sum + branch.receipts, own?.receipts ?? 0);
        return { code, name_hi, name_en, keywords: [...keywords_hi, ...keywords_en], files, receipts, below, earlier: false };
      });
  const known = new Set(heads.map(({ code }) => code));
  const gone = counts.filter(({ subject_head }) => !known.has(subject_head));
  const earlier = gone.map(({ subject_head, name_hi, name_en, files, receipts }) => {
    return { code: subject_head, name_hi, name_en, keywords: [], files, receipts, below: [], earlier: true };
  });
  return [...grow(null, []), ...earlier];
}

/** What is looked for with everything above it; all where nothing is looked for. */
export function matching(branches: readonly Branch[], typed: string): Branch[] {
  const words = folded(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...branches];
  return branches.flatMap((branch) => {
    const said = folded([branch.name_hi, branch.name_en, ...branch.keywords].join('\n'));
    if (words.every((word) => said.includes(word))) return [branch];
    const below = matching(branch.below, typed);
    return below.length > 0 ? [{ ...branch, below }] : [];
  });
}

/** The rows of the tree, each below the one that is open. */
export function shownOf(branches: readonly Branch[], open: ReadonlySet<string>, level = 1, parent: string | null = null): Shown[] {
  return branches.flatMap((branch, at) => [
    { branch, level, parent, place: at + 1, of: branches.length },
    ...(open.has(branch.code) ? shownOf(branch.below, open, level + 1, branch.code) : []),
  ]);
}

/** Codes of all that has something below it. */
export function openable(branches: readonly Branch[]): string[] {
  return branches.flatMap(({ code, below }) => (below.length > 0 ? [code, ...openable(below)] : []));
}

export interface Step {
  /** To which row. */
  go?: string;
  open?: string;
  close?: string;
  choose?: string;
}

/** What a key does in a tree (WAI-ARIA Authoring Practices, Tree View); nothing where it does nothing. */
export function stepOf(key: string, rows: readonly Shown[], at: string, open: ReadonlySet<string>): Step | null {
  const place = rows.findIndex(({ branch }) => branch.code === at);
  const row = rows[place];
  if (!row) return null;
  const go = (target: Shown | undefined): Step | null => (target ? { go: target.branch.code } : {});
  const isOpen = open.has(at);
  switch (key) {
    case 'ArrowDown':
      return go(rows[place + 1]);
    case 'ArrowUp':
      return go(rows[place - 1]);
    case 'Home':
      return go(rows[0]);
    case 'End':
      return go(rows.at(-1));
    case 'ArrowRight':
      if (row.branch.below.length === 0) return {};
      return isOpen ? go(rows[place + 1]) : { open: at };
    case 'ArrowLeft':
      if (isOpen && row.branch.below.length > 0) return { close: at };
      return row.parent ? { go: row.parent } : {};
    case 'Enter':
    case ' ':
      return { choose: at };
    default:
      return null;
  }
}

/** The next row whose name begins with the letter that was typed. */
export function byLetter(letter: string, rows: readonly Shown[], at: string, nameOf: (branch: Branch) => string): string | null {
  const place = rows.findIndex(({ branch }) => branch.code === at);
  const round = [...rows.slice(place + 1), ...rows.slice(0, place + 1)];
  return round.find(({ branch }) => folded(nameOf(branch)).startsWith(folded(letter)))?.branch.code ?? null;
}
