import { useState } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import { day, either, number, words } from '../../../i18n';
import { Trouble } from '../../../parts/Trouble';
import { Waiting } from '../../../parts/Waiting';
import { useOffices } from '../../../parts/office/places';
import { type CalendarEntry, useCalendars } from './calendar';
import { CalendarPage } from './CalendarPage';
import './calendars.css';
import en from './en.json';
import hi from './hi.json';
import { NewCalendar } from './NewCalendar';

const t = words({ hi, en });

/** The calendars of State, district and offices, or the one that was chosen. */
export function Calendars({ id }: { id: string | undefined }) {
  const calendars = useCalendars();
  const offices = useOffices();
  const [adding, setAdding] = useState(false);
  const [, go] = useLocation();
  if (id) return <CalendarPage key={id} id={id} offices={offices.value ?? []} />;
  if (!calendars.value || !offices.value) {
    const error = calendars.error ?? offices.error;
    return error ? <Trouble error={error} again={() => void Promise.all([calendars.reload(), offices.reload()])} /> : <Waiting />;
  }
  return (
    <section class="calendars">
      <p class="soft">{t('how_they_lie')}</p>
      {calendars.value.length === 0 && <p>{t('no_calendars')}</p>}
      {calendars.value.length > 0 && <List entries={calendars.value} />}
      <button type="button" onClick={() => setAdding(true)}>
        {t('new_calendar')}
      </button>
      {adding && (
        <NewCalendar
          taken={calendars.value}
          offices={offices.value}
          onClose={() => setAdding(false)}
          onSaved={(saved) => go(`/admin/calendars/${saved.id}`)}
        />
      )}
    </section>
  );
}

function List({ entries }: { entries: CalendarEntry[] }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={t('calendars')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('calendar')}</th>
            <th scope="col">{t('scope')}</th>
            <th scope="col" class="count">{t('days_count')}</th>
            <th scope="col">{t('last_day')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.id}>
              <th scope="row">
                <Link href={`/admin/calendars/${entry.id}`}>{either(entry.name_hi, entry.name_en)}</Link>
              </th>
              <td>{t(`scope_${entry.scope}`)}</td>
              <td class="count">{number(entry.days)}</td>
              <td>{day(entry.last_day) || '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
