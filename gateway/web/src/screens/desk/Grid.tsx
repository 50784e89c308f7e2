import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { today, words } from '../../i18n';
import { useKeys } from '../../keys';
import { appearance } from '../../shell/appearance';
import en from './en.json';
import { type Column, type Order } from './narrowing';
import hi from './hi.json';
import { RowLine, pathOf, rowId } from './RowLine';
import type { Box, Row } from './rows';
import { active, choose, filter, offsets, order, pending, selected } from './state';
import { useSlots } from './slots';
import { useAhead } from './useDesk';

const t = words({ hi, en });
const NARROW = '(max-width: 40rem)';

interface Props {
  box: Box;
  rows: Row[];
}

/** The rows of a box as a grid of which only what is seen is there. It takes the arrow keys from anywhere. */
export function Grid({ box, rows }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const sizes = useSizes();
  const { indices, page, scrollTo } = useSlots(scroller, rows.length, sizes.row, sizes.head);
  const now = useQuarterHours();
  const day = today();
  const [, open] = useLocation();
  const marked = active.value[box];
  const at = useMemo(() => Math.max(0, marked ? rows.findIndex((row) => row.id === marked) : 0), [rows, marked]);

  function go(to: number, extend = false): void {
    const index = Math.max(0, Math.min(to, rows.length - 1));
    const row = rows[index];
    if (!row) return;
    if (extend)
      choose(
        rows.slice(Math.min(at, index), Math.max(at, index) + 1).map(({ id }) => id),
        true,
      );
    active.value = { ...active.value, [box]: row.id };
    scrollTo(index);
    scroller.current?.focus({ preventScroll: true });
  }
  useGridKeys({ at, rows, go, open, page });
  useKeptOffset(scroller, box);
  useSteadyRows(scroller, rows, sizes.row);
  useAhead(rows, at);

  function onClick(event: MouseEvent): void {
    const target = event.target as Element;
    const index = Number(target.closest<HTMLElement>('[data-index]')?.dataset['index'] ?? -1);
    const row = rows[index];
    if (!row || event.ctrlKey || event.metaKey) return;
    active.value = { ...active.value, [box]: row.id };
    if (target.closest('.pick')) {
      if (event.shiftKey) go(index, true);
      else choose([row.id], !selected.value.has(row.id));
      scroller.current?.focus({ preventScroll: true });
      if (!(target instanceof HTMLInputElement)) event.preventDefault();
    } else {
      event.preventDefault();
      open(pathOf(row));
    }
  }

  return (
    <div
      ref={scroller}
      class="desk-grid"
      role="grid"
      tabIndex={0}
      aria-label={t(`box_${box}`)}
      aria-rowcount={rows.length + 1}
      aria-colcount={6}
      aria-multiselectable="true"
      aria-activedescendant={indices.includes(at) ? rowId(at) : undefined}
      onClick={onClick}
    >
      <Head box={box} rows={rows} />
      <div role="rowgroup" class="desk-rows" style={{ height: `${rows.length * sizes.row}px` }}>
        {indices.map((index) => {
          const row = rows[index];
          return (
            row && (
              <RowLine
                // Elements are used again for the rows that scroll in: that is what keeps up with a slow machine.
                key={index % indices.length}
                row={row}
                index={index}
                top={index * sizes.row}
                active={index === at}
                selected={selected.value.has(row.id)}
                pending={pending.value.get(row.id)}
                now={now}
                today={day}
              />
            )
          );
        })}
      </div>
    </div>
  );
}

function Head({ box, rows }: Props) {
  const all = rows.length > 0 && selected.value.size >= rows.length && rows.every((row) => selected.value.has(row.id));
  return (
    <div role="rowgroup" class="desk-head">
      <div role="row" class="desk-row" aria-rowindex={1}>
        <span role="columnheader" class="pick">
          <input
            type="checkbox"
            checked={all}
            aria-label={t('choose_all')}
            onClick={(event) => {
              event.stopPropagation();
              choose(
                rows.map(({ id }) => id),
                !all,
              );
            }}
          />
        </span>
        <Heading class="number" column="number" label={t('number')} />
        <Heading class="subject" column="urgency" label={t('subject')} hint={t('urgency')} />
        <span role="columnheader" class="other">
          {t(box === 'inbox' || box === 'parked' ? 'from' : 'lies_with')}
        </span>
        <Heading class="due" column="due" label={t(box === 'parked' ? 'parked_until' : 'due')} />
        <Heading class="held" column="arrived" label={t(`since_${box}`)} />
      </div>
    </div>
  );
}

/** A column by which the rows can be put in order; a second press turns the order round. */
function Heading({ column, label, hint, ...rest }: { class: string; column: Column; label: string; hint?: string }) {
  const mine = order.value.by === column;
  const descending = (column === 'arrived') !== order.value.turned;
  const next: Order = { by: column, turned: mine && !order.value.turned };
  return (
    <span {...rest} role="columnheader" aria-sort={mine ? (descending ? 'descending' : 'ascending') : 'none'}>
      {hint && <span>{label}</span>}
      <button type="button" class="plain" onClick={() => (order.value = next)}>
        {hint ?? label}
        <span aria-hidden="true">{mine ? (descending ? ' ▾' : ' ▴') : ''}</span>
      </button>
    </span>
  );
}

interface Moves {
  at: number;
  rows: Row[];
  page: number;
  go: (to: number, extend?: boolean) => void;
  open: (path: string) => void;
}

function useGridKeys({ at, rows, page, go, open }: Moves): void {
  const row = rows[at];
  useKeys({
    ArrowDown: { label: t('key_down'), run: () => go(at + 1) },
    ArrowUp: { label: t('key_up'), run: () => go(at - 1) },
    'Shift+ArrowDown': { label: t('key_extend'), run: () => go(at + 1, true) },
    'Shift+ArrowUp': { label: t('key_extend'), run: () => go(at - 1, true) },
    PageDown: { label: t('key_page_down'), run: () => go(at + page) },
    PageUp: { label: t('key_page_up'), run: () => go(at - page) },
    Home: { label: t('key_home'), run: () => go(0) },
    End: { label: t('key_end'), run: () => go(rows.length - 1) },
    Space: { label: t('key_choose'), run: () => row && choose([row.id], !selected.value.has(row.id)) },
    'Ctrl+A': {
      label: t('choose_all'),
      run: () =>
        choose(
          rows.map(({ id }) => id),
          true,
        ),
    },
    Enter: { label: t('key_open'), run: () => row && open(pathOf(row)) },
  });
}

/** Heights in pixels. They follow the size of letters and the width of the window; the style sheet has the same. */
function useSizes(): { row: number; head: number } {
  const [narrow, setNarrow] = useState(() => matchMedia(NARROW).matches);
  useEffect(() => {
    const query = matchMedia(NARROW);
    const follow = () => setNarrow(query.matches);
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);
  const size = appearance.value.size;
  const [root, setRoot] = useState(16);
  useLayoutEffect(() => setRoot(Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16), [size]);
  return { row: Math.round(root * (narrow ? 4.9 : 3.5)), head: Math.round(root * 2.5) };
}

/** Goes on every quarter of an hour, so that ages grow while nobody touches the desk. */
function useQuarterHours(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 900_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** Comes back to where the box was left. The place is read when it is left: reading it in between would cost frames. */
function useKeptOffset(scroller: { current: HTMLDivElement | null }, box: Box): void {
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    element.scrollTop = offsets[box] ?? 0;
    return () => {
      offsets[box] = element.scrollTop;
    };
  }, [box]);
}

/**
 * When rows come or go above, those that somebody reads stay where they are. Another filter or order begins at the top.
 */
function useSteadyRows(scroller: { current: HTMLDivElement | null }, rows: Row[], height: number): void {
  const before = useRef({ rows, filter: filter.value, order: order.value });
  useLayoutEffect(() => {
    const element = scroller.current;
    const last = before.current;
    before.current = { rows, filter: filter.value, order: order.value };
    if (!element || last.rows === rows) return;
    if (last.filter !== filter.value || last.order !== order.value) {
      element.scrollTop = 0;
      return;
    }
    const top = Math.floor(element.scrollTop / height);
    const read = last.rows[top];
    const now = top > 0 && read ? rows.findIndex((row) => row.id === read.id) : -1;
    if (now >= 0 && now !== top) element.scrollTop += (now - top) * height;
  }, [rows]);
}
