// The page series of the correspondence side: which page of which paper stands under a number.
import type { Paper } from './views';

export interface FilePage {
  /** In the file's own series. */
  number: number;
  /** Of the paper's document, from 1. */
  page: number;
  paper: Paper;
  isFirst: boolean;
}

export function pagesOf(papers: readonly Paper[]): FilePage[] {
  return papers.flatMap((paper) => {
    const { from_page: from, to_page: to } = paper;
    if (from === null || to === null) return [];
    return Array.from({ length: to - from + 1 }, (_, at) => ({ number: from + at, page: at + 1, paper, isFirst: at === 0 }));
  });
}

/** The page that is read: the last one whose top is above the middle of the window that it scrolls in. */
export function pageAt(tops: readonly { number: number; top: number }[], middle: number): number | null {
  let found: number | null = null;
  for (const { number, top } of tops) {
    if (found !== null && top > middle) break;
    found = number;
  }
  return found;
}

/** "12", or "12–14". */
export function rangeOf({ from_page: from, to_page: to }: Paper): string {
  if (from === null) return '—';
  return to === null || to === from ? String(from) : `${from}–${to}`;
}
