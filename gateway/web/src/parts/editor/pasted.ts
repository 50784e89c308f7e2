// A table that is pasted from a spreadsheet or a page: only the text of its cells is taken.
import { MOST_COLUMNS, MOST_ROWS } from '../marked/grammar';

/** As much of a page as is looked at for a table, in characters. */
const LARGEST = 2_000_000;
const NUMBER = /^[₹\s]*[-+]?[0-9०-९][0-9०-९.,]*\s*%?$/;

/** Its cells by rows; `too_large` for one that cannot be read on a sheet; null where no table is pasted. */
export function tableIn(pasted: Pick<DataTransfer, 'getData'> | null): string[][] | 'too_large' | null {
  const page = pasted?.getData('text/html') ?? '';
  const found = fromPage(page.length > LARGEST ? '' : page) ?? fromTabs(pasted?.getData('text/plain') ?? '');
  const rows = found && withoutEmptyEdges(found);
  const columns = rows?.[0]?.length ?? 0;
  if (!rows || rows.length < 2 || columns < 2) return null;
  return rows.length - 1 > MOST_ROWS || columns > MOST_COLUMNS ? 'too_large' : rows;
}

/** The table as it stands in the text; its first row is its heading. */
export function tableText(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  const rule = head.map((_, at) => {
    const filled = body.map((row) => row[at] ?? '').filter(Boolean);
    return filled.length > 0 && filled.every((cell) => NUMBER.test(cell)) ? '---:' : '---';
  });
  const line = (row: readonly string[]) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${rule.join('|')}|`, ...body.map(line)].join('\n');
}

/** What is pasted must be one table and nothing else: text beside it would be lost. */
function fromPage(page: string): string[][] | null {
  if (!/<table/i.test(page)) return null;
  // Made apart from the page: its scripts do not run and its pictures are not fetched.
  const made = new DOMParser().parseFromString(page, 'text/html');
  for (const unseen of made.querySelectorAll('script, style, template, head')) unseen.remove();
  const [table, another] = made.querySelectorAll('table');
  if (!table || another) return null;
  const rows = [...table.rows].slice(0, MOST_ROWS + 3);
  const cells = laidOut(rows.map((row) => [...row.cells]));
  table.remove();
  return made.body.textContent?.trim() ? null : cells;
}

/** A cell over several rows or columns stands in the first of them. */
function laidOut(rows: readonly HTMLTableCellElement[][]): string[][] {
  const laid: string[][] = rows.map(() => []);
  rows.forEach((cells, at) => {
    let column = 0;
    for (const cell of cells.slice(0, MOST_COLUMNS + 2)) {
      while (laid[at]?.[column] !== undefined) column += 1;
      const [wide, high] = [Math.min(cell.colSpan, MOST_COLUMNS + 1), Math.min(cell.rowSpan, rows.length - at)];
      for (let down = 0; down < high; down += 1)
        for (let right = 0; right < wide; right += 1) {
          const row = laid[at + down];
          if (row) row[column + right] = down + right === 0 ? oneLine(cell.textContent ?? '') : '';
        }
      column += wide;
    }
  });
  return laid.map((row) => Array.from(row, (cell) => cell ?? ''));
}

/** Tab-separated, as spreadsheets write it: a cell with a line end in it stands in quotes. */
function fromTabs(text: string): string[][] | null {
  if (!text.includes('\t') || text.length > LARGEST) return null;
  const rows: string[][] = [[]];
  for (const match of text.matchAll(/(?:"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*))(\t|\r\n?|\n|$)/g)) {
    rows.at(-1)?.push(oneLine(match[1]?.replaceAll('""', '"') ?? match[2] ?? ''));
    if (match[3] === '') break;
    if (match[3] !== '\t') rows.push([]);
  }
  const filled = rows.filter((row) => row.some(Boolean));
  return filled.every((row) => row.length > 1) ? filled : null;
}

function withoutEmptyEdges(rows: readonly string[][]): string[][] {
  const filled = rows.filter((row) => row.some(Boolean));
  const columns = Math.max(0, ...filled.map((row) => row.findLastIndex(Boolean) + 1));
  return filled.map((row) => Array.from({ length: columns }, (_, at) => row[at] ?? ''));
}

/** Also what turns the direction of writing and controls go: the server refuses them. */
function oneLine(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
