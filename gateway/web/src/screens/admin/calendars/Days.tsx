import { useState } from 'preact/hooks';
import { day as inWords, either, words } from '../../../i18n';
import { Trouble } from '../../../parts/Trouble';
import { Choice, Pair, Text } from '../Controls';
import { useSaving } from '../useSaving';
import { type Calendar, type CalendarDay, DAY_KINDS, saveCalendar, withDay, withoutDay, yearsOf } from './calendar';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });
const EMPTY: CalendarDay = { day: '', kind: 'public', name_hi: '', name_en: '' };

/** The holidays of a year, and days that are open though the week says otherwise. */
export function Days({ calendar }: { calendar: Calendar }) {
  const days = calendar.days ?? [];
  const years = yearsOf(days);
  const present = String(new Date().getFullYear());
  const [chosen, setChosen] = useState<string | null>(null);
  const year = chosen ?? (years.includes(present) ? present : (years[0] ?? present));
  const removing = useSaving(() => saveCalendar(calendar, { days: withoutDay(days, gone) }), () => undefined, t('saved'));
  const [gone, setGone] = useState('');
  const shown = days.filter((each) => each.day.startsWith(year));
  return (
    <>
      <h3>{t('days')}</h3>
      {years.length > 0 && (
        <Choice label={t('year')} value={year} options={[...new Set([...years, year])].map((each) => [each, each])} onPick={setChosen} />
      )}
      {shown.length === 0 && <p class="soft">{t('no_days')}</p>}
      {shown.length > 0 && (
        <div class="scroll" tabIndex={0} role="region" aria-label={t('days')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('date')}</th>
                <th scope="col">{t('weekday')}</th>
                <th scope="col">{t('occasion')}</th>
                <th scope="col">{t('kind')}</th>
                <th scope="col">{t('do')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((each) => (
                <Line key={each.day} day={each} asked={gone === each.day} busy={removing.busy} onAsk={setGone} onRemove={removing.run} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Trouble error={removing.trouble} />
      <AddDay calendar={calendar} onAdded={(added) => setChosen(added.slice(0, 4))} />
    </>
  );
}

interface LineProps {
  day: CalendarDay;
  asked: boolean;
  busy: boolean;
  onAsk: (date: string) => void;
  onRemove: () => Promise<void>;
}

function Line({ day, asked, busy, onAsk, onRemove }: LineProps) {
  const date = inWords(day.day);
  return (
    <tr>
      <th scope="row">{date}</th>
      <td>{t(`day_${weekdayOf(day.day)}`)}</td>
      <td>{either(day.name_hi, day.name_en)}</td>
      <td>
        <span class={day.kind === 'working' ? 'badge warn' : 'badge'}>{t(`kind_${day.kind}`)}</span>
      </td>
      <td class="doing">
        {asked ? (
          <button type="button" class="danger" disabled={busy} aria-label={t('remove_day_now', { date })} onClick={() => void onRemove()}>
            {t('remove_now')}
          </button>
        ) : (
          <button type="button" aria-label={t('remove_day', { date })} onClick={() => onAsk(day.day)}>
            {t('remove')}
          </button>
        )}
      </td>
    </tr>
  );
}

function AddDay({ calendar, onAdded }: { calendar: Calendar; onAdded: (date: string) => void }) {
  const [day, setDay] = useState<CalendarDay>({ ...EMPTY, kind: calendar.scope === 'state' ? 'public' : 'local' });
  const change = (part: Partial<CalendarDay>) => setDay({ ...day, ...part });
  const known = (calendar.days ?? []).find((each) => each.day === day.day);
  const saving = useSaving(
    () => saveCalendar(calendar, { days: withDay(calendar.days ?? [], day) }),
    () => {
      onAdded(day.day);
      setDay({ ...EMPTY, kind: day.kind });
    },
    t('saved'),
  );
  return (
    <details class="card add-day">
      <summary>{t('add_day')}</summary>
      <form onSubmit={saving.run}>
        <div class="pair">
          <Text
            label={t('date')}
            type="date"
            required
            value={day.day}
            hint={known ? t('replaces', { name: either(known.name_hi, known.name_en) }) : undefined}
            onInput={(date) => change({ day: date })}
          />
          <Choice
            label={t('kind')}
            value={day.kind}
            options={DAY_KINDS.map((kind) => [kind, t(`kind_${kind}`)])}
            onPick={(kind) => change({ kind: kind as CalendarDay['kind'] })}
          />
        </div>
        <Pair of="name" value={{ ...day }} onChange={change} error={saving.error} />
        <Trouble error={saving.trouble} />
        <div class="actions">
          <button class="main" disabled={saving.busy}>
            {t('add')}
          </button>
        </div>
      </form>
    </details>
  );
}

/** ISO weekday of a date. */
function weekdayOf(date: string): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() || 7) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
}
