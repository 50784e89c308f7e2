// The flags of a file's papers, as the manual writes them: PUC, FR, and where there are several fresh receipts FR-I, FR-II.
import type { Paper } from './views';

const ROMAN: readonly [number, string][] = [
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

export function roman(value: number): string {
  const [size, sign] = ROMAN.find(([each]) => each <= value) ?? [0, ''];
  return size ? sign + roman(value - size) : '';
}

/** Empty where it has none. A lone first fresh receipt is not numbered. */
export function signOf(paper: Pick<Paper, 'flag' | 'flag_number'>, papers: readonly Pick<Paper, 'flag'>[]): string {
  if (paper.flag !== 'fr') return paper.flag ? 'PUC' : '';
  // What was kept on this PC before flags were numbered has no number.
  const numbered = paper.flag_number ?? 1;
  const alone = papers.filter(({ flag }) => flag === 'fr').length < 2;
  return alone && numbered === 1 ? 'FR' : `FR-${roman(numbered)}`;
}
