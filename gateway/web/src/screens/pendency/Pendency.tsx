import { useEffect, useState } from 'preact/hooks';
import { useSearchParams } from 'wouter-preact';
import { type Schemas, api, view } from '../../api/client';
import { moment, number, words } from '../../i18n';
import { useKeys } from '../../keys';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import { useView } from '../../store/views';
import { type Cell, Files } from './Files';
import { Table } from './Table';
import { Trend } from './Trend';
import en from './en.json';
import hi from './hi.json';
import './pendency.css';
import { type Grouping, rowsOf, stuck, sum } from './table';

const t = words({ hi, en });
const GROUPINGS: readonly Grouping[] = ['desk', 'section', 'office'];
const REFRESH = 60_000;

/** One click: which desk holds what, and for how long. `?projector=1` is the same for a wall. */
export default function Pendency() {
  const [parameters, setParameters] = useSearchParams();
  const projector = parameters.get('projector') === '1';
  const pendency = useView('pendency', () => view(api.GET('/pendency'))).value;
  const [grouping, setGrouping] = useState<Grouping>('desk');
  const [cell, setCell] = useState<Cell | null>(null);

  useEffect(() => {
    const timer = setInterval(() => void pendency.reload(), REFRESH);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    document.documentElement.classList.toggle('projector', projector);
    return () => document.documentElement.classList.remove('projector');
  }, [projector]);
  const toggleProjector = () => setParameters(projector ? {} : { projector: '1' });
  useKeys({
    W: { label: t('projector'), run: toggleProjector },
    ...Object.fromEntries(
      GROUPINGS.map((each, at) => [String(at + 1), { label: t(`by_${each}`), run: () => setGrouping(each) }]),
    ),
  });

  if (!pendency.value) return pendency.error ? <Trouble error={pendency.error} again={pendency.reload} /> : <Waiting />;
  const rows = rowsOf(pendency.value.desks, grouping);
  return (
    <div class="pendency">
      <header>
        <h1>{t('heading')}</h1>
        <p class="soft">
          {t('as_of', { moment: moment(pendency.value.as_of) })} {pendency.stale && t('stale')}
        </p>
      </header>
      <Totals desks={pendency.value.desks} />
      <div class="actions no-print" role="group" aria-label={t('grouping')}>
        {GROUPINGS.map((each) => (
          <button key={each} type="button" aria-pressed={each === grouping} onClick={() => setGrouping(each)}>
            {t(`by_${each}`)}
          </button>
        ))}
        <button type="button" onClick={() => window.print()}>
          {t('print')}
        </button>
        <button type="button" aria-pressed={projector} onClick={toggleProjector}>
          {t('projector')}
        </button>
      </div>
      {rows.length === 0 ? <p>{t('nothing')}</p> : <Table rows={rows} grouping={grouping} onCell={setCell} />}
      <Trend />
      {cell && <Files cell={cell} onClose={() => setCell(null)} />}
    </div>
  );
}

/** The figures that a review begins with. */
function Totals({ desks }: { desks: Schemas['DeskPendencyView'][] }) {
  const whole = sum(rowsOf(desks, 'desk'));
  const vacant = desks.filter((desk) => !desk.holder).length;
  return (
    <dl class="totals">
      <Figure label={t('pending')} value={number(whole.total)} />
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
