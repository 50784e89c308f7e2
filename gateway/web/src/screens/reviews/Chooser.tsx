import type { Schemas } from '../../api/client';
import { either, today, words } from '../../i18n';
import { Field } from '../../parts/Field';
import { useOffices, useUnits } from '../../parts/office/places';
import en from './en.json';
import hi from './hi.json';
import { type Form, KINDS, type Wanted, moved } from './statement';

const t = words({ hi, en });
const EARLIEST = '1900-01-01';

interface Props {
  wanted: Wanted;
  onChoose: (wanted: Wanted) => void;
  onPrint: (form: Form) => void;
}

/** Which statement, of which time, of which office or section. */
export function Chooser({ wanted, onChoose, onPrint }: Props) {
  const step = (steps: number) => onChoose({ ...wanted, day: moved(wanted, steps) });
  return (
    <>
      <div class="actions no-print" role="group" aria-label={t('which')}>
        {KINDS.map((kind) => (
          <button key={kind} type="button" aria-pressed={kind === wanted.kind} onClick={() => onChoose({ ...wanted, kind })}>
            {t(kind)}
          </button>
        ))}
      </div>
      <div class="actions no-print">
        <Field label={wanted.kind === 'arrear' ? t('week_with') : t('month_with')}>
          {(attributes) => (
            <input
              {...attributes}
              type="date"
              required
              min={EARLIEST}
              max={today()}
              value={wanted.day}
              onChange={({ currentTarget }) =>
                currentTarget.validity.valid && onChoose({ ...wanted, day: currentTarget.value })
              }
            />
          )}
        </Field>
        <button type="button" onClick={() => step(-1)}>
          {t(wanted.kind === 'arrear' ? 'week_before' : 'month_before')}
        </button>
        <button type="button" disabled={wanted.day >= today()} onClick={() => step(1)}>
          {t(wanted.kind === 'arrear' ? 'week_after' : 'month_after')}
        </button>
        <Places office={wanted.office} unit={wanted.unit} onChoose={(place) => onChoose({ ...wanted, ...place })} />
        <button type="button" class="main" onClick={() => onPrint('pdf')}>
          {t('pdf')}
        </button>
        <button type="button" onClick={() => onPrint('xlsx')}>
          {t('xlsx')}
        </button>
      </div>
    </>
  );
}

interface Place {
  office: string | null;
  unit: string | null;
}
type PlaceProps = Place & { onChoose: (place: Place) => void };

/** Of one office or section, or of all that the asker answers for. */
export function Places({ office, unit, onChoose }: PlaceProps) {
  const offices = useOffices();
  return (
    <>
      <Field label={t('office')}>
        {(attributes) => (
          <select
            {...attributes}
            value={office ?? ''}
            onChange={({ currentTarget }) => onChoose({ office: currentTarget.value || null, unit: null })}
          >
            <option value="">{t('all_offices')}</option>
            {(offices.value ?? []).map((each) => (
              <Option key={each.id} place={each} />
            ))}
          </select>
        )}
      </Field>
      {office && <Sections office={office} unit={unit} onChoose={onChoose} />}
    </>
  );
}

function Sections({ office, unit, onChoose }: PlaceProps & { office: string }) {
  const units = useUnits(office);
  return (
    <Field label={t('section')}>
      {(attributes) => (
        <select
          {...attributes}
          value={unit ?? ''}
          onChange={({ currentTarget }) => onChoose({ office, unit: currentTarget.value || null })}
        >
          <option value="">{t('all_sections')}</option>
          {(units.value ?? []).map((each) => (
            <Option key={each.id} place={each} />
          ))}
        </select>
      )}
    </Field>
  );
}

function Option({ place }: { place: Schemas['OfficeView'] | Schemas['UnitView'] }) {
  return <option value={place.id}>{either(place.name_hi, place.name_en)}</option>;
}
