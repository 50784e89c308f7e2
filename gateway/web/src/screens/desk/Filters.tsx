import type { ComponentChildren } from 'preact';
import { Suspense, lazy } from 'preact/compat';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { number, words } from '../../i18n';
import { useKeys } from '../../keys';
import { type Arrangement, filterOf } from './arrangement';
import en from './en.json';
import { EVERYTHING, type Filter, LABELS, URGENCIES, isNarrowed } from './narrowing';
import hi from './hi.json';
import type { Box } from './rows';
import { filter, hrefOf, narrow } from './state';

const t = words({ hi, en });
const FiltersDialog = lazy(() => import('./Arrange').then((part) => ({ default: part.FiltersDialog })));
/** Milliseconds without a keystroke after which the rows follow. */
const PAUSE = 60;

interface Props {
  box: Box;
  /** How many rows are shown, of how many. */
  shown: number;
  all: number;
  arrangement: Arrangement;
}

/** Search as one types, and the filters. Both look at what is on this PC. */
export function Filters({ box, shown, all, arrangement }: Props) {
  const [more, setMore] = useState(false);
  const now = filter.value;
  return (
    <search class={more ? 'desk-filters more' : 'desk-filters'}>
      <Search />
      <button type="button" class="always more-button" aria-expanded={more} onClick={() => setMore(!more)}>
        {t('filters')}
      </button>
      <Selects />
      <Arranged arrangement={arrangement} />
      <label class="check">
        <input
          type="checkbox"
          checked={now.unread}
          onChange={(event) => narrow({ unread: event.currentTarget.checked })}
        />
        {t('only_unread')}
      </label>
      {(isNarrowed(now) || arrangement.filters.length > 0) && <SaveFilter box={box} />}
      {isNarrowed(now) && (
        <button type="button" class="plain always" onClick={() => (filter.value = EVERYTHING)}>
          {t('show_all')}
        </button>
      )}
      <span class="soft always" role="status">
        {isNarrowed(now) ? t('shown_of', { shown: number(shown), all: number(all) }) : ''}
      </span>
    </search>
  );
}

function Search() {
  const search = useRef<HTMLInputElement>(null);
  useKeys({
    S: { label: t('search'), run: () => search.current?.focus() },
  });
  const [typed, setTyped] = useState(filter.value.search);
  // At once, or it would take away a letter that is typed meanwhile.
  useLayoutEffect(() => setTyped(filter.value.search), [filter.value.search]);
  // The letter is on screen before the rows are looked through; whoever types fast is not held up by the list.
  useEffect(() => {
    if (typed === filter.peek().search) return;
    const timer = setTimeout(() => narrow({ search: typed }), PAUSE);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <input
      ref={search}
      type="search"
      class="always"
      aria-label={t('search')}
      aria-keyshortcuts="S"
      placeholder={t('search_hint')}
      value={typed}
      onInput={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
        event.preventDefault();
        document.querySelector<HTMLElement>('.desk-grid')?.focus();
      }}
    />
  );
}

/** What everybody can filter by. */
function Selects() {
  const now = filter.value;
  return (
    <>
      <Choice label={t('kind')} value={now.kind} onChange={(kind) => narrow({ kind: kind as Filter['kind'] })}>
        <option value="">{t('kind_all')}</option>
        <option value="file">{t('kind_files')}</option>
        <option value="receipt">{t('kind_receipts')}</option>
      </Choice>
      <Choice label={t('due')} value={now.due} onChange={(due) => narrow({ due: due as Filter['due'] })}>
        <option value="">{t('due_any')}</option>
        <option value="today">{t('due_today')}</option>
        <option value="overdue">{t('overdue')}</option>
      </Choice>
      <Choice
        label={t('urgency')}
        value={now.urgency}
        onChange={(urgency) => narrow({ urgency: urgency as Filter['urgency'] })}
      >
        <option value="">{t('urgency_any')}</option>
        {URGENCIES.map((urgency) => (
          <option key={urgency} value={urgency}>
            {t(`urgency_${urgency}`)}
          </option>
        ))}
      </Choice>
      <Choice label={t('label')} value={now.label} onChange={(label) => narrow({ label: label as Filter['label'] })}>
        <option value="">{t('label_any')}</option>
        {LABELS.map((label) => (
          <option key={label} value={label}>
            {t(`label_${label}`)}
          </option>
        ))}
      </Choice>
    </>
  );
}

/** One's own folders and saved filters, where there are any. */
function Arranged({ arrangement: { folders, filters } }: { arrangement: Arrangement }) {
  const [, visit] = useLocation();
  function use(name: string): void {
    const saved = filters.find((each) => each.name === name);
    if (!saved) return;
    visit(hrefOf(saved.box));
    filter.value = filterOf(saved);
  }
  return (
    <>
      {folders.length > 0 && (
        <Choice label={t('folder')} value={filter.value.folder} onChange={(folder) => narrow({ folder })}>
          <option value="">{t('folder_any')}</option>
          {folders.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </Choice>
      )}
      {filters.length > 0 && (
        <Choice label={t('saved_filters')} value="" onChange={use}>
          <option value="">{t('saved_filters')}</option>
          {filters.map(({ name }) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </Choice>
      )}
    </>
  );
}

function SaveFilter({ box }: { box: Box }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" class="plain" onClick={() => setOpen(true)}>
        {t('save_filter')}
      </button>
      <Suspense fallback={null}>{open && <FiltersDialog box={box} onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  children: ComponentChildren;
}

function Choice({ label, value, onChange, children }: ChoiceProps) {
  return (
    <select
      aria-label={label}
      class={value ? 'set' : ''}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      {children}
    </select>
  );
}
