import { day, moment, number as count, words } from '../../../i18n';
import { placeName, postName } from '../../../parts/office/who';
import en from '../en.json';
import hi from '../hi.json';
import type { History } from '../views';

const t = words({ hi, en });

/** Desks that were asked while the file lay elsewhere. */
export function Consulted({ consultations }: { consultations: NonNullable<History['consultations']> }) {
  return (
    <details class="card">
      <summary>{t('consulted_table')}</summary>
      <div class="scroll" tabIndex={0} role="region" aria-label={t('consulted_table')}>
        <table>
          <caption class="hidden-text">{t('consulted_table')}</caption>
          <thead>
            <tr>
              <th scope="col" class="count">{t('serial')}</th>
              <th scope="col">{t('desk')}</th>
              <th scope="col">{t('by_whom')}</th>
              <th scope="col">{t('asked_at')}</th>
              <th scope="col">{t('due')}</th>
              <th scope="col">{t('state')}</th>
              <th scope="col">{t('ended_at')}</th>
            </tr>
          </thead>
          <tbody>
            {consultations.map((one) => (
              <tr key={one.consultation_id}>
                <td class="count">{count(one.number)}</td>
                <td>
                  {postName(one.holder)} <span class="soft">{placeName(one.holder)}</span>
                </td>
                <td>{postName(one.asked_by)}</td>
                <td>{moment(one.asked_at)}</td>
                <td>{day(one.due_on)}</td>
                <td>{t(`consulted_${one.state}`)}</td>
                <td>{one.ended_at ? moment(one.ended_at) : '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
