import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { actingPost } from '../../api/session';
import { day, number as count, words } from '../../i18n';
import { postName } from '../../parts/office/who';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import en from './en.json';
import hi from './hi.json';
import './meetings.css';
import { Prepare } from './Prepare';
import { useMeetings } from './views';

const t = words({ hi, en });
const PREPARERS = ['tl_section', 'adm', 'dm'];

/** Review meetings of the office, and the agenda of the next one. */
export default function Meetings() {
  const meetings = useMeetings();
  const [preparing, setPreparing] = useState(false);
  const mayPrepare = (actingPost.value?.roles ?? []).some((role) => PREPARERS.includes(role));
  if (!meetings.value) return meetings.error ? <Trouble error={meetings.error} again={() => void meetings.reload()} /> : <Waiting />;
  return (
    <div class="meetings">
      <h1>{t('heading')}</h1>
      {mayPrepare && !preparing && (
        <div class="actions">
          <button type="button" class="main" onClick={() => setPreparing(true)}>
            {t('prepare')}
          </button>
        </div>
      )}
      {preparing && <Prepare />}
      {meetings.value.length === 0 && <p class="soft">{t('none')}</p>}
      {meetings.value.length > 0 && (
        <div class="scroll" tabIndex={0} role="region" aria-label={t('heading')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('number')}</th>
                <th scope="col">{t('held_on')}</th>
                <th scope="col">{t('chair')}</th>
                <th scope="col">{t('items')}</th>
                <th scope="col">{t('decisions')}</th>
                <th scope="col">{t('minutes')}</th>
              </tr>
            </thead>
            <tbody>
              {meetings.value.map((row) => (
                <tr key={row.id}>
                  <th scope="row">
                    <Link href={`/meetings/${row.id}`}>{row.number}</Link>
                  </th>
                  <td>{day(row.held_on)}</td>
                  <td>{postName(row.chair)}</td>
                  <td>{count(row.items)}</td>
                  <td>{count(row.decisions)}</td>
                  <td>{t(`state_${row.state}`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
