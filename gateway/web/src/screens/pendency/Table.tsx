import { duration, number, since, words } from '../../i18n';
import type { Cell } from './Files';
import en from './en.json';
import hi from './hi.json';
import { BUCKETS, type Grouping, type Row, sum } from './table';

const t = words({ hi, en });

interface Props {
  rows: Row[];
  grouping: Grouping;
  onCell: (cell: Cell) => void;
  /** Milliseconds since 1970 of which the ages are. */
  at: number;
}

/** The table is the chart: each line ends in a bar of its ages, drawn to the scale of the largest line. */
export function Table({ rows, grouping, onCell, at }: Props) {
  const most = Math.max(...rows.map((row) => row.total), 1);
  return (
    <div class="scroll">
      <table class="ages">
        <caption class="hidden-text">{t('caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t(grouping)}</th>
            {BUCKETS.map((bucket) => (
              <th key={bucket} scope="col" class="count">
                {t(bucket)}
              </th>
            ))}
            <th scope="col" class="count">
              {t('total')}
            </th>
            <th scope="col" class="count">
              {t('unopened')}
            </th>
            <th scope="col" class="count">
              {t('overdue')}
            </th>
            <th scope="col">{t('oldest_for')}</th>
            <th scope="col" class="no-print">
              {t('ages')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line key={row.key} row={row} most={most} onCell={onCell} at={at} />
          ))}
        </tbody>
        <tfoot>
          <Line row={{ ...sum(rows), name: t('all_together') }} most={0} onCell={onCell} at={at} />
        </tfoot>
      </table>
    </div>
  );
}

function Line({ row, most, onCell, at }: Omit<Props, 'rows' | 'grouping'> & { row: Row; most: number }) {
  return (
    <tr>
      <th scope="row">
        {row.name}
        {row.holder !== null && <span class="soft">{row.holder || t('vacant')}</span>}
        {row.place && <small class="soft">{row.place}</small>}
      </th>
      {BUCKETS.map((bucket) => (
        <td key={bucket} class={row.buckets[bucket] ? `count ${bucket}` : 'count'}>
          <Count row={row} bucket={bucket} count={row.buckets[bucket]} onCell={onCell} />
        </td>
      ))}
      <td class="count strong">
        <Count row={row} bucket={null} count={row.total} onCell={onCell} />
      </td>
      <td class="count">{number(row.unopened)}</td>
      <td class="count">{number(row.overdue)}</td>
      <td class="held">{row.oldestSince ? duration(since(row.oldestSince, at)) : ''}</td>
      <td class="no-print bar-cell">{most > 0 && <Bar row={row} most={most} />}</td>
    </tr>
  );
}

interface CountProps {
  row: Row;
  bucket: Cell['bucket'];
  count: number;
  onCell: Props['onCell'];
}

/** A count behind which there are files that can be listed. */
function Count({ row, bucket, count, onCell }: CountProps) {
  const { postId } = row;
  if (!postId || count === 0) return <>{number(count)}</>;
  const label = t('list_files', { count: number(count), desk: row.name, age: bucket ? t(bucket) : t('all_ages') });
  return (
    <button type="button" class="plain" aria-label={label} onClick={() => onCell({ postId, desk: row.name, bucket })}>
      {number(count)}
    </button>
  );
}

/** Decoration for the eye; the figures stand in the same line. */
export function Bar({ row, most }: { row: Row; most: number }) {
  let at = 0;
  return (
    <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      {BUCKETS.map((bucket) => {
        const width = (row.buckets[bucket] / most) * 100;
        const x = at;
        at += width;
        return <rect key={bucket} class={bucket} x={x} y="0" width={width} height="10" />;
      })}
    </svg>
  );
}
