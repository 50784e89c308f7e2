import { Suspense, lazy } from 'preact/compat';
import { useEffect, useState } from 'preact/hooks';
import { useLocation, useSearch } from 'wouter-preact';
import { perform } from '../../acts';
import { session } from '../../api/session';
import { number, words } from '../../i18n';
import { useKeys } from '../../keys';
import { tell } from '../../parts/notices';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import { useArrangement } from './arrangement';
import { findLeft } from './sending';
import { Batches } from './Batches';
import { Boxes } from './Boxes';
import type { DeskFeed } from './feed';
import './desk.css';
import en from './en.json';
import { isNarrowed } from './narrowing';
import { Filters } from './Filters';
import { Grid } from './Grid';
import hi from './hi.json';
import type { Box, Row } from './rows';
import { active, boxOf, choose, filter, selected } from './state';
import { useFeed, useRows } from './useDesk';

const t = words({ hi, en });
const ForwardDialog = lazy(() => import('../../parts/ForwardDialog').then((part) => ({ default: part.ForwardDialog })));
const Bulk = lazy(() => import('./Bulk'));
const PlaceDialog = lazy(() => import('./Arrange').then((part) => ({ default: part.PlaceDialog })));

type Open = { what: 'forward'; row: Row } | { what: 'bulk'; act: 'forward' | 'approve'; rows: Row[] } | { what: 'place'; ids: string[] } | null;

/** What lies on the desk of the acting post, and what went from there. */
export function Desk() {
  const box = boxOf(useSearch());
  const feed = useFeed(session.value?.chargeId ?? '', box);
  const arrangement = useArrangement();
  const { rows, all } = useRows(feed, box, arrangement.placed);
  const { ready, complete, trouble } = feed.shown.value;
  useEffect(() => void findLeft(), []);
  useEffect(() => {
    selected.value = new Set();
  }, [box]);
  return (
    <div class="desk-screen">
      <h1>{t('heading')}</h1>
      <Boxes box={box} feed={feed} />
      <Filters box={box} shown={rows.length} all={all.length} arrangement={arrangement} />
      <DeskActs box={box} rows={rows} all={all} feed={feed} />
      <Batches />
      <Trouble error={trouble} again={() => void feed.sync()} />
      {!ready && !trouble && <Waiting />}
      {ready && rows.length === 0 && <p class="desk-empty">{t(isNarrowed(filter.value) ? 'empty_filtered' : `empty_${box}`)}</p>}
      {rows.length > 0 && <Grid key={box} box={box} rows={rows} />}
      {ready && !complete && (
        <p class="soft" role="status">
          {t('coming', { count: number(all.length) })}
        </p>
      )}
    </div>
  );
}

interface ActsProps {
  box: Box;
  rows: Row[];
  all: Row[];
  feed: DeskFeed;
}

/** What can be done from the list: with the chosen rows, or with the one that is marked. */
function DeskActs({ box, rows, all, feed }: ActsProps) {
  const [open, setOpen] = useState<Open>(null);
  const [, visit] = useLocation();
  const chosen = selected.value.size === 0 ? [] : all.filter((row) => selected.value.has(row.id));
  const marked = rows.find((row) => row.id === active.value[box]) ?? rows[0];
  const isInbox = box === 'inbox';
  const only = chosen.length === 1 ? chosen[0] : chosen.length === 0 ? marked : undefined;

  function forward(): void {
    if (only) setOpen({ what: 'forward', row: only });
    else if (chosen.length) setOpen({ what: 'bulk', act: 'forward', rows: chosen });
  }
  function approve(): void {
    const files = (chosen.length ? chosen : marked ? [marked] : []).filter((row) => row.kind === 'file');
    if (files.length) setOpen({ what: 'bulk', act: 'approve', rows: files });
  }
  function putAway(): void {
    const ids = (chosen.length ? chosen : marked ? [marked] : []).map((row) => row.id);
    if (ids.length) setOpen({ what: 'place', ids });
  }
  const clear = () => (selected.value = new Set());
  useKeys({
    ...(isInbox ? { F: { label: t('forward'), run: forward }, A: { label: t('approve'), run: approve } } : {}),
    ...(box === 'sent' ? { P: { label: t('pull_back'), run: () => marked && void pullBack(marked, feed) } } : {}),
    M: { label: t('place'), run: putAway },
    N: { label: t('new_receipt'), run: () => visit('/diarise') },
    Escape: { label: t('clear'), run: clear },
  });
  return (
    <div class="actions desk-acts">
      {isInbox && (
        <>
          <button type="button" class="main" aria-keyshortcuts="F" disabled={!only && !chosen.length} onClick={forward}>
            {t('forward')} <kbd aria-hidden="true">F</kbd>
          </button>
          <button type="button" aria-keyshortcuts="A" disabled={!chosen.length && marked?.kind !== 'file'} onClick={approve}>
            {t('approve')} <kbd aria-hidden="true">A</kbd>
          </button>
        </>
      )}
      {box === 'sent' && (
        <button type="button" aria-keyshortcuts="P" disabled={!marked} onClick={() => marked && void pullBack(marked, feed)}>
          {t('pull_back')} <kbd aria-hidden="true">P</kbd>
        </button>
      )}
      <button type="button" aria-keyshortcuts="M" disabled={!marked} onClick={putAway}>
        {t('place')} <kbd aria-hidden="true">M</kbd>
      </button>
      <span role="status">{chosen.length > 0 && t('chosen', { count: number(chosen.length) })}</span>
      {chosen.length > 0 && (
        <button type="button" class="plain" aria-keyshortcuts="Escape" onClick={clear}>
          {t('clear')}
        </button>
      )}
      <Suspense fallback={null}>
        {open?.what === 'forward' && (
          <ForwardDialog
            items={[{ ...open.row, custodyNumber: open.row.custody_number }]}
            onClose={() => setOpen(null)}
            onSent={(_, outcome) => {
              choose([open.row.id], false);
              void outcome.then((known) => known.state === 'done' && feed.drop(open.row.id));
            }}
          />
        )}
        {open?.what === 'place' && <PlaceDialog ids={open.ids} onClose={() => setOpen(null)} />}
        {open?.what === 'bulk' && <Bulk act={open.act} rows={open.rows} onClose={() => setOpen(null)} onHeld={clear} />}
      </Suspense>
    </div>
  );
}

/** Takes back what was sent. Whether that is still possible, the server says. */
async function pullBack(row: Row, feed: DeskFeed): Promise<void> {
  const rest = { kind: `pull_back_${row.kind}`, path: `/${row.kind}s/${row.id}/pull-back`, about: `${row.number} · ${row.subject}`, body: {} };
  const outcome = await perform({ ...rest, method: 'POST', queue: row.id });
  if (outcome.state === 'refused') tell(`${row.number}: ${outcome.refusal.detail}`, 'danger');
  else tell(t(outcome.state === 'done' ? 'pulled_back' : 'pull_back_queued', { number: row.number }));
  if (outcome.state === 'done') feed.drop(row.id);
}
