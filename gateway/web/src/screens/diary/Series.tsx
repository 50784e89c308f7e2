import { Link } from 'wouter-preact';
import { day, moment, number, words } from '../../i18n';
import { personName, postName } from '../../parts/office/who';
import en from './en.json';
import hi from './hi.json';
import type { Register, Run } from './register';

const t = words({ hi, en });

const KNOWN = ['used', 'cancelled', 'reserved', 'unused', 'missing'] as const;

/** One series: numbers that follow each other and have the same explanation stand in one line. */
export function Series({ series, onlyGaps }: { series: Register['series'][number]; onlyGaps: boolean }) {
  const runs = onlyGaps ? series.runs.filter((run) => run.kind !== 'used') : series.runs;
  const counts = {
    last: number(series.last),
    used: number(series.used),
    cancelled: number(series.cancelled),
    reserved: number(series.reserved),
    unused: number(series.unused),
  };
  return (
    <>
      <h2>{t('series', { template: series.template.replace('{serial}', '…') })}</h2>
      <p>{t('counts', counts)}</p>
      {runs.length === 0 ? (
        <p class="soft">{t('nothing_left')}</p>
      ) : (
        <div class="scroll" tabIndex={0} role="region" aria-label={t('series', { template: series.template.replace('{serial}', '…') })}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('numbers')}</th>
                <th scope="col" class="count">
                  {t('how_many')}
                </th>
                <th scope="col">{t('state')}</th>
                <th scope="col">{t('when')}</th>
                <th scope="col">{t('why')}</th>
              </tr>
            </thead>
            <tbody>
              {runs.map((run) => (
                <Line key={run.first} run={run} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function Line({ run }: { run: Run }) {
  const alone = run.first === run.last;
  const named = alone ? run.first_number : t('range', { first: run.first_number, last: run.last_number });
  return (
    <tr class={run.kind}>
      <th scope="row">{run.receipt_id ? <Link href={`/receipts/${run.receipt_id}`}>{named}</Link> : named}</th>
      <td class="count">{number(run.last - run.first + 1)}</td>
      <td>{stateOf(run)}</td>
      <td>
        {run.at ? moment(run.at) : daysOf(run)}
        {run.expires_at && <div class="soft">{t('until', { until: moment(run.expires_at) })}</div>}
      </td>
      <td>
        {run.by && t('by', { person: personName(run.by.person), post: postName(run.by.post) })}
        {run.reason && <div class="soft">{run.reason}</div>}
      </td>
    </tr>
  );
}

/** The list of explanations may grow: what this client does not know yet is still not a gap. */
function stateOf({ kind }: Run): string {
  return t((KNOWN as readonly string[]).includes(kind) ? kind : 'other');
}

function daysOf({ since, until }: Run): string {
  if (!since || !until) return '';
  const [first, last] = [day(since), day(until)];
  return first === last ? first : t('days', { since: first, until: last });
}
