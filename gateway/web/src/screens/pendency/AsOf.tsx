import { localOf, momentOf, words } from '../../i18n';
import { Field } from '../../parts/Field';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });
/** Earlier ones come of typing the year digit by digit. */
const EARLIEST = '1900-01-01T00:00';

interface Props {
  /** The moment of the past that is shown; null is the present. */
  asOf: string | null;
  onChoose: (asOf: string | null) => void;
}

/** Which moment's table is shown. */
export function AsOf({ asOf, onChoose }: Props) {
  function choose(field: HTMLInputElement): void {
    if (field.validity.valid) onChoose(momentOf(field.value) ?? null);
  }

  return (
    <div class="as-of no-print">
      <Field label={t('as_of_label')} hint={t('as_of_hint')}>
        {(attributes) => (
          <input
            {...attributes}
            type="datetime-local"
            min={EARLIEST}
            max={localOf(new Date().toISOString())}
            value={asOf ? localOf(asOf) : ''}
            onChange={(event) => choose(event.currentTarget)}
          />
        )}
      </Field>
      {asOf && (
        <button type="button" onClick={() => onChoose(null)}>
          {t('now')}
        </button>
      )}
    </div>
  );
}
