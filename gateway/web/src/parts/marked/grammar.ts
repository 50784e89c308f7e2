// What the text of a paragraph may be marked with: emphasis, lists and tables. The same grammar as
// `contracts/marked.py`, which prints it; both are held to `tests/contract/marked.json`.

export const MOST_COLUMNS = 12;
/** Below a table's heading. */
export const MOST_ROWS = 100;
/** Of all tables of a note. */
export const MOST_CELLS = 2000;
export const BULLET = '\u2022';

/** A stretch of text in one style. */
export interface Run {
  text: string;
  bold: boolean;
  underlined: boolean;
}

export type Line = readonly Run[];

/** Lines as they were typed. */
export interface Lines {
  kind: 'text';
  lines: readonly Line[];
}

export interface Item {
  /** Printed before the point: a number is the one that was typed. */
  marker: string;
  lines: readonly Line[];
  below: readonly Points[];
}

export interface Points {
  kind: 'list';
  ordered: boolean;
  items: readonly Item[];
}

/** Each row has a cell for each column. `numeric`: whether a column stands at its right edge. */
export interface Table {
  kind: 'table';
  head: readonly Line[];
  numeric: readonly boolean[];
  rows: readonly (readonly Line[])[];
}

export type Block = Lines | Points | Table;

// Named one by one, and not by what Unicode calls a letter: two programmes must agree on each of them.
const BLANK = ' \\t\\u00a0';
const WORD = /[A-Za-z0-9\u0900-\u0963\u0966-\u096f\u0971-\u097f\u200c\u200d]/;
const ORDINAL = '[0-9\\u0966-\\u096f]{1,3}|[\\u0905-\\u0939]|[A-Za-z]|[ivx]{2,5}|[IVX]{2,5}';
const NUMBERED = `\\((?:${ORDINAL})\\)|(?:${ORDINAL})\\)|(?:[0-9\\u0966-\\u096f]{1,3}|[\\u0905-\\u0939])[.-]`;
/** What stands before the text of a point: its indent, a bullet or a number. */
export const MARKER = `([${BLANK}]*)(?:([-*\\u2022])|(${NUMBERED}))`;
const ITEM = new RegExp(`^${MARKER}[${BLANK}]+([^${BLANK}].*)$`, 's');
const INDENTED = new RegExp(`^[${BLANK}]{2,}([^${BLANK}].*)$`, 's');
const IS_BLANK = new RegExp(`^[${BLANK}]$`);
const RULE = /^:?-{3,}:?$/;
const PIPE = /(?<!\\)\|/;
const MARK = /(?<!\*)\*\*(?!\*)|(?<!_)__(?!_)/g;

/** What the text of a paragraph consists of, in its order. */
export function blocksOf(text: string): Block[] {
  const lines = text.split(/\r\n?|\n/);
  const found: Block[] = [];
  let typed: Line[] = [];
  let at = 0;
  while (at < lines.length) {
    let [block, after]: [Block | null, number] = tableAt(lines, at);
    if (!block && after === at) [block, after] = listAt(lines, at);
    if (block) {
      if (typed.length > 0) found.push({ kind: 'text', lines: typed });
      found.push(block);
      typed = [];
    } else {
      after = Math.max(after, at + 1);
      typed.push(...lines.slice(at, after).map(runsOf));
    }
    at = after;
  }
  if (typed.length > 0) found.push({ kind: 'text', lines: typed });
  return found;
}

/** The text without its marks. */
export function plain(text: string): string {
  return blocksOf(text).flatMap(said).join('\n');
}

/** How many cells the tables of these have. */
export function cellsIn(paragraphs: readonly string[]): number {
  const tables = paragraphs.flatMap(blocksOf).filter((block) => block.kind === 'table');
  return tables.reduce((sum, { head, rows }) => sum + head.length * (1 + rows.length), 0);
}

/** Whether anything of it is more than lines as they were typed. */
export function isMarked(text: string): boolean {
  return blocksOf(text).some((block) => block.kind !== 'text' || block.lines.some((line) => line.some(({ bold, underlined }) => bold || underlined)));
}

/** A line's stretches by their style. A mark that is not closed on its line is text. */
export function runsOf(line: string): Line {
  const found: Run[] = [];
  const style = { bold: false, underlined: false };
  let done = 0;
  const until = (end: number) => end > done && found.push({ text: line.slice(done, end), ...style });
  for (const { at, mark, opens } of pairsOf(line)) {
    until(at);
    style[mark === '**' ? 'bold' : 'underlined'] = opens;
    done = at + 2;
  }
  until(line.length);
  return found;
}

interface Mark {
  at: number;
  mark: string;
  opens: boolean;
}

/** Where each pair of marks opens and closes. It embraces whole words, and no blank at its ends. */
function pairsOf(line: string): Mark[] {
  const opened = new Map<string, number>();
  const pairs: Mark[] = [];
  for (const { 0: mark, index } of line.matchAll(MARK)) {
    const [before, after] = [line.charAt(index - 1), line.charAt(index + 2)];
    const from = opened.get(mark);
    if (from !== undefined && before && !IS_BLANK.test(before) && !WORD.test(after)) {
      pairs.push({ at: from, mark, opens: true }, { at: index, mark, opens: false });
      opened.delete(mark);
    } else if (after && !IS_BLANK.test(after) && !WORD.test(before)) {
      opened.set(mark, index);
    }
  }
  return pairs.sort((one, other) => one.at - other.at);
}

/** A list that is still being read. */
interface Growing {
  kind: 'list';
  ordered: boolean;
  items: { marker: string; lines: Line[]; below: Growing[] }[];
}

/** The list that begins on this line, and the line after it. */
function listAt(lines: readonly string[], at: number): [Points | null, number] {
  const first = ITEM.exec(lines[at] ?? '');
  if (!first) return [null, at];
  const found: Growing = { kind: 'list', ordered: first[3] !== undefined, items: [] };
  let last: Growing['items'][number] | undefined;
  for (; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const match = ITEM.exec(line);
    if (!match) {
      const more = INDENTED.exec(line);
      if (!more || !last) break;
      last.lines.push(runsOf(more[1] ?? ''));
      continue;
    }
    const into = intoWhich(found, match);
    if (!into) break;
    last = { marker: match[3] ?? BULLET, lines: [runsOf(match[4] ?? '')], below: [] };
    into.items.push(last);
  }
  return [found, at];
}

/** The list itself or one below its last point; null where another list begins. */
function intoWhich(list: Growing, match: RegExpExecArray): Growing | null {
  const ordered = match[3] !== undefined;
  const above = list.items.at(-1);
  if (!above || (match[1] ?? '').length < 2) return list.ordered === ordered ? list : null;
  const last = above.below.at(-1);
  if (last?.ordered === ordered) return last;
  const begun: Growing = { kind: 'list', ordered, items: [] };
  above.below.push(begun);
  return begun;
}

/** The table that begins on this line, and the line after it; no table but a later line where it is too large. */
function tableAt(lines: readonly string[], at: number): [Table | null, number] {
  const head = cellsOf(lines[at] ?? '');
  const rule = head && cellsOf(lines[at + 1] ?? '');
  if (!head || !rule || rule.length !== head.length || !rule.every((cell) => RULE.test(cell))) return [null, at];
  const rows: string[][] = [];
  let after = at + 2;
  for (; after < lines.length; after += 1) {
    const row = cellsOf(lines[after] ?? '');
    if (!row || row.length > head.length) break;
    rows.push([...row, ...Array<string>(head.length - row.length).fill('')]);
  }
  if (head.length > MOST_COLUMNS || rows.length > MOST_ROWS) return [null, after];
  const numeric = rule.map((cell) => cell.endsWith(':') && !cell.startsWith(':'));
  return [{ kind: 'table', head: head.map(runsOf), numeric, rows: rows.map((row) => row.map(runsOf)) }, after];
}

/** Of a line between two bars; a bar inside a cell has a backslash before it. */
function cellsOf(written: string): string[] | null {
  const line = trimmed(written);
  if (line.length < 2 || !line.startsWith('|') || !line.endsWith('|') || line.endsWith('\\|')) return null;
  return line
    .slice(1, -1)
    .split(PIPE)
    .map((cell) => trimmed(cell).replaceAll('\\|', '|'));
}

/** Without blanks at its ends; a pattern would look at each of many blanks again and again. */
function trimmed(text: string): string {
  let [from, to] = [0, text.length];
  while (from < to && IS_BLANK.test(text.charAt(from))) from += 1;
  while (to > from && IS_BLANK.test(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
}

function said(block: Block): string[] {
  if (block.kind === 'text') return block.lines.map(textOf);
  if (block.kind === 'table') return [block.head, ...block.rows].map((row) => row.map(textOf).join(' | '));
  return block.items.flatMap(({ marker, lines, below }) => {
    const [first = '', ...more] = lines.map(textOf);
    return [`${marker} ${first}`, ...more, ...below.flatMap(said)];
  });
}

const textOf = (line: Line) => line.map(({ text }) => text).join('');
