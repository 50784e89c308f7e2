import { words } from '../../i18n';
import { Field } from '../../parts/Field';
import en from './en.json';
import hi from './hi.json';
import { FORMS, type Form, type Writing } from './writing';

const t = words({ hi, en });

interface Props {
  writing: Writing;
  onChange: (writing: Writing) => void;
}

export function FormAndLanguage({ writing, onChange }: Props) {
  return (
    <div class="pair">
      <Field label={t('form')} hint={t(`form_hint_${writing.form}`)}>
        {(attributes) => (
          <select
            {...attributes}
            value={writing.form}
            onChange={(event) => onChange({ ...writing, form: event.currentTarget.value as Form })}
          >
            {FORMS.map((form) => (
              <option key={form} value={form}>
                {t(`form_${form}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('language')} hint={t('language_hint')}>
        {(attributes) => (
          <select
            {...attributes}
            value={writing.language}
            onChange={(event) => onChange({ ...writing, language: event.currentTarget.value as Writing['language'] })}
          >
            <option value="hi">{t('language_hi')}</option>
            <option value="en">{t('language_en')}</option>
          </select>
        )}
      </Field>
    </div>
  );
}
