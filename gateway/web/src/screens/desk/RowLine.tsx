import { memo } from 'preact/compat';
import { day, duration, either, since, words } from '../../i18n';
import en from './en.json';
import hi from './hi.json';
import { dueState } from './narrowing';
import type { Row } from './rows';
import type { Pending } from './state';

const t = words({ hi, en });

interface Props {
  row: Row;
  /** Position in the list, from 0. */
  index: number;
  /** Pixels from the top of the list. */
  top: number;
  active: boolean;
  selected: boolean;
  pending: Pending | undefined;
  /** A quarter of an hour, so that ages are drawn anew. */
  now: number;
  /** The day in India, ISO 8601. */
  today: string;
}

export const rowId = (index: number) => `desk-row-${index}`;
export const pathOf = (row: Row) => `/${row.kind}s/${row.id}`;

/** One row of a box. Its parts lie in a table on wide screens and in a card on narrow ones. */
export const RowLine = memo(function RowLine({ row, index, top, active, selected, pending, now, today }: Props) {
  const classes = ['desk-row', row.unread && 'unread', row.cancelled && 'cancelled', active && 'active', pending && 'pending']
    .filter(Boolean)
    .join(' ');
  return (
    <div
      id={rowId(index)}
      role="row"
      class={classes}
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-index={index}
      style={{ transform: `translateY(${top}px)` }}
    >
      <span role="gridcell" class="pick">
        <input type="checkbox" tabIndex={-1} checked={selected} aria-label={t('choose', { number: row.number })} />
      </span>
      <span role="gridcell" class="number">
        {row.unread && <span class="hidden-text">{t('unread')} </span>}
        <a href={pathOf(row)} tabIndex={-1}>
          {row.number}
        </a>
        <small class="soft">{t(row.kind)}</small>
      </span>
      <span role="gridcell" class="subject">
        <span class="clip">{row.subject}</span>
        <small class="clip">
          <Marks row={row} now={now} />
          {pending && (
            <strong class={pending.state === 'refused' ? 'going refused' : 'going'}>
              {pending.reason || t(`going_${pending.state}`)}
            </strong>
          )}
          {row.sender && <span class="soft">{row.sender}</span>}
        </small>
      </span>
      <span role="gridcell" class="other">
        {either(row.desk_hi, row.desk_en) || t('made_here')}
      </span>
      <span role="gridcell" class="due">
        <Due row={row} today={today} />
      </span>
      <span role="gridcell" class="held">
        {row.box === 'inbox' ? duration(since(row.arrived_at, now)) : day(row.arrived_at)}
      </span>
    </div>
  );
});

/** Urgency, labels and confidentiality, each by its word; the colour only helps. */
function Marks({ row, now }: { row: Row; now: number }) {
  return (
    <>
      {row.urgency !== 'routine' && <b class={`mark ${row.urgency}`}>{t(`urgency_${row.urgency}`)}</b>}
      {row.labels.map((label) => (
        <b key={label} class={`mark ${label}`}>
          {t(`label_${label}`)}
        </b>
      ))}
      {row.grading !== 'normal' && <b class="mark grading">{t(`grading_${row.grading}`)}</b>}
      {row.cancelled && <b class="mark">{t('cancelled')}</b>}
      {row.leased_until && <b class="mark">{t('leased')}</b>}
      {row.deadline && row.box !== 'closed' && <Deadline at={row.deadline} now={now} />}
    </>
  );
}

function Deadline({ at, now }: { at: string; now: number }) {
  const late = Date.parse(at) < now;
  return <b class={late ? 'mark late' : 'mark'}>{t(late ? 'deadline_passed' : 'deadline', { day: day(at) })}</b>;
}

function Due({ row, today }: { row: Row; today: string }) {
  if (row.parked_until) return <>{t('until', { day: day(row.parked_until) })}</>;
  // The matter's deadline stands with the marks; here is the day until which this desk was asked for it.
  const state = dueState({ ...row, deadline_on: null }, today);
  if (state === 'today') return <strong class="due-today">{t('due_today')}</strong>;
  return (
    <>
      {day(row.due_on)}
      {state === 'overdue' && <strong class="overdue">{t('overdue')}</strong>}
    </>
  );
}
