import { useState } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import { day, either, words } from '../../../i18n';
import { Trouble } from '../../../parts/Trouble';
import { Waiting } from '../../../parts/Waiting';
import type { Office } from '../directory';
import { useSaving } from '../useSaving';
import { type Calendar, type Pattern, saveCalendar, useCalendar } from './calendar';
import { Days } from './Days';
import en from './en.json';
import hi from './hi.json';
import { PatternForm, offInWords } from './PatternForm';

const t = words({ hi, en });

/** One calendar: its weekly patterns, and the days that are otherwise. */
export function CalendarPage({ id, offices }: { id: string; offices: Office[] }) {
  const loaded = useCalendar(id);
  const calendar = loaded.value;
  if (!calendar) return loaded.error ? <Trouble error={loaded.error} again={() => void loaded.reload()} /> : <Waiting />;
  const office = offices.find((each) => each.id === calendar.office_id);
  return (
    <section class="calendars" aria-label={either(calendar.name_hi, calendar.name_en)}>
      <p>
        <Link href="/admin/calendars">← {t('all_calendars')}</Link>
      </p>
      <h2>{either(calendar.name_hi, calendar.name_en)}</h2>
      <p class="soft">
        {t(`scope_${calendar.scope}`)}
        {office && ` · ${either(office.name_hi, office.name_en)}`}
      </p>
      <Trouble error={loaded.error} again={() => void loaded.reload()} />
      <Patterns calendar={calendar} />
      <Days calendar={calendar} />
      <Removing calendar={calendar} />
    </section>
  );
}

function Patterns({ calendar }: { calendar: Calendar }) {
  const patterns = calendar.patterns ?? [];
  const [open, setOpen] = useState<{ pattern: Pattern | null } | null>(null);
  return (
    <>
      <h3>{t('patterns')}</h3>
      {patterns.length === 0 && <p class="soft">{t(calendar.scope === 'state' ? 'no_patterns_at_all' : 'patterns_from_above')}</p>}
      <ul class="patterns">
        {patterns.map((pattern) => (
          <li key={pattern.valid_from}>
            <div>
              {t('pattern_line', { from: day(pattern.valid_from), opens: pattern.opens, closes: pattern.closes })}
              <div class="soft">{t('closed_on', { days: offInWords(pattern) || t('never') })}</div>
            </div>
            <button
              type="button"
              aria-label={t('change_pattern_of', { from: day(pattern.valid_from) })}
              onClick={() => setOpen({ pattern })}
            >
              {t('change')}
            </button>
          </li>
        ))}
      </ul>
      <button type="button" onClick={() => setOpen({ pattern: null })}>
        {t('new_pattern')}
      </button>
      {open && <PatternForm calendar={calendar} pattern={open.pattern} onClose={() => setOpen(null)} />}
    </>
  );
}

function Removing({ calendar }: { calendar: Calendar }) {
  const [, go] = useLocation();
  const removing = useSaving(
    () => saveCalendar(calendar, { deleted: true }),
    () => go('/admin/calendars'),
    t('removed'),
  );
  return (
    <details class="removing">
      <summary>{t('remove_calendar')}</summary>
      <p>{t('remove_note')}</p>
      <Trouble error={removing.trouble} />
      <button type="button" class="danger" disabled={removing.busy} onClick={() => void removing.run()}>
        {t('remove_now')}
      </button>
    </details>
  );
}
