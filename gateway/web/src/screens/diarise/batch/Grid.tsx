import { Link } from 'wouter-preact';
import longest from '../../../api/longest.json';
import { today, words } from '../../../i18n';
import { HindiText, LayoutBar } from '../../../parts/editor/HindiText';
import letterEn from '../en.json';
import letterHi from '../hi.json';
import { CATEGORIES, type Letter } from '../letter';
import { type Batch, COLUMNS, type Column, type Row, aRow, isEmpty, isFixed, pasted, written } from './batch';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });
const ofLetter = words({ hi: letterHi, en: letterEn });

interface Props {
  batch: Batch;
  locked: boolean;
  onChange: (batch: Batch) => void;
}

/** A row a letter. Tab goes to the next cell, Enter to the same one a row below, as in a spreadsheet. */
export function Grid({ batch, locked, onChange }: Props) {
  function goDown(event: KeyboardEvent): void {
    const place = placeOf(event.target);
    if (event.key !== 'Enter' || event.ctrlKey || event.isComposing || !place) return;
    event.preventDefault();
    const below = (event.currentTarget as HTMLElement).querySelector<HTMLElement>(
      `[data-row="${place.row + 1}"] [data-column="${place.column}"] :is(input, select)`,
    );
    below?.focus();
  }

  function paste(event: ClipboardEvent): void {
    const place = placeOf(event.target);
    const text = event.clipboardData?.getData('text/plain') ?? '';
    // One cell alone goes where the caret is, as everywhere.
    if (!place || locked || !/[\t\n]/.test(text.replace(/\r?\n$/, ''))) return;
    event.preventDefault();
    event.stopPropagation();
    onChange(pasted(batch, place.row, place.column, text, categoryOf));
  }

  return (
    <>
      <LayoutBar />
      <div class="letter-bag" onKeyDown={goDown} onPasteCapture={paste}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('row')}</th>
              {COLUMNS.map((column) => (
                <th key={column} scope="col" class={column}>
                  {t(column)}
                </th>
              ))}
              <th scope="col">{t('result')}</th>
            </tr>
          </thead>
          <tbody>
            {batch.rows.map((row, index) => (
              <Line
                key={index}
                row={row}
                index={index}
                locked={locked || isFixed(row)}
                onWrite={(column, value) => onChange(written(batch, index, column, value))}
                onClear={() => onChange({ ...batch, rows: batch.rows.map((each, at) => (at === index ? aRow() : each)) })}
              />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

const BOUNDS = { senderName: 'name', subject: 'subject' } as const;

interface LineProps {
  row: Row;
  index: number;
  locked: boolean;
  onWrite: (column: Column, value: string) => void;
  onClear: () => void;
}

function Line({ row, index, locked, onWrite, onClear }: LineProps) {
  const label = (column: Column) => t('in_row', { column: t(column), row: index + 1 });
  const hindi = (column: 'senderName' | 'subject') => (
    <td data-column={column}>
      {locked ? (
        row[column]
      ) : (
        <HindiText
          label={label(column)}
          bar={false}
          multiline={false}
          maxLength={longest[BOUNDS[column]]}
          value={row[column]}
          onInput={(value) => onWrite(column, value)}
        />
      )}
    </td>
  );
  const plain = (column: 'letterNumber' | 'letterDate' | 'mobile', type: string) => (
    <td data-column={column}>
      <input
        type={type}
        aria-label={label(column)}
        disabled={locked}
        max={type === 'date' ? today() : undefined}
        maxLength={type === 'text' ? longest.reference : undefined}
        value={row[column]}
        onInput={({ currentTarget }) => onWrite(column, currentTarget.value)}
      />
    </td>
  );
  return (
    <tr data-row={index} class={row.done ? 'done' : row.refusal ? 'refused' : undefined}>
      <th scope="row">{index + 1}</th>
      {hindi('senderName')}
      {hindi('subject')}
      {plain('letterNumber', 'text')}
      {plain('letterDate', 'date')}
      {plain('mobile', 'tel')}
      <td data-column="category">
        <select
          aria-label={label('category')}
          disabled={locked}
          value={row.category}
          onChange={({ currentTarget }) => onWrite('category', currentTarget.value)}
        >
          {CATEGORIES.map((category) => (
            <option key={category} value={category}>
              {ofLetter(category)}
            </option>
          ))}
        </select>
      </td>
      <td class="result">
        {row.done && <Link href={`/receipts/${row.done.id}`}>{row.done.number}</Link>}
        {row.sent && !row.done && t('unknown')}
        {row.refusal && <span class="error">{row.refusal}</span>}
        {!locked && !isEmpty(row) && (
          <button type="button" class="plain" aria-label={`${t('clear')} ${index + 1}`} title={t('clear')} onClick={onClear}>
            ×
          </button>
        )}
      </td>
    </tr>
  );
}

function placeOf(target: EventTarget | null): { row: number; column: Column } | null {
  if (!(target instanceof HTMLElement)) return null;
  const column = COLUMNS.find((each) => each === target.closest<HTMLElement>('[data-column]')?.dataset['column']);
  const row = Number(target.closest<HTMLElement>('[data-row]')?.dataset['row']);
  return column && Number.isInteger(row) ? { row, column } : null;
}

/** By its name in either language, as a spreadsheet has it; a citizen where it is none of them. */
function categoryOf(said: string): Letter['category'] {
  const named = said.toLowerCase();
  return CATEGORIES.find((each) => [each, letterHi[each], letterEn[each].toLowerCase()].includes(named)) ?? 'citizen';
}
