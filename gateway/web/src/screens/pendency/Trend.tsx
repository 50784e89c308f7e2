import { type Schemas, api, view } from '../../api/client';
import { day, number, words } from '../../i18n';
import { useView } from '../../store/views';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });
type Week = Schemas['WeekView'];

const WIDTH = 600;
const HEIGHT = 140;

/** Opened, closed and open by week: a chart, and the same as a table beside it. */
export function Trend() {
  const trend = useView('pendency/trend', () => view(api.GET('/pendency/trend'))).value;
  if (!trend.value) return null;
  const { weeks } = trend.value;
  return (
    <section class="trend">
      <h2>{t('trend')}</h2>
      <Chart weeks={weeks} />
      <details>
        <summary>{t('as_table')}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('week_to')}</th>
              <th scope="col" class="count">
                {t('opened')}
              </th>
              <th scope="col" class="count">
                {t('closed')}
              </th>
              <th scope="col" class="count">
                {t('open')}
              </th>
            </tr>
          </thead>
          <tbody>
            {weeks.map((week) => (
              <tr key={week.ends_at}>
                <th scope="row">{day(week.ends_at)}</th>
                <td class="count">{number(week.opened)}</td>
                <td class="count">{number(week.closed)}</td>
                <td class="count">{number(week.open)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}

/** Two bars a week for what came and what went, a line for what was open. Each on the scale of the largest. */
function Chart({ weeks }: { weeks: Week[] }) {
  const most = Math.max(1, ...weeks.map((week) => Math.max(week.opened, week.closed, week.open)));
  const step = WIDTH / weeks.length;
  const up = (count: number) => HEIGHT - (count / most) * (HEIGHT - 10);
  const line = weeks.map((week, at) => `${(at + 0.5) * step},${up(week.open)}`).join(' ');
  const last = weeks.at(-1);
  const spoken = last && t('trend_spoken', { opened: last.opened, closed: last.closed, open: last.open });
  return (
    <figure>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT + 22}`} role="img" aria-label={spoken}>
        <line class="axis" x1="0" x2={WIDTH} y1={HEIGHT} y2={HEIGHT} />
        {weeks.map((week, at) => (
          <g key={week.ends_at}>
            <rect class="opened" x={(at + 0.2) * step} y={up(week.opened)} width={step * 0.28} height={HEIGHT - up(week.opened)} />
            <rect class="closed" x={(at + 0.52) * step} y={up(week.closed)} width={step * 0.28} height={HEIGHT - up(week.closed)} />
            <text x={(at + 0.5) * step} y={HEIGHT + 16}>
              {day(week.ends_at).slice(0, 5)}
            </text>
          </g>
        ))}
        <polyline class="open" points={line} />
      </svg>
      <figcaption>
        <span class="key opened">{t('opened')}</span> <span class="key closed">{t('closed')}</span>{' '}
        <span class="key open">{t('open')}</span>
      </figcaption>
    </figure>
  );
}
