import { describe, expect, it } from 'vitest';
import { QUIET, barsOf, symbolsOf, widthsOf } from './code128';

const every = Array.from({ length: 100 }, (_, pair) => String(pair).padStart(2, '0'));

describe('Code 128, set C', () => {
  it('has symbols that are eleven modules wide, with bars of an even width, and no two alike', () => {
    const symbols = every.map((pair) => widthsOf(pair).slice(6, 12));
    for (const widths of symbols) {
      expect(widths.reduce((sum, width) => sum + width)).toBe(11);
      expect((widths[0] ?? 0) + (widths[2] ?? 0) + (widths[4] ?? 0)).toSatisfy((bars: number) => bars % 2 === 0);
    }
    expect(new Set(symbols.map(String)).size).toBe(100);
  });

  it('begins with start C and ends with its check symbol and the stop', () => {
    // (105 + 1·10 + 2·0 + 3·0 + 4·0 + 5·16) mod 103 = 92
    expect(symbolsOf('1000000016')).toEqual([105, 10, 0, 0, 0, 16, 92, 106]);
    expect(widthsOf('1000000016').slice(0, 6)).toEqual([2, 1, 1, 2, 3, 2]);
    expect(widthsOf('1000000016').slice(-7)).toEqual([2, 3, 3, 1, 1, 1, 2]);
  });

  it('leaves a quiet zone at both ends', () => {
    const { path, width } = barsOf('1000000016');
    expect(width).toBe(2 * QUIET + 7 * 11 + 13);
    expect(path.startsWith(`M${QUIET} 0h2v1h-2z`)).toBe(true);
  });

  it('refuses what it cannot write', () => {
    expect(() => symbolsOf('123')).toThrow();
    expect(() => symbolsOf('12a4')).toThrow();
  });
});
