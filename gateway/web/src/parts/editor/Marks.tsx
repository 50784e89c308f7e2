import { useLayoutEffect, useState } from 'preact/hooks';
import { words } from '../../i18n';
import { combination } from '../../keys';
import { MOST_COLUMNS, MOST_ROWS } from '../marked/grammar';
import en from './en.json';
import hi from './hi.json';
import { type Edit, continued, emphasised, listed, withTable } from './marks';
import { tableIn, tableText } from './pasted';

const t = words({ hi, en });

type Control = HTMLTextAreaElement | HTMLInputElement;
type Held = { current: Control | null };

/** The browser inserts, so that its undo keeps working. */
export function apply(element: Control, edit: Edit): void {
  element.focus();
  element.setSelectionRange(edit.from, edit.to);
  if (edit.text) document.execCommand('insertText', false, edit.text);
  else if (edit.to > edit.from) document.execCommand('delete');
  element.setSelectionRange(edit.start, edit.end);
}

type Make = (value: string, selection: readonly [number, number]) => Edit;

const bold: Make = (value, selection) => emphasised(value, selection, '**');
const underline: Make = (value, selection) => emphasised(value, selection, '__');
const bullets: Make = (value, selection) => listed(value, selection, false);
const numbers: Make = (value, selection) => listed(value, selection, true);
const table: Make = (value, selection) =>
  withTable(value, [selection[1], selection[1]], tableText([[t('table_what'), t('table_how_many')], ['', '']]));

function change({ current: element }: Held, make: Make): void {
  if (element) apply(element, make(element.value, [element.selectionStart ?? 0, element.selectionEnd ?? 0]));
}

const KEYS: Record<string, Make> = { 'Ctrl+B': bold, 'Ctrl+U': underline };

/** Keys and pasted tables of a text with emphasis, lists and tables; the panel holds the buttons. */
export function useMarks(control: Held, marked: boolean) {
  const [said, say] = useState('');
  useLayoutEffect(() => {
    const element = control.current;
    if (!marked || !element) return undefined;
    const press = (event: KeyboardEvent) => {
      const pressed = combination(event);
      const make = KEYS[pressed];
      const goesOn = pressed === 'Enter' && mayGoOn(element, event) ? continued(element.value, element.selectionStart ?? 0) : null;
      if (!make && !goesOn) return;
      event.preventDefault();
      if (make) change(control, make);
      else if (goesOn) apply(element, goesOn);
    };
    element.addEventListener('keydown', press as EventListener);
    return () => element.removeEventListener('keydown', press as EventListener);
  }, [marked]);

  /** Writes a pasted table into the text and returns it; null where none was pasted or it is too large. */
  function paste(event: ClipboardEvent, cells: (cell: string) => string): { pasted: string; read: string } | null {
    const found = marked ? tableIn(event.clipboardData) : null;
    say(found === 'too_large' ? t('table_too_large', { columns: MOST_COLUMNS, rows: MOST_ROWS }) : found ? t('table_pasted') : '');
    if (!found || found === 'too_large' || !control.current) return null;
    event.preventDefault();
    const pasted = tableText(found);
    change(control, (value, selection) => atEnd(withTable(value, selection, pasted)));
    return { pasted, read: tableText(found.map((row) => row.map(cells))) };
  }
  return { panel: marked ? <Tools control={control} said={said} /> : null, paste };
}

const atEnd = (edit: Edit): Edit => ({ ...edit, start: edit.from + edit.text.length, end: edit.from + edit.text.length });

/** Not where a list of references is open, which takes Enter, nor over a selection. */
function mayGoOn(element: Control, event: KeyboardEvent): boolean {
  const isChoosing = element.hasAttribute('aria-activedescendant');
  return !event.isComposing && !event.defaultPrevented && !isChoosing && element.selectionStart === element.selectionEnd;
}

const BUTTONS = [
  { name: 'bold', make: bold, keys: 'Control+B', sign: <strong>क</strong> },
  { name: 'underline', make: underline, keys: 'Control+U', sign: <u>क</u> },
  { name: 'bullets', make: bullets, keys: undefined, sign: null },
  { name: 'numbers', make: numbers, keys: undefined, sign: null },
  { name: 'table', make: table, keys: undefined, sign: null },
] as const;

function Tools({ control, said }: { control: Held; said: string }) {
  return (
    <>
      <div class="mark-tools" role="group" aria-label={t('marks')}>
        {BUTTONS.map(({ name, make, keys, sign }) => (
          <button
            key={name}
            type="button"
            aria-label={sign ? t(`mark_${name}`) : undefined}
            title={t(`mark_${name}_hint`)}
            aria-keyshortcuts={keys}
            // The text keeps the focus, and with it what is selected.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => change(control, make)}
          >
            {sign ? <span aria-hidden="true">{sign}</span> : t(`mark_${name}`)}
          </button>
        ))}
      </div>
      <p class="soft" role="status">
        {said}
      </p>
    </>
  );
}
