import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { words } from '../../i18n';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });

/** One of the things that what is being typed may become. */
export interface Suggested {
  /** Takes the place of the text from `from` to the caret. */
  text: string;
  about: string;
  from: number;
}

/** Another function where what can be offered has changed: the list is then made anew, and only then. */
export type Complete = (before: string) => readonly Suggested[];

/** The list under the text: arrows choose, Enter or Tab takes, Escape puts it away until something else is typed. */
export function useCompletion(
  control: { current: HTMLTextAreaElement | HTMLInputElement | null },
  complete: Complete | undefined,
  value: string,
) {
  const list = useId();
  // Keys may follow each other faster than the list is drawn: what they act on is not what was drawn last.
  const now = useRef<{ offers: readonly Suggested[]; at: number; left: string }>({ offers: [], at: 0, left: '' });
  const [, draw] = useState(0);
  const { offers, at } = now.current;

  function change(next: Partial<typeof now.current>): void {
    now.current = { ...now.current, ...next };
    draw((before) => before + 1);
  }
  const putAway = () => now.current.offers.length > 0 && change({ offers: [] });

  function look(): void {
    const element = control.current;
    const isWriting = element !== null && document.activeElement === element && element.selectionStart === element.selectionEnd;
    if (!complete || !isWriting) return void putAway();
    const before = textBefore(element);
    const found = before === now.current.left ? [] : complete(before);
    if (found.length > 0) change({ offers: found, at: 0 });
    else putAway();
  }

  function take(offer: Suggested): void {
    const element = control.current;
    if (!element) return;
    element.focus();
    element.setSelectionRange(offer.from, element.selectionStart ?? offer.from);
    // The browser inserts, so that its undo keeps working.
    document.execCommand('insertText', false, `${offer.text} `);
    putAway();
  }

  // Once the text stands in the field as it was typed, however fast.
  useLayoutEffect(() => {
    if (complete) look();
  }, [value, complete]);
  useLayoutEffect(() => {
    const element = control.current;
    if (!complete || !element) return undefined;
    const press = (event: KeyboardEvent) => {
      const { offers, at } = now.current;
      const chosen = offers[at];
      if (!chosen || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
      if (event.key === 'ArrowDown') change({ at: (at + 1) % offers.length });
      else if (event.key === 'ArrowUp') change({ at: (at + offers.length - 1) % offers.length });
      else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) take(chosen);
      else if (event.key === 'Escape') change({ offers: [], left: textBefore(element) });
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    element.addEventListener('keydown', press as EventListener);
    element.addEventListener('click', look);
    element.addEventListener('blur', putAway);
    return () => {
      element.removeEventListener('keydown', press as EventListener);
      element.removeEventListener('click', look);
      element.removeEventListener('blur', putAway);
    };
  });

  const shown = offers.length > 0;
  const attributes = complete
    ? {
        'aria-autocomplete': 'list' as const,
        'aria-controls': shown ? list : undefined,
        'aria-activedescendant': shown ? `${list}-${at}` : undefined,
      }
    : {};
  const panel = complete ? (
    <>
      <p class="hidden-text" role="status">
        {shown ? t('offers', { count: offers.length }) : ''}
      </p>
      {shown && (
        <ul class="offers" id={list} role="listbox" aria-label={t('offers_list')}>
          {offers.map((offer, each) => (
            <li
              key={offer.text}
              id={`${list}-${each}`}
              role="option"
              aria-selected={each === at}
              // Before the text loses the focus.
              onMouseDown={(event) => {
                event.preventDefault();
                take(offer);
              }}
            >
              <strong>{offer.text}</strong> <span class="soft">{offer.about}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  ) : null;
  return { attributes, panel };
}

function textBefore(element: HTMLTextAreaElement | HTMLInputElement): string {
  return element.value.slice(0, element.selectionStart ?? 0);
}
