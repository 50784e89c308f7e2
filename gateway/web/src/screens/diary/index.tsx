import { useEffect, useState } from 'preact/hooks';
import { useSearchParams } from 'wouter-preact';
import { either, language, moment, number, today, words } from '../../i18n';
import { DocumentDialog } from '../../parts/DocumentDialog';
import { Field } from '../../parts/Field';
import { useOffices } from '../../parts/office/places';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import { useView } from '../../store/views';
import { Blocks } from './Blocks';
import './diary.css';
import en from './en.json';
import hi from './hi.json';
import { type Form, type Register, type Wanted, printedOf, registerOf, wantedOf } from './register';
import { Series } from './Series';

const t = words({ hi, en });
const FIRST_YEAR = 1947;

/** Every diary number of a year, and what became of it. */
export default function Diary() {
  const [parameters, setParameters] = useSearchParams();
  const wanted = wantedOf(parameters);
  const [form, setForm] = useState<Form | null>(null);
  const { value, error, reload } = useView(`diary/${wanted.year}/${wanted.office}`, () => registerOf(wanted)).value;
  useEffect(() => {
    document.title = `${t('heading')} · पत्रावली`;
  }, [language.value]);

  function choose({ year, office }: Wanted): void {
    setParameters({ year: String(year), ...(office && { office }) });
  }

  return (
    <div class="diary">
      <h1>{t('heading')}</h1>
      <p class="soft">{t('lead')}</p>
      <Chooser wanted={wanted} onChoose={choose} onPrint={setForm} />
      {!value && (error ? <Trouble error={error} again={() => void reload()} /> : <Waiting />)}
      {value && <Shown register={value} />}
      <Blocks onReturned={() => void reload()} />
      {form && (
        <DocumentDialog
          title={`${t('heading')} ${wanted.year}`}
          fileName={`${t('heading')}-${wanted.year}.${form}`}
          load={() => printedOf(wanted, form)}
          onClose={() => setForm(null)}
        />
      )}
    </div>
  );
}

interface ChooserProps {
  wanted: Wanted;
  onChoose: (wanted: Wanted) => void;
  onPrint: (form: Form) => void;
}

function Chooser({ wanted, onChoose, onPrint }: ChooserProps) {
  const offices = useOffices();
  return (
    <div class="actions no-print">
      <Field label={t('year')}>
        {(attributes) => (
          <input
            {...attributes}
            type="number"
            required
            min={FIRST_YEAR}
            max={Number(today().slice(0, 4))}
            value={wanted.year}
            onChange={({ currentTarget }) =>
              currentTarget.validity.valid && onChoose({ ...wanted, year: currentTarget.valueAsNumber })
            }
          />
        )}
      </Field>
      <Field label={t('office')}>
        {(attributes) => (
          <select
            {...attributes}
            value={wanted.office ?? ''}
            onChange={({ currentTarget }) => onChoose({ ...wanted, office: currentTarget.value || null })}
          >
            <option value="">{t('own_office')}</option>
            {(offices.value ?? []).map((each) => (
              <option key={each.id} value={each.id}>
                {either(each.name_hi, each.name_en)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <button type="button" class="main" onClick={() => onPrint('pdf')}>
        {t('pdf')}
      </button>
      <button type="button" onClick={() => onPrint('xlsx')}>
        {t('xlsx')}
      </button>
    </div>
  );
}

function Shown({ register }: { register: Register }) {
  const [onlyGaps, setOnlyGaps] = useState(false);
  const shown = register.series.reduce((sum, series) => sum + series.runs.length, 0);
  return (
    <section aria-label={t('heading')}>
      <p class="soft">
        {either(register.office_hi, register.office_en)} · {t('as_of', { moment: moment(register.as_of) })}
      </p>
      <p class={register.unexplained > 0 ? 'notice' : undefined}>
        <strong>
          {register.unexplained > 0 ? t('gaps', { count: number(register.unexplained) }) : t(register.runs > 0 ? 'no_gap' : 'nil')}
        </strong>
      </p>
      {register.runs > 0 && (
        <label class="check no-print">
          <input type="checkbox" checked={onlyGaps} onChange={({ currentTarget }) => setOnlyGaps(currentTarget.checked)} />
          {t('only_gaps')}
        </label>
      )}
      {register.series.map((series) => (
        <Series key={series.template} series={series} onlyGaps={onlyGaps} />
      ))}
      {shown < register.runs && <p class="notice">{t('cut', { count: number(shown) })}</p>}
    </section>
  );
}
