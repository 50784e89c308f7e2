import { Suspense, lazy } from 'preact/compat';
import { useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { perform } from '../../acts';
import { number, words } from '../../i18n';
import { type Keymap, useKeys } from '../../keys';
import { tell } from '../../parts/notices';
import en from './en.json';
import type { DeskFeed } from './feed';
import hi from './hi.json';
import { unparking } from './parking';
import { type Box, type Row, aboutOf } from './rows';
import { hold } from './sending';
import { active, choose, selected } from './state';

const t = words({ hi, en });
const ForwardDialog = lazy(() => import('../../parts/ForwardDialog').then((part) => ({ default: part.ForwardDialog })));
const Bulk = lazy(() => import('./Bulk'));
const Park = lazy(() => import('./Park'));
const PlaceDialog = lazy(() => import('./Arrange').then((part) => ({ default: part.PlaceDialog })));

/** More than this nobody looks through in one go. */
const MOST_AT_ONCE = 200;

type Open =
  | { what: 'forward'; row: Row }
  | { what: 'bulk'; act: 'forward' | 'approve'; rows: Row[] }
  | { what: 'park'; rows: Row[] }
  | { what: 'place'; ids: string[] }
  | null;

interface Props {
  box: Box;
  rows: Row[];
  all: Row[];
  feed: DeskFeed;
}

interface Act {
  key: string;
  label: string;
  run: () => void;
  main?: boolean;
}

/** What can be done from the list: with the chosen rows, or with the one that is marked. */
export function Acts({ box, rows, all, feed }: Props) {
  const [open, setOpen] = useState<Open>(null);
  const [, visit] = useLocation();
  const chosen = selected.value.size === 0 ? [] : all.filter((row) => selected.value.has(row.id));
  const marked = rows.find((row) => row.id === active.value[box]) ?? rows[0];
  const about = chosen.length > 0 ? chosen : marked ? [marked] : [];
  const clear = () => (selected.value = new Set());
  const acts = actsFor(box, about, feed, setOpen);
  const keys: Keymap = Object.fromEntries(acts.map(({ key, label, run }) => [key, { label, run }]));
  useKeys({
    ...keys,
    N: { label: t('new_receipt'), run: () => visit('/diarise') },
    Escape: { label: t('clear'), run: clear },
  });
  return (
    <div class="actions desk-acts">
      {acts.map(({ key, label, run, main }) => (
        <button
          key={key}
          type="button"
          class={main ? 'main' : ''}
          aria-keyshortcuts={key}
          disabled={about.length === 0}
          onClick={run}
        >
          {label} <kbd aria-hidden="true">{key}</kbd>
        </button>
      ))}
      <span role="status">{chosen.length > 0 && t('chosen', { count: number(chosen.length) })}</span>
      {chosen.length > 0 && (
        <button type="button" class="plain" aria-keyshortcuts="Escape" onClick={clear}>
          {t('clear')}
        </button>
      )}
      <Opened open={open} feed={feed} onClose={() => setOpen(null)} onHeld={clear} />
    </div>
  );
}

/** The acts of a box, with the rows that they are about. */
function actsFor(box: Box, about: Row[], feed: DeskFeed, setOpen: (open: Open) => void): Act[] {
  const first = about[0];
  const openMany = (many: Open, count: number) => {
    if (count > MOST_AT_ONCE) tell(t('too_many', { most: number(MOST_AT_ONCE) }), 'warn');
    else if (count > 0) setOpen(many);
  };
  const files = about.filter((row) => row.kind === 'file');
  const forward = () => {
    if (about.length > 1) openMany({ what: 'bulk', act: 'forward', rows: about }, about.length);
    else if (first) setOpen({ what: 'forward', row: first });
  };
  const approve = () => {
    if (about.length > 0 && files.length === 0) tell(t('left_receipt'), 'warn');
    else openMany({ what: 'bulk', act: 'approve', rows: about }, about.length);
  };
  const park = () => {
    if (files.length < about.length) tell(t('park_only_files'), 'warn');
    openMany({ what: 'park', rows: files }, files.length);
  };
  const place = () => openMany({ what: 'place', ids: about.map((row) => row.id) }, about.length);
  const acts: Act[] = [{ key: 'M', label: t('place'), run: place }];
  if (box === 'inbox') {
    acts.unshift(
      { key: 'F', label: t('forward'), run: forward, main: true },
      { key: 'A', label: t('approve'), run: approve },
      { key: 'W', label: t('park'), run: park },
    );
  }
  if (box === 'parked') acts.unshift({ key: 'U', label: t('unpark'), run: () => void takeUp(files), main: true });
  if (box === 'sent') acts.unshift({ key: 'P', label: t('pull_back'), run: () => first && void pullBack(first, feed) });
  return acts;
}

interface OpenedProps {
  open: Open;
  feed: DeskFeed;
  onClose: () => void;
  onHeld: () => void;
}

function Opened({ open, feed, onClose, onHeld }: OpenedProps) {
  return (
    <Suspense fallback={null}>
      {open?.what === 'forward' && (
        <ForwardDialog
          items={[{ ...open.row, custodyNumber: open.row.custody_number }]}
          onClose={onClose}
          onSent={(_, outcome) => {
            choose([open.row.id], false);
            void outcome.then((known) => known.state === 'done' && feed.drop(open.row.id));
          }}
        />
      )}
      {open?.what === 'park' && <Park rows={open.rows} onClose={onClose} onHeld={onHeld} />}
      {open?.what === 'place' && <PlaceDialog ids={open.ids} onClose={onClose} />}
      {open?.what === 'bulk' && <Bulk act={open.act} rows={open.rows} onClose={onClose} onHeld={onHeld} />}
    </Suspense>
  );
}

/** Before their day. Like all that is done to many, it can be taken back for a moment. */
async function takeUp(files: Row[]): Promise<void> {
  if (files.length === 0) return;
  await hold(t('batch_unpark', { count: number(files.length) }), unparking(files));
  selected.value = new Set();
}

/** Takes back what was sent. Whether that is still possible, the server says. */
async function pullBack(row: Row, feed: DeskFeed): Promise<void> {
  const path = `/${row.kind}s/${row.id}/pull-back`;
  const outcome = await perform({
    kind: `pull_back_${row.kind}`,
    method: 'POST',
    path,
    queue: row.id,
    body: {},
    about: aboutOf(row),
  });
  if (outcome.state === 'refused') tell(`${row.number}: ${outcome.refusal.detail}`, 'danger');
  else tell(t(outcome.state === 'done' ? 'pulled_back' : 'pull_back_queued', { number: row.number }));
  if (outcome.state === 'done') feed.drop(row.id);
}
