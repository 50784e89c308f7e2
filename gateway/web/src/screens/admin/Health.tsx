import { useEffect } from 'preact/hooks';
import { type Schemas, api, view } from '../../api/client';
import { moment, number, words } from '../../i18n';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import { useView } from '../../store/views';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });
const EVERY = 15_000;
type Service = Schemas['ServiceHealthView'];

/** Whether each service takes requests, asked anew every quarter of a minute. */
export function Health() {
  const health = useView('admin:health', () => view(api.GET('/admin/health'))).value;
  useEffect(() => {
    const timer = setInterval(() => document.hidden || void health.reload(), EVERY);
    return () => clearInterval(timer);
  }, []);
  const seen = health.value;
  return (
    <>
      <Trouble error={health.error} again={() => void health.reload()} />
      {!seen && !health.error && <Waiting />}
      {seen && (
        <>
          <p>
            {t('seen_at', { at: moment(seen.at) })}{' '}
            <span class={seen.broker ? 'badge good' : 'badge urgent'}>{t(seen.broker ? 'broker_on' : 'broker_off')}</span>
          </p>
          <div class="scroll" tabIndex={0} role="region" aria-label={t('health')}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('service')}</th>
                  <th scope="col">{t('state')}</th>
                  <th scope="col" class="count">{t('processes')}</th>
                  <th scope="col">{t('last_answer')}</th>
                </tr>
              </thead>
              <tbody>
                {seen.services.map((service) => (
                  <Line key={service.service} service={service} />
                ))}
              </tbody>
            </table>
          </div>
          <p class="soft">{t('health_note')}</p>
        </>
      )}
    </>
  );
}

function Line({ service }: { service: Service }) {
  const { processes } = service;
  const state = processes === null || processes === undefined ? 'unknown' : processes > 0 ? 'works' : 'away';
  const tone = { unknown: 'warn', works: 'good', away: 'urgent' }[state];
  return (
    <tr>
      <th scope="row">{t(`service_${service.service}`)}</th>
      <td>
        <span class={`badge ${tone}`}>{t(`health_${state}`)}</span>
      </td>
      <td class="count">{typeof processes === 'number' ? number(processes) : '—'}</td>
      <td>{moment(service.last_answer_at) || t('no_answer_yet')}</td>
    </tr>
  );
}
