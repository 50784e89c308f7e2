import longest from '../../api/longest.json';
import { today, words } from '../../i18n';
import { Field } from '../../parts/Field';
import { HindiText, LayoutBar } from '../../parts/editor/HindiText';
import { useProcedure } from '../../parts/procedure';
import { SubjectField } from '../../parts/subjects/SubjectField';
import en from './en.json';
import hi from './hi.json';
import { CATEGORIES, GRADINGS, LABELS, type Letter, MODES } from './letter';

const t = words({ hi, en });

interface Props {
  letter: Letter;
  onChange: (letter: Letter) => void;
  errors: Partial<Record<keyof Letter, string>>;
}

/** The fields in the order in which a letter is read: who, what, which, how. */
export function LetterForm({ letter, onChange, errors }: Props) {
  const set = <Key extends keyof Letter>(key: Key, value: Letter[Key]) => onChange({ ...letter, [key]: value });
  const text = (key: 'mobile' | 'email' | 'letterNumber', type = 'text') => (
    <Field label={t(key)} error={errors[key]}>
      {(attributes) => (
        <input {...attributes} type={type} value={letter[key]} onInput={(event) => set(key, event.currentTarget.value)} />
      )}
    </Field>
  );
  const date = (key: 'letterDate' | 'receivedOn') => (
    <Field label={t(key)} error={errors[key]}>
      {(attributes) => (
        <input
          {...attributes}
          type="date"
          max={today()}
          required={key === 'receivedOn'}
          value={letter[key]}
          onInput={(event) => set(key, event.currentTarget.value)}
        />
      )}
    </Field>
  );
  return (
    <>
      {/* Once for all its fields: whoever tabs from name to subject passes nothing in between. */}
      <LayoutBar />
      <HindiText
        label={t('senderName')}
        bar={false}
        multiline={false}
        required
        autofocus
        maxLength={longest.name}
        value={letter.senderName}
        onInput={(value) => set('senderName', value)}
        error={errors.senderName}
      />
      <HindiText
        label={t('subject')}
        bar={false}
        rows={2}
        required
        maxLength={longest.subject}
        value={letter.subject}
        onInput={(value) => set('subject', value.replaceAll('\n', ' '))}
        error={errors.subject}
      />
      <SubjectField
        procedure={useProcedure().value}
        about={letter.subject}
        value={letter.subjectHead ?? ''}
        onChange={(value) => set('subjectHead', value)}
        open={t('subject_head_open')}
      />
      <div class="pair">
        <Choice label={t('category')} of={CATEGORIES} value={letter.category} onPick={(value) => set('category', value)} />
        <Choice label={t('mode')} of={MODES} value={letter.mode} onPick={(value) => set('mode', value)} />
        {date('receivedOn')}
        {text('mobile', 'tel')}
        {text('letterNumber')}
        {date('letterDate')}
      </div>
      <details>
        <summary>{t('more')}</summary>
        <HindiText
          label={t('address')}
          bar={false}
          rows={2}
          maxLength={longest.address}
          value={letter.address}
          onInput={(value) => set('address', value)}
          error={errors.address}
        />
        <div class="pair">
          {text('email', 'email')}
          <Choice label={t('grading')} of={GRADINGS} value={letter.grading} onPick={(value) => set('grading', value)} />
          <Choice label={t('language')} of={['hi', 'en']} value={letter.language} onPick={(value) => set('language', value)} />
        </div>
        <fieldset class="labels">
          <legend>{t('labels')}</legend>
          {LABELS.map((label) => (
            <label key={label} class="check">
              <input
                type="checkbox"
                checked={letter.labels.includes(label)}
                onChange={(event) => {
                  const others = letter.labels.filter((each) => each !== label);
                  set('labels', event.currentTarget.checked ? [...others, label] : others);
                }}
              />
              {t(label)}
            </label>
          ))}
        </fieldset>
      </details>
    </>
  );
}

interface ChoiceProps<Value extends keyof typeof hi> {
  label: string;
  of: readonly Value[];
  value: Value;
  onPick: (value: Value) => void;
}

function Choice<Value extends keyof typeof hi>({ label, of, value, onPick }: ChoiceProps<Value>) {
  return (
    <Field label={label}>
      {(attributes) => (
        <select {...attributes} value={value} onChange={(event) => onPick(event.currentTarget.value as Value)}>
          {of.map((each) => (
            <option key={each} value={each}>
              {t(each)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
