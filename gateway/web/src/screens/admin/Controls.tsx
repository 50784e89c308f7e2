// The controls that the forms of this screen share.
import longest from '../../api/longest.json';
import { words } from '../../i18n';
import { Field } from '../../parts/Field';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });

interface TextProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  lang?: 'hi' | 'en';
  type?: string;
  hint?: string | undefined;
  error?: string | undefined;
  required?: boolean;
  maxLength?: number;
  pattern?: string;
}

export function Text({ label, value, onInput, hint, error, type = 'text', ...rest }: TextProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(attributes) => (
        <input {...attributes} {...rest} type={type} value={value} onInput={(event) => onInput(event.currentTarget.value)} />
      )}
    </Field>
  );
}

interface PairProps {
  /** `name`, `designation`, `abbreviation`, `title`: the word before _hi and _en. */
  of: 'name' | 'designation' | 'abbreviation';
  value: Record<string, unknown>;
  onChange: (change: Record<string, string>) => void;
  error: (field: string) => string | undefined;
}

/** The same in Hindi and in English: the directory knows everything in both. */
export function Pair({ of, value, onChange, error }: PairProps) {
  return (
    <div class="pair">
      {(['hi', 'en'] as const).map((lang) => (
        <Text
          key={lang}
          label={t(`${of}_${lang}`)}
          lang={lang}
          required
          maxLength={of === 'abbreviation' ? longest.abbreviation : longest.name}
          value={String(value[`${of}_${lang}`] ?? '')}
          error={error(`${of}_${lang}`)}
          onInput={(text) => onChange({ [`${of}_${lang}`]: text })}
        />
      ))}
    </div>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  /** Value and label. */
  options: readonly (readonly [string, string])[];
  onPick: (value: string) => void;
  hint?: string | undefined;
  error?: string | undefined;
}

export function Choice({ label, value, options, onPick, hint, error }: ChoiceProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(attributes) => (
        <select {...attributes} value={value} onChange={(event) => onPick(event.currentTarget.value)}>
          {options.map(([key, text]) => (
            <option key={key} value={key}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface SaveProps {
  busy: boolean;
  onRemove?: (() => void) | undefined;
}

/** Save, and, for what exists, remove after asking once more. */
export function SaveButtons({ busy, onRemove }: SaveProps) {
  return (
    <div class="actions">
      <button class="main" disabled={busy}>
        {t('save')}
      </button>
      {onRemove && (
        <details class="removing">
          <summary>{t('remove')}</summary>
          <button type="button" class="danger" disabled={busy} onClick={onRemove}>
            {t('remove_now')}
          </button>
        </details>
      )}
    </div>
  );
}
