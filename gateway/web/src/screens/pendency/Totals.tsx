import { moment, number, words } from '../../i18n';
import en from './en.json';
import hi from './hi.json';
import { type Pendency, rowsOf, stuck, sum } from './table';

const t = words({ hi, en });

/** The figures that a review begins with. */
export function Totals({ pendency }: { pendency: Pendency }) {
  const whole = sum(rowsOf(pendency.desks, 'desk'));
  const vacant = pendency.desks.filter((desk) => !desk.holder).length;
  return (
    <dl class="totals">
      {typeof pendency.started === 'number' && <Figure label={t('started')} value={number(pendency.started)} />}
      <Figure label={t('pending')} value={number(whole.total)} />
      <Figure label={t('overdue')} value={number(whole.overdue)} warn={whole.overdue > 0} />
      <Figure label={t('stuck')} value={number(stuck(whole))} warn={stuck(whole) > 0} />
      <Figure label={t('unopened')} value={number(whole.unopened)} />
      <Figure label={t('vacant_desks')} value={number(vacant)} warn={vacant > 0} />
      <Figure label={t('oldest')} value={whole.oldestSince ? moment(whole.oldestSince).slice(0, 10) : '–'} />
    </dl>
  );
}

function Figure({ label, value, warn }: { label: string; value: string; warn?: boolean }) {
  return (
    <div class={warn ? 'figure warn' : 'figure'}>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
