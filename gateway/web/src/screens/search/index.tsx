import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation, useSearch } from 'wouter-preact';
import { Away, api, view } from '../../api/client';
import longest from '../../api/longest.json';
import { number, words } from '../../i18n';
import { HindiText } from '../../parts/editor/HindiText';
import { keptProcedure } from '../../parts/procedure';
import { below } from '../../parts/subjects/tree';
import { Trouble } from '../../parts/Trouble';
import { online } from '../../shell/line';
import { type Asked, addressOf, askedOf, isAsking, queryOf } from './asked';
import en from './en.json';
import { Filters } from './Filters';
import hi from './hi.json';
import { type Hit, searchHere } from './here';
import { Results } from './Results';
import './search.css';
import { Subjects } from './Subjects';

const t = words({ hi, en });
/** Milliseconds without a keystroke after which the search follows. */
const PAUSE = 350;

interface Found {
  hits: Hit[];
  next: string | null;
  /** From this PC alone, because there is no line. */
  here: boolean;
}

/** Everything that one may see, by any word of it. */
export default function Search() {
  const asked = askedOf(useSearch());
  const [, go] = useLocation();
  const [typed, setTyped] = useState(asked.text);
  const box = useRef<HTMLDivElement>(null);
  const { found, trouble, busy, more } = useSearching(asked);
  const ask = (change: Partial<Asked>) => go(addressOf({ ...asked, text: typed, ...change }), { replace: true });

  useEffect(() => {
    if (typed === asked.text) return undefined;
    const timer = setTimeout(() => ask({ text: typed }), PAUSE);
    return () => clearTimeout(timer);
  }, [typed]);

  return (
    <div class="search-screen" ref={box} onKeyDown={(event) => walk(event, box.current)}>
      <h1>{t('heading')}</h1>
      <search>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            ask({ text: typed });
          }}
        >
          <HindiText
            multiline={false}
            label={t('box')}
            hint={t('hint')}
            name="search-words"
            maxLength={longest.search}
            autofocus
            value={typed}
            onInput={setTyped}
          />
        </form>
        <Filters asked={asked} ask={ask} />
        <Subjects chosen={asked.subject} onChoose={(subject) => ask({ subject })} />
      </search>
      <Trouble error={trouble} />
      {found?.here && <p class="notice">{t('only_here')}</p>}
      <p role="status" class="soft" aria-busy={busy}>
        {found && told(found)}
      </p>
      {found && found.hits.length > 0 && <Results hits={found.hits} />}
      {found?.next && (
        <button type="button" disabled={busy} onClick={more}>
          {t('more')}
        </button>
      )}
    </div>
  );
}

function told({ hits, next, here }: Found): string {
  if (hits.length === 0) return t(here ? 'nothing_here' : 'nothing');
  return t(next ? 'shown_more' : 'shown', { count: number(hits.length) });
}

/** Asks as what is searched for changes; of two answers the later question's counts. */
function useSearching(asked: Asked) {
  const [found, setFound] = useState<Found | null>(null);
  const [trouble, setTrouble] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const turn = useRef(0);
  const address = addressOf(asked);

  async function look(before: Found | null): Promise<void> {
    const mine = ++turn.current;
    setBusy(true);
    try {
      const fresh = await search(asked, before);
      if (mine !== turn.current) return;
      setFound(fresh);
      setTrouble(null);
    } catch (error) {
      if (mine === turn.current) setTrouble(error);
    } finally {
      if (mine === turn.current) setBusy(false);
    }
  }

  useEffect(() => {
    if (isAsking(asked)) void look(null);
    else {
      turn.current += 1;
      setFound(null);
      setTrouble(null);
      setBusy(false);
    }
  }, [address, online.value]);
  return { found, trouble, busy, more: () => void look(found) };
}

async function search(asked: Asked, before: Found | null): Promise<Found> {
  if (online.peek()) {
    try {
      const page = await view(api.GET('/search', { params: { query: queryOf(asked, before?.next ?? undefined) } }));
      return { hits: [...(before?.hits ?? []), ...page.items], next: page.next ?? null, here: false };
    } catch (error) {
      if (!(error instanceof Away)) throw error;
    }
  }
  const heads = asked.subject ? below(asked.subject, (await keptProcedure())?.subjects ?? []) : [];
  return { hits: await searchHere(asked, heads), next: null, here: true };
}

/** Arrows go from the box to the results and through them; Enter opens, as on every link. */
function walk(event: KeyboardEvent, screen: HTMLElement | null): void {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const links = [...(screen?.querySelectorAll<HTMLElement>('.hit a') ?? [])];
  const input = screen?.querySelector<HTMLElement>('input[name=search-words]');
  const target = event.target as HTMLElement;
  const at = links.indexOf(target);
  if (at < 0 && target !== input) return;
  const next = event.key === 'ArrowDown' ? links[at + 1] : at > 0 ? links[at - 1] : input;
  if (!next) return;
  event.preventDefault();
  next.focus();
}
