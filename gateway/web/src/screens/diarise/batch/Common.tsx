import { today, words } from '../../../i18n';
import { Field } from '../../../parts/Field';
import { PostPicker } from '../../../parts/PostPicker';
import { titleOf } from '../../../parts/posts/desks';
import letterEn from '../en.json';
import letterHi from '../hi.json';
import { MODES } from '../letter';
import type { Shared } from './batch';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });
const ofLetter = words({ hi: letterHi, en: letterEn });

interface Props {
  shared: Shared;
  locked: boolean;
  onChange: (shared: Shared) => void;
}

/** What the letters of a bag have in common, said once. */
export function Common({ shared, locked, onChange }: Props) {
  return (
    <fieldset class="common" disabled={locked}>
      <legend>{t('common')}</legend>
      <Field label={t('mode')}>
        {(attributes) => (
          <select
            {...attributes}
            value={shared.mode}
            onChange={({ currentTarget }) => onChange({ ...shared, mode: currentTarget.value as Shared['mode'] })}
          >
            {MODES.map((mode) => (
              <option key={mode} value={mode}>
                {ofLetter(mode)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('receivedOn')}>
        {(attributes) => (
          <input
            {...attributes}
            type="date"
            required
            max={today()}
            value={shared.receivedOn}
            onChange={({ currentTarget }) =>
              currentTarget.validity.valid && onChange({ ...shared, receivedOn: currentTarget.value })
            }
          />
        )}
      </Field>
      <Field label={t('language')}>
        {(attributes) => (
          <select
            {...attributes}
            value={shared.language}
            onChange={({ currentTarget }) => onChange({ ...shared, language: currentTarget.value as Shared['language'] })}
          >
            <option value="hi">{ofLetter('hi')}</option>
            <option value="en">{ofLetter('en')}</option>
          </select>
        )}
      </Field>
      {shared.markTo ? (
        <p class="marked">
          {t('marked_to', { desk: shared.markTo.title })}{' '}
          <button type="button" onClick={() => onChange({ ...shared, markTo: null })}>
            {t('change_desk')}
          </button>
        </p>
      ) : (
        <PostPicker
          label={t('mark_to')}
          onPick={(desk) => desk && onChange({ ...shared, markTo: { id: desk.post_id, title: titleOf(desk) } })}
        />
      )}
    </fieldset>
  );
}
