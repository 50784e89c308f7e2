// Which rows of a long list are there. All rows are equally high, so that nothing has to be measured or remembered for
// each of ten thousand: a filter that changes the list costs no more than what is seen of it.
import type { RefObject } from 'preact';
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';

const SPARE = 4;
/** Milliseconds without scrolling after which the list is at rest. */
const AT_REST = 150;
/** The same after a leap. */
const LANDED = 60;

export interface Slots {
  /** Indices of the rows that are there, in the order of their elements. */
  indices: number[];
  /** How many rows fit into the window. */
  page: number;
  scrollTo: (index: number) => void;
}

/** `height` of a row and of the `head` that stays above them, in pixels. */
export function useSlots(scroller: RefObject<HTMLElement>, count: number, height: number, head: number): Slots {
  const [first, setFirst] = useState(0);
  const [room, setRoom] = useState(700);
  const [moving, setMoving] = useState(false);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let rest: ReturnType<typeof setTimeout>;
    let landing: ReturnType<typeof setTimeout>;
    let before = Math.floor(element.scrollTop / height);
    const follow = () => {
      const now = Math.floor(element.scrollTop / height);
      const leap = isLeap(before, now, element.clientHeight / height);
      before = now;
      clearTimeout(landing);
      if (leap) landing = setTimeout(() => setFirst(now), LANDED);
      else setFirst(now);
      setMoving(true);
      clearTimeout(rest);
      rest = setTimeout(() => setMoving(false), AT_REST);
    };
    const sized = new ResizeObserver(() => setRoom(element.clientHeight));
    sized.observe(element);
    setFirst(Math.floor(element.scrollTop / height));
    element.addEventListener('scroll', follow, { passive: true });
    return () => {
      clearTimeout(rest);
      clearTimeout(landing);
      sized.disconnect();
      element.removeEventListener('scroll', follow);
    };
  }, [height]);
  const latest = useRef({ height, head });
  latest.current = { height, head };
  const scrollTo = useCallback((index: number) => bringIntoView(scroller.current, index, latest.current), []);
  return {
    indices: slots(first, count, Math.ceil(room / height), moving),
    page: Math.max(1, Math.floor((room - head) / height) - 1),
    scrollTo,
  };
}

/**
 * Always equally many rows, so that the element of a row that leaves serves one that comes: row i uses element i modulo
 * their number. While the list moves, elements keep their places in the document, for moving them costs more than all
 * else; at rest their order is that of the rows.
 */
export function slots(first: number, count: number, fit: number, moving: boolean): number[] {
  const most = Math.min(fit + 2 * SPARE, count);
  const from = Math.max(0, Math.min(first - SPARE, count - most));
  const indices = Array.from({ length: most }, (_, at) => from + at);
  return moving ? indices.sort((a, b) => (a % most) - (b % most)) : indices;
}

/** Whether the list flies past: nobody reads what is there for one frame, so nothing is drawn until it lands. */
export function isLeap(before: number, now: number, fit: number): boolean {
  return Math.abs(now - before) > fit / 2;
}

function bringIntoView(
  element: HTMLElement | null,
  index: number,
  { height, head }: { height: number; head: number },
): void {
  if (!element) return;
  const top = index * height;
  const bottom = top + height + head - element.clientHeight;
  if (top < element.scrollTop) element.scrollTop = top;
  else if (bottom > element.scrollTop) element.scrollTop = bottom;
}
