import { useState } from 'preact/hooks';
import { Link, useSearchParams } from 'wouter-preact';
import { day, either, number as count, words } from '../../i18n';
import { PrintedBy } from '../../parts/office/PrintedBy';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import en from './en.json';
import hi from './hi.json';
import './papers.css';
import { RulesDialog } from './RulesDialog';
import { type OfficeRow, type Pendency as PendencyView, usePendency } from './views';

const t = words({ hi, en });
const COLUMNS = ['registered', 'pending', 'digitised', 'record_room', 'lost', 'missing', 'on_way', 'overdue'] as const;

/** Physically pending files down to zero: office by office, and week by week. */
export default function Pendency() {
  const [parameters, setParameters] = useSearchParams();
  const office = parameters.get('office');
  const pendency = usePendency(office);
  const [set, setSet] = useState<OfficeRow | null>(null);
  if (!pendency.value) return pendency.error ? <Trouble error={pendency.error} again={() => void pendency.reload()} /> : <Waiting />;
  const { offices, weeks, may_set_rules } = pendency.value;
  const choose = (id: string) => setParameters(id === office ? [] : [['office', id]]);
  return (
    <div class="papers">
      <h1>{t('pendency')}</h1>
      <p>
        {t('total_pending', { count: count(offices.reduce((sum, each) => sum + each.pending, 0)) })} <PrintedBy />
      </p>
      <div class="scroll" tabIndex={0} role="region" aria-label={t('by_office')}>
        <table class="paper-offices">
          <caption>{t('by_office')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('office')}</th>
              <th scope="col">{t('cutover')}</th>
              {COLUMNS.map((column) => (
                <th key={column} scope="col" class="count">
                  {t(`column_${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {offices.map((each) => (
              <Office key={each.office_id} row={each} chosen={each.office_id === office} onChoose={choose} onSet={may_set_rules ? setSet : null} />
            ))}
          </tbody>
        </table>
      </div>
      <Weeks weeks={weeks} office={offices.find((each) => each.office_id === office) ?? null} />
      {set && <RulesDialog office={set} onClose={() => setSet(null)} />}
    </div>
  );
}

interface RowProps {
  row: OfficeRow;
  chosen: boolean;
  onChoose: (id: string) => void;
  onSet: ((row: OfficeRow) => void) | null;
}

function Office({ row, chosen, onChoose, onSet }: RowProps) {
  return (
    <tr aria-current={chosen ? 'true' : undefined}>
      <th scope="row">
        <button type="button" class="link" aria-pressed={chosen} onClick={() => onChoose(row.office_id)}>
          {either(row.office_hi, row.office_en)}
        </button>
      </th>
      <td>
        {day(row.cutover_on)}{' '}
        {onSet && (
          <button type="button" class="link no-print" onClick={() => onSet(row)} aria-label={`${t('set_rules')}: ${either(row.office_hi, row.office_en)}`}>
            {t('set_rules')}
          </button>
        )}
      </td>
      {COLUMNS.map((column) => (
        <td key={column} class={(column === 'missing' || column === 'overdue') && row[column] > 0 ? 'count late' : 'count'}>
          {column === 'pending' && row.pending > 0 ? (
            <Link href={`/paper-files?box=office&office=${row.office_id}&show=pending`} aria-label={`${t('column_pending')}: ${count(row.pending)}`}>
              {count(row.pending)}
            </Link>
          ) : (
            count(row[column])
          )}
        </td>
      ))}
    </tr>
  );
}

/** The way to zero: bars for what is pending at the end of each week, and the same as a table. */
function Weeks({ weeks, office }: { weeks: PendencyView['weeks']; office: OfficeRow | null }) {
  const most = Math.max(1, ...weeks.map((week) => week.pending));
  return (
    <section aria-labelledby="paper-weeks">
      <h2 id="paper-weeks">{office ? t('trend_of', { office: either(office.office_hi, office.office_en) }) : t('trend')}</h2>
      <div class="scroll" tabIndex={0} role="group" aria-labelledby="paper-weeks">
        <table class="paper-weeks">
          <thead>
            <tr>
              <th scope="col">{t('week_to')}</th>
              <th scope="col" class="count">
                {t('column_registered')}
              </th>
              <th scope="col" class="count">
                {t('week_ended')}
              </th>
              <th scope="col" class="count">
                {t('column_pending')}
              </th>
              <td />
            </tr>
          </thead>
          <tbody>
            {weeks.map((week) => (
              <tr key={week.ends_on}>
                <th scope="row">{day(week.ends_on)}</th>
                <td class="count">{count(week.registered)}</td>
                <td class="count">{count(week.ended)}</td>
                <td class="count">{count(week.pending)}</td>
                <td class="bar-cell" aria-hidden="true">
                  <span class="paper-bar" style={{ inlineSize: `${(100 * week.pending) / most}%` }} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
