// What the editor changes in a text when one sets emphasis, makes a list, or goes on with a list or a table. Each is one
// replacement, which the browser carries out so that its undo keeps working.
import { MARKER } from '../marked/grammar';

/** Put `text` in the place of what lies between `from` and `to`; then select from `start` to `end` of the new text. */
export interface Edit {
  from: number;
  to: number;
  text: string;
  start: number;
  end: number;
}

export type Mark = '**' | '__';
type Selection = readonly [start: number, end: number];

const BLANKS = '[ \\t\\u00a0]';
const ITEM = new RegExp(`^${MARKER}(?:${BLANKS}+|$)`);
const LETTER = /[\p{L}\p{M}\p{N}\u200c\u200d]/u;

/** Sets the mark around the selection, or the word at the caret; takes it away where it stands already. */
export function emphasised(value: string, [start, end]: Selection, mark: Mark): Edit {
  const [from, to] = wholeWords(value, start, end);
  if (from === to) return { from, to, text: mark + mark, start: from + 2, end: from + 2 };
  const isAround = value.slice(from - 2, from) === mark && value.slice(to, to + 2) === mark;
  const isCaret = start === end;
  if (isAround) return { from: from - 2, to: to + 2, text: value.slice(from, to), start: isCaret ? to - 2 : from - 2, end: to - 2 };
  const lines = value.slice(from, to).split('\n');
  const isMarked = lines.every((line) => !bare(line) || isWithin(bare(line), mark));
  const text = lines.map((line) => onLine(line, (said) => (isMarked ? said.slice(2, -2) : isWithin(said, mark) ? said : mark + said + mark))).join('\n');
  return { from, to, text, start: isCaret ? from + text.length : from, end: from + text.length };
}

/** Makes points of the lines of the selection, or lines of its points. */
export function listed(value: string, [start, end]: Selection, ordered: boolean): Edit {
  const [from, to] = wholeLines(value, start, end);
  const lines = value.slice(from, to).split('\n');
  const markers = lines.map((line) => ITEM.exec(line));
  const isListed = lines.every((line, at) => !line.trim() || (markers[at] && (markers[at][3] !== undefined) === ordered)) && lines.some((line) => line.trim());
  let count = 0;
  const text = lines
    .map((line, at) => {
      const indent = markers[at]?.[1] ?? '';
      const said = line.slice(markers[at]?.[0].length ?? 0);
      if (isListed) return indent + said;
      if (!line.trim() && lines.length > 1) return line;
      count += 1;
      return `${indent}${ordered ? `${count}.` : '-'} ${said}`;
    })
    .join('\n');
  return { from, to, text, start: from + text.length, end: from + text.length };
}

/** A table on lines of its own; the heading's first cell is selected. */
export function withTable(value: string, [start, end]: Selection, table: string): Edit {
  const before = start === 0 || value.charAt(start - 1) === '\n' ? '' : '\n';
  const after = end === value.length || value.charAt(end) === '\n' ? '' : '\n';
  const first = start + before.length + 2;
  const length = Math.max(0, table.indexOf(' |', 2) - 2);
  return { from: start, to: end, text: before + table + after, start: first, end: first + length };
}

/** What Enter does in a list or after a row of a table: it goes on, or, in an empty one, ends it. Null: it is a line's end. */
export function continued(value: string, caret: number): Edit | null {
  const from = value.lastIndexOf('\n', caret - 1) + 1;
  const ending = value.indexOf('\n', caret);
  const line = value.slice(from, ending < 0 ? value.length : ending);
  // A row is one line: broken anywhere, it would be none.
  if (/^\s*\|.*\|\s*$/.test(line)) return caret > from ? nextRow(line, from) : null;
  const marker = ITEM.exec(line);
  if (!marker || caret < from + marker[0].length) return null;
  if (!line.slice(marker[0].length).trim()) return gone(from, from + line.length);
  const next = marker[2] ?? following(marker[3] ?? '');
  return next === null ? null : written(caret, `\n${marker[1] ?? ''}${next} `);
}

function nextRow(line: string, from: number): Edit {
  const cells = line.trim().slice(1, -1).split(/(?<!\\)\|/);
  if (cells.every((cell) => !cell.trim())) return gone(from, from + line.length);
  const end = from + line.length;
  return { from: end, to: end, text: `\n|${'  |'.repeat(cells.length)}`, start: end + 3, end: end + 3 };
}

const gone = (from: number, to: number): Edit => ({ from, to, text: '', start: from, end: from });
const written = (at: number, text: string): Edit => ({ from: at, to: at, text, start: at + text.length, end: at + text.length });

// Offices count points अ, ब, स, द or क, ख, ग, and (i), (ii), (iii).
const SEQUENCES = ['अबसदय', 'कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह'];
const ROMAN = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii', 'xiii', 'xiv', 'xv'];

/** The number after this one, written in the same way; null where nobody would know it. */
export function following(marker: string): string | null {
  const [, open = '', ordinal = '', close = ''] = /^(\(?)(.*?)([).-])$/.exec(marker) ?? [];
  const next = /^[0-9०-९]+$/.test(ordinal) ? nextNumber(ordinal) : nextLetter(ordinal);
  return next && open + next + close;
}

/** In the script of the one before; a marker has three digits at most. */
function nextNumber(digits: string): string | null {
  const next = Number(inLatin(digits)) + 1;
  if (next > 999) return null;
  return /[०-९]/.test(digits) ? inDevanagari(next) : String(next);
}

function nextLetter(letter: string): string | null {
  const small = letter.toLowerCase();
  const roman = ROMAN[ROMAN.indexOf(small) + 1];
  if (ROMAN.includes(small)) return roman ? (small === letter ? roman : roman.toUpperCase()) : null;
  if (/^[A-Ya-y]$/.test(letter)) return String.fromCharCode(letter.charCodeAt(0) + 1);
  const sequence = SEQUENCES.find((each) => each.includes(letter));
  return (letter && sequence?.[sequence.indexOf(letter) + 1]) || null;
}

const inLatin = (digits: string) => digits.replace(/[०-९]/g, (digit) => String(digit.charCodeAt(0) - 0x966));
const inDevanagari = (value: number) => String(value).replace(/[0-9]/g, (digit) => String.fromCharCode(0x966 + Number(digit)));

/** Marks embrace whole words: what is half selected is taken whole, blanks at the ends are left out. */
function wholeWords(value: string, start: number, end: number): Selection {
  let [from, to] = [start, end];
  while (from < to && /\s/.test(value.charAt(from))) from += 1;
  while (to > from && /\s/.test(value.charAt(to - 1))) to -= 1;
  while (from > 0 && LETTER.test(value.charAt(from - 1)) && (from < to || start === end)) from -= 1;
  while (to < value.length && LETTER.test(value.charAt(to)) && (from < to || start === end)) to += 1;
  return [from, to];
}

function wholeLines(value: string, start: number, end: number): Selection {
  const ending = value.indexOf('\n', Math.max(start, end - (end > start && value.charAt(end - 1) === '\n' ? 1 : 0)));
  return [value.lastIndexOf('\n', start - 1) + 1, ending < 0 ? value.length : ending];
}

/** What a line says, without the marker of a point and the blanks around it. */
const bare = (line: string) => line.slice(ITEM.exec(line)?.[0].length ?? 0).trim();
const isWithin = (said: string, mark: Mark) => said.length > 4 && said.startsWith(mark) && said.endsWith(mark);

function onLine(line: string, change: (said: string) => string): string {
  const said = bare(line);
  if (!said) return line;
  const at = line.indexOf(said, ITEM.exec(line)?.[0].length ?? 0);
  return line.slice(0, at) + change(said) + line.slice(at + said.length);
}
