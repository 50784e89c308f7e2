import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { words } from '../i18n';
import { combination } from '../keys';
import en from './posts/en.json';
import { type Desk, holdersOf, placeOf, titleOf } from './posts/desks';
import hi from './posts/hi.json';
import { afterPress, watchPresses } from './posts/press';
import type { Subject } from './posts/shelf';
import { useDesks } from './posts/useDesks';
import { Trouble } from './Trouble';
import './posts/posts.css';

export type { Desk } from './posts/desks';

const t = words({ hi, en });
const NOBODY: string[] = [];

interface Props {
  label: string;
  /** What is going to be sent: the likely desks depend on it. */
  fileId?: string | undefined;
  receiptId?: string | undefined;
  category?: Subject['category'];
  /** Posts that are not offered, as one's own. */
  except?: string[];
  /** Takes the likeliest desk at once. */
  preselect?: boolean;
  autofocus?: boolean;
  onPick: (desk: Desk | null) => void;
}

/**
 * A combobox over the directory (WAI-ARIA, list autocomplete): the likely desks first, numbered; digits choose one while
 * nothing is typed. Enter takes the marked desk; where one is taken already, Enter is left to the form around it.
 */
export function PostPicker({ label, fileId, receiptId, category, except = NOBODY, preselect, autofocus, onPick }: Props) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState('');
  const [picked, setPicked] = useState<Desk | null>(null);
  const [marked, setMarked] = useState(0);
  const [early, setEarly] = useState(0);
  const [open, setOpen] = useState(Boolean(autofocus));
  const { desks, likely, busy, trouble } = useDesks(query, except, { fileId, receiptId, category });

  function pick(desk: Desk | null): void {
    setPicked(desk);
    setQuery('');
    onPick(desk);
    setMarked(likely ? desks.findIndex((each) => each.post_id === desk?.post_id) : -1);
  }
  // A digit that was pressed before the likely desks were there is not lost.
  const first = likely && !busy ? (desks[early - 1] ?? desks[0]) : undefined;
  // Each at once: whoever sees the list may press a key, which no later taking of the first desk is to undo.
  useLayoutEffect(() => {
    if ((preselect || early) && first && !picked && !query) pick(first);
  }, [first]);
  useLayoutEffect(watchPresses, []);
  useLayoutEffect(() => {
    if (autofocus) input.current?.focus();
  }, []);

  // What is taken stands there selected, before any further key arrives: the next letter replaces it.
  useLayoutEffect(() => {
    if (picked && document.activeElement === input.current) input.current?.select();
  }, [picked]);

  function typed(value: string): void {
    setQuery(value);
    setMarked(0);
    setOpen(true);
    if (picked) {
      setPicked(null);
      onPick(null);
    }
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (likely && busy && /^[1-8]$/.test(combination(event))) {
      event.preventDefault();
      return setEarly(Number(combination(event)));
    }
    const action = actionOf(event, { query, open, taken: picked !== null, marked, desks, likely });
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    if (action.mark !== undefined) setMarked(action.mark);
    if (action.open !== undefined) setOpen(action.open);
    if (action.clear) setQuery('');
    if (action.pick) pick(action.pick);
  }

  const shown = open && (desks.length > 0 || (!likely && !busy));
  return (
    <div class="field post-picker">
      <label for={id}>{label}</label>
      <input
        id={id}
        ref={input}
        role="combobox"
        autocomplete="off"
        autofocus={autofocus}
        aria-autocomplete="list"
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-activedescendant={shown && desks[marked] ? `${id}-${marked}` : undefined}
        aria-describedby={`${id}-hint`}
        value={picked && !query ? titleOf(picked) : query}
        onInput={(event) => typed(event.currentTarget.value)}
        onFocus={(event) => {
          setOpen(true);
          event.currentTarget.select();
        }}
        // A click puts the caret in between after the focus has selected.
        onClick={(event) => picked && !query && event.currentTarget.select()}
        onBlur={() => afterPress(() => setOpen(Boolean(autofocus) || document.activeElement === input.current))}
        onKeyDown={onKeyDown}
      />
      <small class="hint" id={`${id}-hint`}>
        {likely && desks.length > 1 ? t('hint_digits', { first: 1, last: desks.length }) : t('hint_search')}
      </small>
      <p class="hidden-text" role="status">
        {!likely && !busy && t('results', { count: desks.length })}
      </p>
      <Trouble error={trouble} />
      <ul id={`${id}-list`} role="listbox" aria-label={likely ? t('likely') : label} hidden={!shown}>
        {desks.map((desk, at) => (
          <Choice
            key={desk.post_id}
            id={`${id}-${at}`}
            desk={desk}
            digit={likely ? at + 1 : null}
            marked={at === marked}
            picked={desk.post_id === picked?.post_id}
            onPick={() => {
              pick(desk);
              input.current?.focus();
            }}
          />
        ))}
      </ul>
      {!likely && !busy && !trouble && desks.length === 0 && <p class="soft">{t('none')}</p>}
    </div>
  );
}

interface ChoiceProps {
  id: string;
  desk: Desk;
  digit: number | null;
  marked: boolean;
  picked: boolean;
  onPick: () => void;
}

function Choice({ id, desk, digit, marked, picked, onPick }: ChoiceProps) {
  const element = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (marked) element.current?.scrollIntoView({ block: 'nearest' });
  }, [marked]);
  return (
    <li
      id={id}
      ref={element}
      role="option"
      class={marked ? 'marked' : ''}
      aria-selected={picked}
      // The mouse must not take the focus from the field, or the list would close before the click.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPick}
    >
      {digit !== null && <kbd aria-hidden="true">{digit}</kbd>}
      <span>
        <strong>{titleOf(desk)}</strong> <span class="soft">{desk.abbreviation}</span>
        <br />
        <span>{holdersOf(desk) || t('vacant')}</span> <span class="soft">· {placeOf(desk)}</span>
      </span>
      {picked && <span aria-hidden="true">✓</span>}
    </li>
  );
}

interface State {
  query: string;
  open: boolean;
  taken: boolean;
  marked: number;
  desks: Desk[];
  likely: boolean;
}

interface Action {
  mark?: number;
  open?: boolean;
  pick?: Desk;
  clear?: boolean;
}

/** What a key does in the picker; null leaves it to the field, the form and the dialogue around. */
export function actionOf(event: KeyboardEvent, { query, open, taken, marked, desks, likely }: State): Action | null {
  const pressed = combination(event);
  if (pressed === 'ArrowDown' || pressed === 'ArrowUp') {
    const step = pressed === 'ArrowUp' ? -1 : open ? 1 : 0;
    const mark = Math.max(0, Math.min(marked + step, desks.length - 1));
    const next = desks[mark];
    // Where a desk is taken, the arrows take the next one: what is marked and what Enter sends are never two things.
    return next && taken && !query ? { open: true, mark, pick: next } : { open: true, mark };
  }
  if (pressed === 'Escape' && query) return { clear: true, mark: 0 };
  const numbered = likely && !query && /^[1-9]$/.test(pressed) ? desks[Number(pressed) - 1] : undefined;
  if (numbered) return { pick: numbered };
  const desk = desks[marked];
  if (pressed === 'Enter' && open && desk && (!taken || query)) return { pick: desk };
  return null;
}
