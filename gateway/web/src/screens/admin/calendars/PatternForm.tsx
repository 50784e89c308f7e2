import { useState } from 'preact/hooks';
import { words } from '../../../i18n';
import { Dialog } from '../../../parts/Dialog';
import { Trouble } from '../../../parts/Trouble';
import { SaveButtons, Text } from '../Controls';
import { useSaving } from '../useSaving';
import { type Calendar, IN_MONTH, type Pattern, USUAL, WEEKDAYS, isOff, saveCalendar, toggled, withPattern } from './calendar';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });

interface Props {
  calendar: Calendar;
  /** Null for a further one. */
  pattern: Pattern | null;
  onClose: () => void;
}

/** From when on which hours, and which weekdays are off. */
export function PatternForm({ calendar, pattern, onClose }: Props) {
  const patterns = calendar.patterns ?? [];
  const [values, setValues] = useState<Pattern>(pattern ?? { ...(patterns.at(-1) ?? USUAL), valid_from: '' });
  const before = pattern?.valid_from ?? null;
  const taken = patterns.some((each) => each.valid_from === values.valid_from && each.valid_from !== before);
  const change = (part: Partial<Pattern>) => setValues({ ...values, ...part });
  const saving = useSaving(
    () => saveCalendar(calendar, { patterns: withPattern(patterns, values, before) }),
    onClose,
    t('saved'),
  );
  const removing = useSaving(
    () => saveCalendar(calendar, { patterns: patterns.filter((each) => each.valid_from !== before) }),
    onClose,
    t('saved'),
  );
  return (
    <Dialog title={t(pattern ? 'change_pattern' : 'new_pattern')} onClose={onClose} wide>
      <form onSubmit={(event) => (taken ? event.preventDefault() : void saving.run(event))}>
        <div class="pair">
          <Text
            label={t('valid_from')}
            hint={t('valid_from_hint')}
            type="date"
            required
            value={values.valid_from}
            error={taken ? t('from_taken') : undefined}
            onInput={(valid_from) => change({ valid_from })}
          />
          <Text label={t('opens')} type="time" required value={values.opens} onInput={(opens) => change({ opens })} />
          <Text label={t('closes')} type="time" required value={values.closes} onInput={(closes) => change({ closes })} />
        </div>
        <DaysOff pattern={values} onChange={setValues} />
        <Trouble error={saving.trouble ?? removing.trouble} />
        <SaveButtons busy={saving.busy || removing.busy} onRemove={pattern ? () => void removing.run() : undefined} />
      </form>
    </Dialog>
  );
}

function DaysOff({ pattern, onChange }: { pattern: Pattern; onChange: (pattern: Pattern) => void }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={t('days_off')}>
      <table class="days-off">
        <caption>{t('days_off')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('weekday')}</th>
            <th scope="col">{t('every')}</th>
            {IN_MONTH.map((nth) => (
              <th key={nth} scope="col">
                {t(`nth_${nth}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {WEEKDAYS.map((weekday) => {
            const all = IN_MONTH.every((nth) => isOff(pattern, weekday, nth));
            return (
              <tr key={weekday}>
                <th scope="row">{t(`day_${weekday}`)}</th>
                <Tick
                  label={`${t(`day_${weekday}`)}: ${t('every')}`}
                  checked={all}
                  onTick={(closed) => onChange(toggled(pattern, weekday, IN_MONTH, closed))}
                />
                {IN_MONTH.map((nth) => (
                  <Tick
                    key={nth}
                    label={`${t(`day_${weekday}`)}: ${t(`nth_${nth}`)}`}
                    checked={isOff(pattern, weekday, nth)}
                    onTick={(closed) => onChange(toggled(pattern, weekday, [nth], closed))}
                  />
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Tick({ label, checked, onTick }: { label: string; checked: boolean; onTick: (checked: boolean) => void }) {
  return (
    <td>
      <input type="checkbox" aria-label={label} checked={checked} onChange={(event) => onTick(event.currentTarget.checked)} />
    </td>
  );
}

/** "Sunday, second Saturday". */
export function offInWords(pattern: Pattern): string {
  return (pattern.days_off ?? [])
    .map((off) => {
      const name = t(`day_${off.weekday as (typeof WEEKDAYS)[number]}`);
      const which = (off.nth ?? []).map((nth) => t(`nth_${nth as (typeof IN_MONTH)[number]}`));
      return which.length ? `${which.join(', ')} ${name}` : name;
    })
    .join(' · ');
}

