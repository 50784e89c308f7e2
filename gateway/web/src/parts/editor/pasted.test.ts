// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { blocksOf } from '../marked/grammar';
import { tableIn, tableText } from './pasted';

const pasted = (kinds: Record<string, string>) => ({ getData: (kind: string) => kinds[kind] ?? '' });
const fromTabs = (text: string) => tableIn(pasted({ 'text/plain': text }));
const fromPage = (html: string) => tableIn(pasted({ 'text/html': html, 'text/plain': 'x' }));

it('reads what a spreadsheet copies', () => {
  expect(fromTabs('तहसील\tप्रकरण\r\n"सदर\nनगर"\t12\r\n"""क"" | ख"\t\r\n')).toEqual([
    ['तहसील', 'प्रकरण'],
    ['सदर नगर', '12'],
    ['"क" | ख', ''],
  ]);
});

it.each(['एक\tदो', 'एक\nदो', 'पहला वाक्य\nएक\tदो', ''])('%j is no table', (text) => expect(fromTabs(text)).toBeNull());

it('takes of a page the text of its cells alone', () => {
  const page =
    '<html><head><style>td{}</style></head><body><!--StartFragment--><table><tr><th colspan="2">मद <b>व</b> राशि</th></tr>' +
    '<tr><td rowspan="2">वेतन<img src="x" onerror="alert(1)"></td><td>12<script>alert(1)</script></td></tr><tr><td>13</td></tr></table></body></html>';

  expect(fromPage(page)).toEqual([
    ['मद व राशि', ''],
    ['वेतन', '12'],
    ['', '13'],
  ]);
});

it.each([
  ['text beside a table', '<p>पत्र</p><table><tr><td>1</td><td>2</td></tr><tr><td>1</td><td>2</td></tr></table>'],
  ['two tables', '<table><tr><td>1</td></tr></table><table><tr><td>1</td></tr></table>'],
  ['one cell', '<table><tr><td>1</td></tr></table>'],
])('leaves %s to be pasted as text', (_, page) => expect(fromPage(page)).toBeNull());

it('refuses what no sheet can hold', () => {
  const wide = Array.from({ length: 13 }, () => 'क').join('\t');

  expect(fromTabs(`${wide}\n${wide}`)).toBe('too_large');
  expect(fromTabs(Array.from({ length: 102 }, () => 'क\tख').join('\n'))).toBe('too_large');
  expect(fromPage('<table><tr><td colspan="1000">1</td><td>2</td></tr><tr><td>1</td></tr></table>')).not.toEqual([]);
});

it('writes what is read as the same table', () => {
  const rows = [['मद | शीर्ष', 'राशि'], ['वेतन\\', '₹ 1,25,000'], ['', '१२%']];

  const [table, ...rest] = blocksOf(tableText(rows));

  expect(rest).toEqual([]);
  expect(table).toMatchObject({ kind: 'table', numeric: [false, true] });
  const cells = table?.kind === 'table' ? [table.head, ...table.rows].map((row) => row.map((cell) => cell.map(({ text }) => text).join(''))) : [];
  expect(cells).toEqual(rows);
});
