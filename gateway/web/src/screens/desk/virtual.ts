import { Virtualizer, elementScroll, observeElementOffset, observeElementRect } from '@tanstack/virtual-core';
import type { RefObject } from 'preact';
import { useLayoutEffect, useReducer, useRef } from 'preact/hooks';

type List = Virtualizer<HTMLElement, HTMLElement>;

/** Which rows of a long list have to be there. All are `height` pixels high and lie under a head that stays. */
export function useVirtual(scroller: RefObject<HTMLElement>, count: number, height: number, head: number): List {
  const [, redraw] = useReducer((turn: number, _: unknown) => turn + 1, 0);
  const options = {
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 6,
    paddingStart: head,
    scrollPaddingStart: head,
    initialRect: { width: 1024, height: 700 },
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    onChange: redraw,
  };
  const made = useRef<List | null>(null);
  made.current ??= new Virtualizer<HTMLElement, HTMLElement>(options);
  const list = made.current;
  list.setOptions(options);
  useLayoutEffect(() => list._didMount(), []);
  useLayoutEffect(() => list._willUpdate());
  useLayoutEffect(() => list.measure(), [height, head]);
  return list;
}
