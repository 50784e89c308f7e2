import { Suspense, lazy } from 'preact/compat';
import { useId, useState } from 'preact/hooks';
import { type Language, language, words } from '../../i18n';
import { folded } from '../../i18n/folded';
import { useKeys } from '../../keys';
import { Dialog } from '../Dialog';
import { useOwnNotings } from '../notings';
import { useProcedure } from '../procedure';
import { Waiting } from '../Waiting';
import './editor.css';
import en from './en.json';
import hi from './hi.json';
import builtIn from './notings.json';

const t = words({ hi, en });
const LANGUAGES: readonly Language[] = ['hi', 'en'];
/** Empty in a language in which its writer did not say it. */
type Phrase = (typeof builtIn)[number] & { own?: boolean };

const OwnNotings = lazy(() => import('../notings/OwnNotings').then((part) => ({ default: part.OwnNotings })));

/**
 * The phrases that offices write every day, in both languages (CSMOP, "quick noting"): one's own first, then the State's,
 * or those that come with the client until the State's have been seen here.
 */
export function StandardNotings({ onPick }: { onPick: (text: string) => void }) {
  const [open, setOpen] = useState(false);
  /** One's own are being kept in order instead of one being chosen. */
  const [own, setOwn] = useState(false);
  const close = () => {
    setOpen(false);
    setOwn(false);
  };
  useKeys({ 'Alt+Q': { label: t('notings'), run: () => setOpen(true) } });

  function pick(text: string): void {
    close();
    // The text can be written to once the dialogue has gone.
    setTimeout(() => onPick(text));
  }
  return (
    <>
      <button type="button" aria-keyshortcuts="Alt+Q" onClick={() => setOpen(true)}>
        {t('notings')}
      </button>
      {open && (
        <Dialog title={t(own ? 'notings_own' : 'notings')} onClose={close}>
          {own ? (
            <Suspense fallback={<Waiting />}>
              <OwnNotings />
            </Suspense>
          ) : (
            <Choice onPick={pick} />
          )}
          <div class="actions">
            <button type="button" onClick={() => setOwn(!own)}>
              {t(own ? 'notings_back' : 'notings_keep')}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}

/** Phrases that hold every word, in whichever language it was typed. */
export function phrasesFor(typed: string, all: readonly Phrase[] = builtIn): Phrase[] {
  const sought = folded(typed).split(/\s+/).filter(Boolean);
  return all.filter((phrase) => {
    const both = folded(`${phrase.hi} ${phrase.en}`);
    return sought.every((word) => both.includes(word));
  });
}

const other = (written: Language): Language => (written === 'hi' ? 'en' : 'hi');

/** In the language that is written; one's own in the other where it was kept in that alone. */
const said = (phrase: Phrase, written: Language) => phrase[written] || phrase[other(written)];

/** Type a word or two, arrows, Enter. The language that is written need not be that of the screen. */
function Choice({ onPick }: { onPick: (text: string) => void }) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [written, setWritten] = useState<Language>(language.value);
  const [at, setAt] = useState(0);
  const told = useProcedure().value?.notings;
  const kept = useOwnNotings().value?.notings ?? [];
  // What is being chosen from does not change under somebody's fingers.
  const [chosenFrom, settle] = useState<readonly Phrase[] | null>(null);
  const all = chosenFrom ?? [
    ...kept.map(({ text_hi, text_en }) => ({ hi: text_hi, en: text_en, own: true })),
    ...(told?.length ? told.map(({ text_hi, text_en }) => ({ hi: text_hi, en: text_en })) : builtIn),
  ];
  const shown = phrasesFor(typed, all);
  const marked = Math.min(at, shown.length - 1);
  const mark = (next: number) => {
    setAt(next);
    document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' });
  };

  function press(event: KeyboardEvent): void {
    settle(all);
    const chosen = shown[marked];
    if (event.key === 'ArrowDown') mark(Math.min(marked + 1, shown.length - 1));
    else if (event.key === 'ArrowUp') mark(Math.max(marked - 1, 0));
    else if (event.key === 'Enter' && chosen) onPick(said(chosen, written));
    else return;
    event.preventDefault();
  }
  return (
    <>
      <div class="actions" role="group" aria-label={t('notings_language')}>
        {LANGUAGES.map((each) => (
          <button key={each} type="button" lang={each} aria-pressed={each === written} onClick={() => setWritten(each)}>
            {t(`in_${each}`)}
          </button>
        ))}
      </div>
      <input
        type="search"
        role="combobox"
        autofocus
        aria-expanded={shown.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={shown.length > 0 ? `${id}-${marked}` : undefined}
        aria-label={t('notings_search')}
        placeholder={t('notings_search')}
        value={typed}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={press}
      />
      <p role="status" class={shown.length > 0 ? 'hidden-text' : ''}>
        {t(shown.length > 0 ? 'notings_found' : 'notings_none', { count: shown.length })}
      </p>
      <ul class="notings" id={`${id}-list`} role="listbox" aria-label={t('notings')}>
        {shown.map((each, index) => (
          <li
            key={index}
            id={`${id}-${index}`}
            role="option"
            lang={each[written] ? written : other(written)}
            aria-selected={index === marked}
            onClick={() => onPick(said(each, written))}
          >
            {said(each, written)}
            {each.own && <span class="badge">{t('notings_mine')}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}
