import { useEffect, useLayoutEffect } from 'preact/hooks';
import { useSearch } from 'wouter-preact';
import { session } from '../../api/session';
import { number, words } from '../../i18n';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import { untilCalm } from '../../shell/calm';
import { Acts } from './Acts';
import { useArrangement } from './arrangement';
import { Batches } from './Batches';
import { Boxes } from './Boxes';
import './desk.css';
import en from './en.json';
import { Filters } from './Filters';
import { Grid } from './Grid';
import hi from './hi.json';
import { isNarrowed } from './narrowing';
import { findLeft } from './sending';
import { boxOf, filter, selected } from './state';
import { useFeed, useRows } from './useDesk';

const t = words({ hi, en });
/** Milliseconds by which the desk has asked for what it shows. */
const READY = 2_000;
const fetchForward = () => import('../../parts/ForwardDialog').catch(() => undefined);

/** What lies on the desk of the acting post, and what went from there. */
export function Desk() {
  const box = boxOf(useSearch());
  const feed = useFeed(session.value?.chargeId ?? '', box);
  const arrangement = useArrangement();
  const { rows, all } = useRows(feed, box, arrangement.placed);
  const { ready, complete, trouble } = feed.shown.value;
  useEffect(() => void findLeft(), []);
  // Fetched before it is asked for, so that the keys after F find it open; but not before the desk can be used.
  useEffect(() => {
    const timer = setTimeout(() => void untilCalm().then(fetchForward), READY);
    return () => clearTimeout(timer);
  }, []);
  // At once, or it would undo what is chosen before the next frame.
  useLayoutEffect(() => {
    selected.value = new Set();
  }, [box]);
  return (
    <div class="desk-screen">
      <h1>{t('heading')}</h1>
      <Boxes box={box} feed={feed} />
      <Filters box={box} shown={rows.length} all={all.length} arrangement={arrangement} />
      <Acts box={box} rows={rows} all={all} feed={feed} />
      <Batches />
      <Trouble error={trouble} again={() => void feed.sync()} />
      {!ready && !trouble && <Waiting />}
      {ready && rows.length === 0 && (
        <p class="desk-empty">{t(isNarrowed(filter.value) ? 'empty_filtered' : `empty_${box}`)}</p>
      )}
      {rows.length > 0 && <Grid key={box} box={box} rows={rows} />}
      {ready && !complete && (
        <p class="soft" role="status">
          {t('coming', { count: number(all.length) })}
        </p>
      )}
    </div>
  );
}
