import { day, either, number as count, words } from '../../i18n';
import type { Board, Figures } from './board';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });
const COLUMNS = [
  'onboarded',
  'in_use',
  'users',
  'active_7',
  'active_30',
  'files_open',
  'paper_pending',
  'files_created',
  'files_moved',
  'files_disposed',
  'notes',
  'receipts',
  'scanned',
  'letters_signed',
  'letters_waiting',
  'mailed',
  'sent_on_paper',
] as const;

interface Props {
  board: Board;
  onChoose: (office: string) => void;
}

/** Each office with those below it, set in by its place in the tree. */
export function Offices({ board, onChoose }: Props) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={t('by_office')}>
      <table class="adoption-offices">
        <caption>{t('by_office')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('office')}</th>
            <th scope="col">{t('cutover')}</th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" class="count">
                {t(column)}
              </th>
            ))}
            <th scope="col" class="count">
              {t('holding')}
            </th>
          </tr>
        </thead>
        <tbody>
          {board.offices.map((each) => (
            <tr key={each.office_id}>
              <th scope="row" style={{ paddingInlineStart: `${0.4 + 1.2 * each.depth}rem` }}>
                <button type="button" class="link" onClick={() => onChoose(each.office_id)}>
                  {either(each.office_hi, each.office_en)}
                </button>
              </th>
              <td>{day(each.cutover_on)}</td>
              <Cells of={each.whole} />
            </tr>
          ))}
          <tr class="strong">
            <th scope="row">{t('total')}</th>
            <td />
            <Cells of={board.total} />
          </tr>
        </tbody>
      </table>
    </div>
  );
}

function Cells({ of }: { of: Figures }) {
  return (
    <>
      {COLUMNS.map((column) => (
        <td key={column} class="count">
          {of[column] === null ? '–' : count(of[column])}
        </td>
      ))}
      <td class="count">{of.stays ? count(Math.round(of.stay_hours / of.stays)) : '–'}</td>
    </>
  );
}
