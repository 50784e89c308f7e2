import { useEffect, useMemo, useRef } from 'preact/hooks';
import { pendingActs } from '../../acts';
import { today } from '../../i18n';
import { onMessage } from '../../live';
import { untilCalm } from '../../shell/calm';
import { online } from '../../shell/line';
import { type DeskFeed, feedFor } from './feed';
import { type Filter, filtered, inOrder, isNarrower } from './narrowing';
import { type Box, type Row } from './rows';
import { filter, order } from './state';

const A_MINUTE = 60_000;
/** Milliseconds without a move on the desk or an act after which the next file is fetched ahead. */
const STILL = 2_000;

/** The feed of a box, which follows the server while it is shown. */
export function useFeed(charge: string, box: Box): DeskFeed {
  const feed = feedFor(charge, box);
  const line = online.value;
  const acts = pendingActs.value.map((act) => act.state).join();
  // What happened (src/live), an act that was delivered or refused, the line that came back and each minute are reasons to ask what changed.
  useEffect(() => void feed.sync(), [feed, line, acts]);
  useEffect(() => {
    const follow = () => document.visibilityState === 'visible' && void feed.sync();
    const unheard = onMessage(() => void feed.sync());
    const timer = setInterval(follow, A_MINUTE);
    document.addEventListener('visibilitychange', follow);
    return () => {
      unheard();
      clearInterval(timer);
      document.removeEventListener('visibilitychange', follow);
    };
  }, [feed]);
  return feed;
}

/** The rows of the box that the filter lets through, in order, and how many there are without it. */
export function useRows(feed: DeskFeed, box: Box, placed: Record<string, string>): { rows: Row[]; all: Row[] } {
  const { rows: known, revision } = feed.shown.value;
  const all = useMemo(() => inOrder(known.values(), box, order.value), [known, revision, box, order.value]);
  const day = today();
  const before = useRef<{ all: Row[]; placed: object; filter: Filter; rows: Row[] } | null>(null);
  const rows = useMemo(() => {
    const last = before.current;
    const from =
      last && last.all === all && last.placed === placed && isNarrower(filter.value, last.filter) ? last.rows : all;
    before.current = { all, placed, filter: filter.value, rows: filtered(from, filter.value, day, placed) };
    return before.current.rows;
  }, [all, filter.value, day, placed]);
  return { all, rows };
}

/** Has the file fetched that somebody is likely to open next, once the desk is still; what was done goes before it. */
export function useAhead(rows: Row[], at: number): void {
  const isIdle = pendingActs.value.every((act) => act.state === 'refused');
  const near = rows.slice(at, at + 2).map((row) => `${row.id}/${row.custody_number}`).join();
  useEffect(() => {
    if (!isIdle || !near) return undefined;
    const leaving = new AbortController();
    const timer = setTimeout(
      () =>
        void untilCalm()
          .then(() => import('./ahead'))
          .then(({ fetchAhead, likely }) => fetchAhead(likely(rows, at), leaving.signal))
          .catch(() => undefined),
      STILL,
    );
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [isIdle, near]);
}
