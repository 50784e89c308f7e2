import { language, speak, words } from '../i18n';
import { SIZES, appearance } from './appearance';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });

/** Language, text size, contrast: reachable on every screen, before signing in too. */
export function Preferences() {
  const other = language.value === 'hi' ? 'en' : 'hi';
  const { size, contrast } = appearance.value;
  return (
    <div class="preferences">
      <button type="button" class="plain" lang={other} onClick={() => speak(other)}>
        {t('language')}
      </button>
      <button
        type="button"
        class="plain"
        onClick={() => {
          const next = SIZES[(SIZES.indexOf(size as (typeof SIZES)[number]) + 1) % SIZES.length] ?? 1;
          appearance.value = { size: next, contrast };
        }}
      >
        {t('text_size')} {Math.round(size * 100)} %
      </button>
      <label class="check">
        <input
          type="checkbox"
          checked={contrast}
          onChange={(event) => {
            appearance.value = { size, contrast: event.currentTarget.checked };
          }}
        />
        {t('contrast')}
      </label>
    </div>
  );
}
