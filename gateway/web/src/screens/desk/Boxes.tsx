import { useEffect, useMemo } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { type Schemas, api, view } from '../../api/client';
import { number, today, words } from '../../i18n';
import { onMessage } from '../../live';
import { untilDelivered } from '../../shell/calm';
import { useView } from '../../store/views';
import type { DeskFeed } from './feed';
import en from './en.json';
import { EVERYTHING, dueState } from './narrowing';
import hi from './hi.json';
import { BOXES, type Box, type Row } from './rows';
import { filter, hrefOf, narrow } from './state';

const t = words({ hi, en });
const loadCounts = () => untilDelivered().then(() => view(api.GET('/desk/counts')));

/** The boxes with what they hold. Inbox and parked are counted here, the others by the server. */
export function Boxes({ box, feed }: { box: Box; feed: DeskFeed }) {
  const told = useView('desk:counts', loadCounts).value;
  const counts = told.value;
  const { reload } = told;
  useEffect(() => onMessage(() => void reload()), [reload]);
  const { rows, revision, complete } = feed.shown.value;
  const own = useMemo(() => countOwn(rows.values()), [rows, revision]);
  const isDesk = box === 'inbox' || box === 'parked';
  return (
    <nav class="desk-boxes" aria-label={t('boxes')}>
      <ul>
        {BOXES.map((each) => {
          const size = counts?.boxes.find((count) => count.box === each);
          const here = isDesk && complete && (each === 'inbox' || each === 'parked') ? own[each] : null;
          const unread = each === 'inbox' ? (here?.unread ?? size?.unread ?? 0) : 0;
          return (
            <li key={each}>
              <Link href={hrefOf(each)} aria-current={each === box ? 'page' : undefined}>
                {t(`box_${each}`)} {here ? number(here.total) : sum(size)}
                {unread > 0 && <strong class="unread-count"> {t('unread_count', { count: number(unread) })}</strong>}
              </Link>
            </li>
          );
        })}
        <Opinions counts={counts?.consultations} />
        {Boolean(counts?.oral_orders) && (
          <li>
            <Link href="/oral-orders">
              {t('box_oral_orders')} <strong class="unread-count">{number(counts?.oral_orders ?? 0)}</strong>
            </Link>
          </li>
        )}
        {Boolean(counts?.follow_ups) && (
          <li>
            <Link href="/awaited">
              {t('box_follow_ups')} <strong class="unread-count">{number(counts?.follow_ups ?? 0)}</strong>
            </Link>
          </li>
        )}
      </ul>
      {isDesk && <Urgent today={own.today} overdue={own.overdue} />}
    </nav>
  );
}

/** Questions that this desk has to answer: no files of its own, so they lie in a list of theirs. */
function Opinions({ counts }: { counts: Schemas['ConsultationCountsView'] | null | undefined }) {
  return (
    <li>
      <Link href="/consultations">
        {t('box_consultations')} {counts ? number(counts.to_answer) : ''}
        {counts && counts.unread > 0 && (
          <strong class="unread-count"> {t('unread_count', { count: number(counts.unread) })}</strong>
        )}
      </Link>
    </li>
  );
}

/** What is due, one press away. */
function Urgent({ today: due, overdue }: { today: number; overdue: number }) {
  return (
    <p class="desk-due">
      {(['today', 'overdue'] as const).map((state) => {
        const count = state === 'today' ? due : overdue;
        const on = filter.value.due === state;
        return (
          <button
            key={state}
            type="button"
            class={state === 'overdue' && count ? 'danger' : ''}
            aria-pressed={on}
            disabled={!count && !on}
            onClick={() => narrow({ ...EVERYTHING, due: on ? '' : state })}
          >
            {t(state === 'today' ? 'due_today' : 'overdue')} {number(count)}
          </button>
        );
      })}
    </p>
  );
}

function sum(told: Schemas['BoxCountView'] | undefined): string {
  if (!told) return '';
  return `${number(told.files + told.receipts)}${told.capped ? '+' : ''}`;
}

interface Own {
  inbox: { total: number; unread: number };
  parked: { total: number; unread: number };
  today: number;
  overdue: number;
}

function countOwn(rows: Iterable<Pick<Row, 'box' | 'unread' | 'due_on' | 'deadline_on'>>): Own {
  const own: Own = { inbox: { total: 0, unread: 0 }, parked: { total: 0, unread: 0 }, today: 0, overdue: 0 };
  const day = today();
  for (const row of rows) {
    if (row.box !== 'inbox' && row.box !== 'parked') continue;
    own[row.box].total += 1;
    if (row.unread) own[row.box].unread += 1;
    const due = row.box === 'inbox' ? dueState(row, day) : '';
    if (due) own[due] += 1;
  }
  return own;
}
