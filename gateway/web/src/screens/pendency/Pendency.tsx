import { useEffect, useState } from 'preact/hooks';
import { useSearchParams } from 'wouter-preact';
import { api, view } from '../../api/client';
import { moment, words } from '../../i18n';
import { useKeys } from '../../keys';
import { PrintedBy } from '../../parts/office/PrintedBy';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import { type Seen, useView } from '../../store/views';
import { AsOf } from './AsOf';
import { Comparison } from './Comparison';
import { type Cell, Files } from './Files';
import { Stuck } from './Stuck';
import { Table } from './Table';
import { Totals } from './Totals';
import { Trend } from './Trend';
import en from './en.json';
import hi from './hi.json';
import '../../parts/projector.css';
import './pendency.css';
import { type Grouping, type Pendency as View, rowsOf } from './table';

const t = words({ hi, en });
const GROUPINGS: readonly Grouping[] = ['desk', 'section', 'office'];
const REFRESH = 60_000;

/** One click: which desk holds what, and for how long. `?projector=1` is the same for a wall, `?as_of=` of the past. */
export default function Pendency() {
  const [parameters, setParameters] = useSearchParams();
  const projector = parameters.get('projector') === '1';
  const asOf = momentIn(parameters);
  const pendency = useView(asOf ? `pendency/${asOf}` : 'pendency', () =>
    view(api.GET('/pendency', { params: { query: asOf ? { as_of: asOf } : {} } })),
  ).value;
  const [grouping, setGrouping] = useState<Grouping>('desk');

  function put(name: string, value: string | null): void {
    const others = [...parameters].filter(([key]) => key !== name);
    setParameters(value ? [...others, [name, value]] : others);
  }
  useEffect(() => {
    // The past stays as it is.
    if (asOf) return undefined;
    const timer = setInterval(() => void pendency.reload(), REFRESH);
    return () => clearInterval(timer);
  }, [asOf]);
  useEffect(() => {
    document.documentElement.classList.toggle('projector', projector);
    return () => document.documentElement.classList.remove('projector');
  }, [projector]);
  const toggleProjector = () => put('projector', projector ? null : '1');
  useKeys({
    W: { label: t('projector'), run: toggleProjector },
    ...Object.fromEntries(
      GROUPINGS.map((each, at) => [String(at + 1), { label: t(`by_${each}`), run: () => setGrouping(each) }]),
    ),
  });

  return (
    <div class="pendency">
      <header>
        <h1>{t('heading')}</h1>
        {pendency.value && (
          <p class="soft">
            {t('as_of', { moment: moment(pendency.value.as_of) })} {pendency.stale && t('stale')}
            <PrintedBy />
          </p>
        )}
      </header>
      <AsOf asOf={asOf} onChoose={(chosen) => put('as_of', chosen)} />
      {asOf && <p class="notice">{t('past', { moment: moment(asOf) })}</p>}
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
        <a class="button" href="/sitting" target="_blank" rel="noopener">
          {t('sitting')}
        </a>
      </div>
      <Body pendency={pendency} grouping={grouping} asOf={asOf} projector={projector} />
    </div>
  );
}

/** The moment that the address names; none where it is no moment. */
function momentIn(parameters: URLSearchParams): string | null {
  const named = parameters.get('as_of');
  return named && !Number.isNaN(Date.parse(named)) ? named : null;
}

interface BodyProps {
  pendency: Seen<View>;
  grouping: Grouping;
  asOf: string | null;
  projector: boolean;
}

/** What is counted. What waits longest and the trend are of the present, so the past is shown without them. */
function Body({ pendency, grouping, asOf, projector }: BodyProps) {
  const [cell, setCell] = useState<Cell | null>(null);
  const { value } = pendency;
  if (!value) return pendency.error ? <Trouble error={pendency.error} again={pendency.reload} /> : <Waiting />;
  const rows = rowsOf(value.desks, grouping);
  const at = asOf ? Date.parse(asOf) : Date.now();
  return (
    <>
      <Totals pendency={value} />
      {rows.length === 0 ? (
        <p>{t('nothing')}</p>
      ) : (
        <Table rows={rows} grouping={grouping} onCell={setCell} at={at} />
      )}
      {rows.length > 0 && <Comparison desks={value.desks} onCell={setCell} />}
      {!asOf && <Stuck desks={value.desks} subjects={!projector} />}
      {!asOf && <Trend />}
      {cell && <Files cell={cell} asOf={asOf} subjects={!projector} onClose={() => setCell(null)} />}
    </>
  );
}
