import { expect, it } from 'vitest';
import fixtures from '../../../../../tests/contract/marked.json';
import { blocksOf, isMarked, plain } from './grammar';

// tests/contract/test_marked.py reads the same file.
it.each(fixtures.map((one) => [one.says, one] as const))('reads as the printer does: %s', (_, { text, blocks, plain: said }) => {
  expect(blocksOf(text)).toEqual(blocks);
  expect(plain(text)).toBe(said);
});

it('knows a text that is more than its lines', () => {
  expect(['एक\nदो', '**एक', '**एक**', '- एक', '| क |\n|---|'].map(isMarked)).toEqual([false, false, true, true, true]);
});
