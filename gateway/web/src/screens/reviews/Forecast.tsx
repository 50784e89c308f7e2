import { Link, useSearchParams } from 'wouter-preact';
import { type Schemas, api, view } from '../../api/client';
import { day, language, moment, number, words } from '../../i18n';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import { useView } from '../../store/views';
import { Places } from './Chooser';
import en from './en.json';
import hi from './hi.json';
import { Level } from './Lines';

const t = words({ hi, en });
type Forecast = Schemas['ForecastView'];
type Line = Schemas['ForecastLineView'];
const OUTLOOKS = ['missed', 'will_miss', 'at_risk', 'in_time', 'unknown'] as const;

/** Which files will miss their time, each with the figures that say so. */
export function Forecast() {
  const [parameters, setParameters] = useSearchParams();
  const office = parameters.get('office');
  const unit = office ? parameters.get('unit') : null;
  const forecast = useView(`forecast/${office}/${unit}`, () =>
    view(api.GET('/forecast', { params: { query: { ...(office && { office_id: office }), ...(unit && { unit_id: unit }) } } })),
  ).value;
  return (
    <>
      <div class="actions no-print">
        <Places
          office={office}
          unit={unit}
          onChoose={(chosen) =>
            setParameters({ ...(chosen.office && { office: chosen.office }), ...(chosen.unit && { unit: chosen.unit }) })
          }
        />
        <button type="button" onClick={() => window.print()}>
          {t('print')}
        </button>
      </div>
      {!forecast.value &&
        (forecast.error ? <Trouble error={forecast.error} again={() => void forecast.reload()} /> : <Waiting />)}
      {forecast.value && <Shown forecast={forecast.value} />}
    </>
  );
}

function Shown({ forecast }: { forecast: Forecast }) {
  return (
    <section aria-label={t('forecast')}>
      <p class="soft">{t('as_of', { moment: moment(forecast.as_of) })}</p>
      <dl class="counts">
        {OUTLOOKS.map((outlook) => (
          <div key={outlook} class={outlook}>
            <dt>{t(`outlook_${outlook}`)}</dt>
            <dd>{number(forecast[outlook])}</dd>
          </div>
        ))}
      </dl>
      <p class="soft">{t('forecast_hint')}</p>
      {forecast.lines.length === 0 ? (
        <p>{t('no_forecast')}</p>
      ) : (
        <div class="scroll" tabIndex={0} role="region" aria-label={t('forecast')}>
          <table>
            <thead>
              <tr>
                {(['number', 'subject', 'level', 'due', 'outlook', 'why'] as const).map((name) => (
                  <th key={name} scope="col">
                    {t(name)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {forecast.lines.map((line) => (
                <tr key={line.file_id} class={line.outlook === 'at_risk' ? undefined : 'late'}>
                  <th scope="row">
                    <Link href={`/files/${line.file_id}`}>{line.number}</Link>
                  </th>
                  <td>{line.subject}</td>
                  <td>
                    <Level held={line.held} />
                  </td>
                  <td>
                    {line.basis === 'deadline' ? moment(line.due_at) : t('desk_day', { day: day(before(line.due_at)) })}
                  </td>
                  <td>{t(`outlook_${line.outlook}`)}</td>
                  <td>{why(line)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** The day itself: it is due when that day has ended. */
function before(at: string): string {
  return new Date(Date.parse(at) - 1000).toISOString();
}

function why(line: Line): string {
  const said = [
    line.outlook === 'missed'
      ? t('why_missed', { days: days(-line.days_left) })
      : t(line.basis === 'deadline' ? 'why_deadline' : 'why_due_on', {
          left: days(line.days_left),
          here: days(line.days_here),
          usual: days(line.usual_days ?? 0),
          slow: days(line.slow_days ?? 0),
          sample: number(line.sample),
          where: t(line.sample_of === 'office' ? 'of_office' : 'of_district'),
        }),
  ];
  if (line.waiting_for) said.push(t('why_waits', { whom: t(line.waiting_for) }));
  if (line.consulted > 0) said.push(t('why_consulted', { count: number(line.consulted) }));
  return said.join(' ');
}

/** One decimal, as the server rounds. */
function days(count: number): string {
  return new Intl.NumberFormat(language.value === 'hi' ? 'hi-IN' : 'en-IN', { maximumFractionDigits: 1 }).format(count);
}

