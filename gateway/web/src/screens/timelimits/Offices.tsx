import { either, number as count, words } from '../../i18n';
import en from './en.json';
import hi from './hi.json';
import type { Office } from './views';

const t = words({ hi, en });
const COLUMNS = ['open', 'overdue', 'awaited', 'complete', 'over_50', 'over_100', 'over_300'] as const;

interface Props {
  offices: Office[];
  chosen: string | null;
  onChoose: (office: string | null) => void;
}

/** The register office by office, the one with most overdue first; choosing one narrows the list below. */
export function Offices({ offices, chosen, onChoose }: Props) {
  if (offices.length === 0) return null;
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={t('by_office')}>
      <table class="by-office">
        <caption>{t('by_office')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('office')}</th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {t(`column_${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {offices.map((office) => (
            <tr key={office.office_id} aria-current={office.office_id === chosen ? 'true' : undefined}>
              <th scope="row">
                <button
                  type="button"
                  class="link"
                  aria-pressed={office.office_id === chosen}
                  onClick={() => onChoose(office.office_id === chosen ? null : office.office_id)}
                >
                  {either(office.office_hi, office.office_en)}
                </button>
              </th>
              {COLUMNS.map((column) => (
                <td key={column} class={column === 'overdue' && office.overdue > 0 ? 'late' : ''}>
                  {count(office[column])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
