// Two versions of a text side by side, word by word (shortest edit script after Myers, 1986).

export interface Stretch {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/** Words with the white space after them, so that the stretches joined give the text again. */
const WORD = /\s+|[\p{L}\p{M}\p{N}_\u200c\u200d]+|[^\s\p{L}\p{M}\p{N}_\u200c\u200d]/gu;
/** Beyond so many differences two texts have little in common, and the search would take memory by its square. */
const MOST = 600;

export function wordsOf(text: string): string[] {
  return text.normalize('NFC').match(WORD) ?? [];
}

/** What was removed from and added to `before` to give `after`. */
export function compare(before: string, after: string): Stretch[] {
  const old = wordsOf(before);
  const fresh = wordsOf(after);
  let head = 0;
  while (head < old.length && head < fresh.length && old[head] === fresh[head]) head += 1;
  let tail = 0;
  while (
    tail < old.length - head &&
    tail < fresh.length - head &&
    old[old.length - 1 - tail] === fresh[fresh.length - 1 - tail]
  ) {
    tail += 1;
  }
  const middle = edits(old.slice(head, old.length - tail), fresh.slice(head, fresh.length - tail));
  return joined(slid([...old.slice(0, head).map(same), ...middle, ...old.slice(old.length - tail).map(same)]));
}

/** Whether anything but white space differs. */
export function isSame(stretches: readonly Stretch[]): boolean {
  return stretches.every(({ kind, text }) => kind === 'same' || !text.trim());
}

const same = (text: string): Stretch => ({ kind: 'same', text });
const removed = (text: string): Stretch => ({ kind: 'removed', text });
const added = (text: string): Stretch => ({ kind: 'added', text });

function edits(old: string[], fresh: string[]): Stretch[] {
  const trail = search(old, fresh);
  if (!trail) return [...old.map(removed), ...fresh.map(added)];
  const found: Stretch[] = [];
  let x = old.length;
  let y = fresh.length;
  for (let depth = trail.length - 1; depth >= 0; depth -= 1) {
    const furthest = trail[depth] as Map<number, number>;
    const diagonal = x - y;
    const down = goesDown(furthest, diagonal, depth);
    const from = down ? diagonal + 1 : diagonal - 1;
    const startX = depth === 0 ? 0 : (furthest.get(from) ?? 0);
    const startY = depth === 0 ? 0 : startX - from;
    const afterX = depth === 0 ? 0 : down ? startX : startX + 1;
    while (x > afterX) {
      x -= 1;
      found.push(same(old[x] as string));
    }
    if (depth > 0) found.push(down ? added(fresh[startY] as string) : removed(old[startX] as string));
    x = startX;
    y = startY;
  }
  return found.reverse();
}

/** For each number of differences, how far each diagonal had been reached before it; null where there are too many. */
function search(old: string[], fresh: string[]): Map<number, number>[] | null {
  const furthest = new Map<number, number>([[1, 0]]);
  const trail: Map<number, number>[] = [];
  for (let depth = 0; depth <= Math.min(MOST, old.length + fresh.length); depth += 1) {
    trail.push(new Map(furthest));
    for (let diagonal = -depth; diagonal <= depth; diagonal += 2) {
      const down = goesDown(furthest, diagonal, depth);
      let x = down ? (furthest.get(diagonal + 1) ?? 0) : (furthest.get(diagonal - 1) ?? 0) + 1;
      while (x < old.length && x - diagonal < fresh.length && old[x] === fresh[x - diagonal]) x += 1;
      furthest.set(diagonal, x);
      if (x >= old.length && x - diagonal >= fresh.length) return trail;
    }
  }
  return null;
}

function goesDown(furthest: ReadonlyMap<number, number>, diagonal: number, depth: number): boolean {
  if (diagonal === -depth) return true;
  return diagonal !== depth && (furthest.get(diagonal - 1) ?? -1) < (furthest.get(diagonal + 1) ?? -1);
}

/**
 * Where a change could as well begin one word later, it does: a sentence put in is then marked with its own danda, not with
 * that of the sentence before it.
 */
function slid(stretches: Stretch[]): Stretch[] {
  let start = 0;
  for (let at = 0; at < stretches.length; at += 1) {
    const each = stretches[at] as Stretch;
    const first = stretches[start] as Stretch;
    const alone = first.kind !== 'same' && (start === 0 || stretches[start - 1]?.kind === 'same');
    if (each.kind === 'same' && alone && first.text === each.text) {
      stretches[start] = same(each.text);
      stretches[at] = { kind: first.kind, text: each.text };
      start += 1;
    } else if (each.kind !== first.kind || each.kind === 'same') start = at;
  }
  return stretches;
}

/** Neighbours of one kind as one stretch; between two changes a blank counts as changed with them. */
function joined(stretches: Stretch[]): Stretch[] {
  const sorted = runs(stretches);
  const found: Stretch[] = [];
  for (const each of sorted) {
    const last = found.at(-1);
    if (last && last.kind === each.kind) last.text += each.text;
    else found.push({ ...each });
  }
  return found.filter(({ text }) => text);
}

/** In each run of changes first what was removed, then what was added. */
function runs(stretches: Stretch[]): Stretch[] {
  const found: Stretch[] = [];
  let gone: Stretch[] = [];
  let come: Stretch[] = [];
  const settle = () => {
    found.push(...gone, ...come);
    gone = [];
    come = [];
  };
  stretches.forEach((each, at) => {
    const inside = gone.length > 0 || come.length > 0;
    if (each.kind === 'removed') gone.push(each);
    else if (each.kind === 'added') come.push(each);
    else if (inside && /^[ \u00a0]+$/.test(each.text) && isChange(stretches[at + 1])) {
      gone.push(removed(each.text));
      come.push(added(each.text));
    } else {
      settle();
      found.push(each);
    }
  });
  settle();
  return found;
}

function isChange(stretch: Stretch | undefined): boolean {
  return stretch !== undefined && stretch.kind !== 'same';
}
