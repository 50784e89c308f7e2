import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { words } from '../../i18n';
import { Field } from '../Field';
import { type Complete, useCompletion } from './Completion';
import { LayoutHelp } from './LayoutHelp';
import './editor.css';
import en from './en.json';
import hi from './hi.json';
import { chooseLayout, layout, switchLayout } from './layout';
import { useMarks } from './Marks';
import { fromKruti, looksLikeKruti } from './typing/kruti';
import { LAYOUTS, type Layout, Typist } from './typing/typist';

const t = words({ hi, en });

type Control = HTMLTextAreaElement | HTMLInputElement;

interface Props {
  value: string;
  onInput: (value: string) => void;
  label: string;
  /** One line only: subjects, names. */
  multiline?: boolean;
  rows?: number;
  hint?: string | undefined;
  error?: string | undefined;
  required?: boolean;
  maxLength?: number;
  autofocus?: boolean;
  name?: string;
  /** Of the text itself. */
  language?: 'hi' | 'en';
  /** Without it the form shows LayoutBar once, for all its fields. */
  bar?: boolean;
  /** What the text before the caret may become, offered in a list. */
  complete?: Complete | undefined;
  /** Fills in the way to write at the caret, for phrases that are chosen elsewhere. */
  writer?: { current: ((text: string) => void) | null };
  /** May be emphasised and hold lists and tables. */
  marked?: boolean;
}

interface Pasted {
  legacy: string;
  unicode: string;
}

/** A field that types Hindi by itself, whatever keyboard the PC has, and knows legacy text when it is pasted. */
export function HindiText({ value, onInput, label, multiline = true, rows = 4, hint, error, bar = true, complete, writer, marked = false, ...rest }: Props) {
  const control = useRef<Control>(null);
  const [pasted, setPasted] = useState<Pasted | null>(null);
  useTyping(control);
  const completion = useCompletion(control, complete, value);
  const marks = useMarks(control, marked);
  const caret = useCaret(control);
  if (writer) writer.current = (text) => writeAt(control.current, text, caret.current);
  useLayoutEffect(() => {
    if (rest.autofocus) control.current?.focus();
  }, []);

  function onPaste(event: ClipboardEvent): void {
    const legacy = event.clipboardData?.getData('text/plain') ?? '';
    const table = marks.paste(event, fromKruti);
    if (!looksLikeKruti(legacy)) return;
    setPasted(table ? { legacy: table.pasted, unicode: table.read } : { legacy, unicode: fromKruti(legacy) });
  }

  function convert(found: Pasted): void {
    onInput(value.replace(found.legacy.replaceAll('\r\n', '\n'), () => found.unicode));
    setPasted(null);
    control.current?.focus();
  }

  const attributes = {
    value,
    lang: rest.language ?? 'hi',
    name: rest.name,
    required: rest.required,
    maxLength: rest.maxLength,
    onInput: (event: { currentTarget: Control }) => onInput(event.currentTarget.value),
    onPaste,
  };
  return (
    <Field label={label} hint={hint} error={error}>
      {(described) => (
        <div class="hindi-text">
          {marks.panel}
          {multiline ? (
            <textarea {...described} {...attributes} {...completion.attributes} ref={control as { current: HTMLTextAreaElement | null }} rows={rows} />
          ) : (
            <input {...described} {...attributes} {...completion.attributes} ref={control as { current: HTMLInputElement | null }} />
          )}
          {completion.panel}
          {bar && <LayoutBar />}
          {pasted && (
            <div class="notice" role="alert">
              <p>{t('kruti_found')}</p>
              <blockquote>{pasted.unicode.slice(0, 300)}</blockquote>
              <button type="button" class="main" onClick={() => convert(pasted)}>
                {t('kruti_convert')}
              </button>{' '}
              <button type="button" onClick={() => setPasted(null)}>
                {t('kruti_leave')}
              </button>
            </div>
          )}
        </div>
      )}
    </Field>
  );
}

/** Where the caret was when the focus left: a dialogue that gives the focus back does not always give the caret back. */
function useCaret(control: { current: Control | null }) {
  const caret = useRef<[number, number] | null>(null);
  useLayoutEffect(() => {
    const element = control.current;
    if (!element) return undefined;
    const leave = () => (caret.current = [element.selectionStart ?? 0, element.selectionEnd ?? 0]);
    const move = () => (caret.current = null);
    element.addEventListener('blur', leave);
    element.addEventListener('keydown', move as EventListener);
    element.addEventListener('pointerdown', move);
    return () => {
      element.removeEventListener('blur', leave);
      element.removeEventListener('keydown', move as EventListener);
      element.removeEventListener('pointerdown', move);
    };
  }, []);
  return caret;
}

/** At the caret; the browser inserts, so that its undo keeps working. */
function writeAt(element: Control | null, text: string, left: readonly [number, number] | null): void {
  if (!element) return;
  element.focus();
  const [start, end] = left ?? [element.selectionStart ?? 0, element.selectionEnd ?? 0];
  element.setSelectionRange(start, end);
  const isApart = start === 0 || /\s$/.test(element.value.slice(0, start));
  document.execCommand('insertText', false, isApart ? text : ` ${text}`);
}

/** Which keyboard layout types Hindi; one choice for all fields. */
export function LayoutBar() {
  const [helping, setHelping] = useState(false);
  return (
    <div class="layout-bar">
      <select
        aria-label={t('layout')}
        title={t('layout_hint')}
        value={layout.value}
        onChange={(event) => chooseLayout(event.currentTarget.value as Layout)}
      >
        {LAYOUTS.map((each) => (
          <option key={each} value={each}>
            {t(each)}
          </option>
        ))}
      </select>
      <button type="button" class="plain" onClick={() => setHelping(true)}>
        {t('layout_help')}
      </button>
      {helping && <LayoutHelp onClose={() => setHelping(false)} />}
    </div>
  );
}

/** Reads keystrokes through the chosen layout. The browser inserts, so that its undo keeps working. */
function useTyping(control: { current: Control | null }): void {
  // At once: the first letter is Hindi too.
  useLayoutEffect(() => {
    const element = control.current;
    if (!element) return undefined;
    const typist = new Typist(layout.value);
    const stop = layout.subscribe((chosen) => typist.use(chosen));
    let own = false;

    function strike(event: InputEvent): void {
      if (own || !element || event.isComposing) return;
      const start = element.selectionStart ?? 0;
      const before = element.value.slice(0, start);
      const stroke =
        event.inputType === 'insertText' && event.data?.length === 1
          ? typist.type(event.data, before)
          : event.inputType === 'deleteContentBackward' && start === element.selectionEnd
            ? typist.erase(before)
            : (typist.rest(), null);
      if (!stroke || stroke.text === event.data) return;
      event.preventDefault();
      own = true;
      element.setSelectionRange(start - stroke.replaced, element.selectionEnd);
      document.execCommand(stroke.text ? 'insertText' : 'delete', false, stroke.text);
      own = false;
    }

    function onKey(event: KeyboardEvent): void {
      if (event.ctrlKey && event.code === 'Space') {
        event.preventDefault();
        switchLayout();
      }
    }

    const rest = () => typist.rest();
    element.addEventListener('beforeinput', strike as EventListener);
    element.addEventListener('keydown', onKey as EventListener);
    element.addEventListener('blur', rest);
    return () => {
      stop();
      element.removeEventListener('beforeinput', strike as EventListener);
      element.removeEventListener('keydown', onKey as EventListener);
      element.removeEventListener('blur', rest);
    };
  }, []);
}
