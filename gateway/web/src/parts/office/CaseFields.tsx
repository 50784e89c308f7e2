import { either, today, words } from '../../i18n';
import { Field } from '../Field';
import type { Procedure } from '../procedure';
import en from './case.en.json';
import hi from './case.hi.json';

const t = words({ hi, en });

export interface CaseChoice {
  /** Empty: no case of a known type. */
  caseType: string;
  /** Empty: the type's usual limit. */
  limit: string;
  /** The day in India on which the matter came in. */
  receivedOn: string;
}
export const noCase = (receivedOn = today()): CaseChoice => ({ caseType: '', limit: '', receivedOn });

interface Props {
  /** None while it is fetched: its place is kept, so that nothing below moves under the mouse. */
  procedure: Procedure | null | undefined;
  value: CaseChoice;
  onChange: (value: CaseChoice) => void;
  required?: boolean;
}

/** Which kind of matter it is, which of its limits holds, and since when. Nothing where the State's pack knows no kinds. */
export function CaseFields({ procedure, value, onChange, required = false }: Props) {
  const types = procedure?.case_types ?? [];
  if (procedure && types.length === 0) return null;
  const type = types.find(({ code }) => code === value.caseType);
  const limits = type?.limits.map(({ limit }) => procedure?.limits.find(({ code }) => code === limit)).filter((each) => !!each) ?? [];
  return (
    <>
      <Field label={t('case_type')} hint={type ? said(type.limits.length, type.checklist.length) : t('case_type_hint')}>
        {(attributes) => (
          <select
            {...attributes}
            required={required}
            value={value.caseType}
            onChange={(event) => onChange({ ...value, caseType: event.currentTarget.value, limit: '' })}
          >
            <option value="">{t(required ? 'choose' : 'none')}</option>
            {types.map(({ code, name_hi, name_en }) => (
              <option key={code} value={code}>
                {either(name_hi, name_en)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {type && (
        <div class="actions">
          {limits.length > 1 && (
            <Field label={t('limit')}>
              {(attributes) => (
                <select {...attributes} value={value.limit} onChange={(event) => onChange({ ...value, limit: event.currentTarget.value })}>
                  {limits.map(({ code, name_hi, name_en, count, unit }, place) => (
                    <option key={code} value={place === 0 ? '' : code}>
                      {`${either(name_hi, name_en)} (${t(`unit_${unit}`, { count })})`}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          )}
          <Field label={t('received_on')} hint={t('received_hint')}>
            {(attributes) => (
              <input
                {...attributes}
                type="date"
                required
                max={today()}
                value={value.receivedOn}
                onInput={(event) => onChange({ ...value, receivedOn: event.currentTarget.value })}
              />
            )}
          </Field>
        </div>
      )}
    </>
  );
}

function said(limits: number, items: number): string {
  return limits > 0 ? t('type_says', { count: items }) : t('type_without_limit', { count: items });
}

/** When the matter came in, for the server: now, or the first moment of an earlier day; undefined says now. */
export function beganAt({ receivedOn }: CaseChoice, now = Date.now()): string | undefined {
  return receivedOn === '' || receivedOn >= today(now) ? undefined : new Date(`${receivedOn}T00:00:00+05:30`).toISOString();
}
