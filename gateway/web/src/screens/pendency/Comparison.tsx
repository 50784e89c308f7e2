import { useState } from 'preact/hooks';
import { number, words } from '../../i18n';
import { Bar } from './Table';
import type { Cell } from './Files';
import { type Step, beginning, compared, stuckShare } from './comparison';
import en from './en.json';
import hi from './hi.json';
import { BUCKETS, type DeskPendency, type Row, stuck } from './table';

const t = words({ hi, en });

interface Props {
  desks: DeskPendency[];
  onCell: (cell: Cell) => void;
}

/** Offices, or sections, or desks beside each other: a chart of which each bar is the line of a table. */
export function Comparison({ desks, onCell }: Props) {
  const [path, setPath] = useState<Step[]>([]);
  const first = beginning(desks);
  const way = path.length > first.length ? path : first;
  const { grouping, rows } = compared(desks, way);
  const most = Math.max(...rows.map((row) => row.total), 1);
  const worst = [...rows].sort((one, other) => stuck(other) - stuck(one))[0];
  return (
    <section class="comparison">
      <h2 id="comparison-heading">{t(`compare_${grouping}`)}</h2>
      <div class="actions" role="group" aria-label={t('compare_way')}>
        {[{ key: '', name: t('compare_all') }, ...way].map((step, at) => {
          const isHere = at === way.length;
          // A single office is where it begins.
          if (at < first.length) return null;
          return isHere ? (
            <strong key={step.key} aria-current="page">
              {step.name}
            </strong>
          ) : (
            <button key={step.key} type="button" class="link" onClick={() => setPath(way.slice(0, at))}>
              {step.name} ›
            </button>
          );
        })}
      </div>
      {worst && stuck(worst) > 0 && (
        <p>{t('compare_worst', { name: worst.name, count: number(stuck(worst)), share: number(stuckShare(worst)) })}</p>
      )}
      <p class="key-of-ages" aria-hidden="true">
        {BUCKETS.map((bucket) => (
          <span key={bucket} class={`key ${bucket}`}>
            {t(bucket)}
          </span>
        ))}
      </p>
      <div class="scroll" tabIndex={0} role="region" aria-labelledby="comparison-heading">
        <table class="compared">
          <thead>
            <tr>
              <th scope="col">{t(grouping)}</th>
              <th scope="col" class="bar-cell">
                {t('ages')}
              </th>
              <th scope="col" class="count">{t('total')}</th>
              <th scope="col" class="count">{t('stuck')}</th>
              <th scope="col" class="count">{t('stuck_share')}</th>
              <th scope="col" class="count">{t('overdue')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">
                  <button type="button" class="link" onClick={() => (row.postId ? onCell(cellOf(row)) : setPath([...way, row]))}>
                    {row.name}
                  </button>
                  {row.holder !== null && <span class="soft">{row.holder || t('vacant')}</span>}
                </th>
                <td class="bar-cell">
                  <Bar row={row} most={most} />
                  <span class="hidden-text">{agesOf(row)}</span>
                </td>
                <td class="count strong">{number(row.total)}</td>
                <td class="count">{number(stuck(row))}</td>
                <td class="count">{number(stuckShare(row))} %</td>
                <td class="count">{number(row.overdue)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function cellOf(row: Row): Cell {
  return { postId: row.postId ?? '', desk: row.name, bucket: null };
}

/** The bar in words. */
function agesOf(row: Row): string {
  return BUCKETS.filter((bucket) => row.buckets[bucket])
    .map((bucket) => `${t(bucket)}: ${number(row.buckets[bucket])}`)
    .join(', ');
}
