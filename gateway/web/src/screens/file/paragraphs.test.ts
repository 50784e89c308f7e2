import { expect, it } from 'vitest';
import { isTooLong, paragraphsOf, textOf } from './paragraphs';

it('ends a paragraph at a blank line only', () => {
  expect(paragraphsOf('पहला\nवही प्रस्तर\n \nदूसरा\n\n\n  तीसरा  \n')).toEqual(['पहला\nवही प्रस्तर', 'दूसरा', 'तीसरा']);
});

it('reads the line ends of any system', () => {
  expect(paragraphsOf('एक\r\n\r\nदो')).toEqual(['एक', 'दो']);
});

it('finds no paragraph in blanks', () => {
  expect(paragraphsOf(' \n\n ')).toEqual([]);
});

it('gives the text back that was typed', () => {
  const text = 'पहला\nवही\n\nदूसरा';

  expect(textOf(paragraphsOf(text).map((each) => ({ text: each })))).toBe(text);
});

it('counts the cells of all tables', () => {
  const row = `|${'१|'.repeat(10)}`;
  const table = [row, `|${'---|'.repeat(10)}`, ...Array.from({ length: 99 }, () => row)].join('\n');

  expect([isTooLong([table, table].join('\n\n')), isTooLong([table, table, table].join('\n\n'))]).toEqual([false, true]);
});

it('counts letters, not halves of them', () => {
  expect(isTooLong('😀'.repeat(10_000))).toBe(false);
  expect(isTooLong('क'.repeat(10_001))).toBe(true);
  expect(isTooLong(Array.from({ length: 201 }, () => 'क').join('\n\n'))).toBe(true);
});
