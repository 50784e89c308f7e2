import { useRef } from 'preact/hooks';
import { number as count, words } from '../../i18n';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });

export const TABS = ['sheet', 'case', 'consultations', 'drafts', 'letters', 'movement', 'readers', 'related'] as const;
export type Tab = (typeof TABS)[number];

export const tabId = (tab: Tab) => `file-tab-${tab}`;
export const panelId = (tab: Tab) => `file-panel-${tab}`;

interface Props {
  tab: Tab;
  onTab: (tab: Tab) => void;
  /** Drafts that are not approved yet. */
  drafts: number;
  /** Opinions that have been asked for and have not come. */
  awaited: number;
  /** Tabs that have nothing to show for this file. */
  without: readonly Tab[];
}

/** Tabs by WAI-ARIA: arrows move and choose, one of them is in the order of the Tab key. */
export function Tabs({ tab, onTab, drafts, awaited, without }: Props) {
  const tabs = TABS.filter((each) => !without.includes(each));
  const list = useRef<HTMLDivElement>(null);
  const choose = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = event.key === 'Home' ? 0 : event.key === 'End' ? tabs.length - 1 : tabs.indexOf(tab) + (step ?? 0);
    if (step === undefined && event.key !== 'Home' && event.key !== 'End') return;
    event.preventDefault();
    const next = tabs[(at + tabs.length) % tabs.length] ?? 'sheet';
    onTab(next);
    list.current?.querySelector<HTMLElement>(`#${tabId(next)}`)?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={t('parts_of_file')} ref={list} onKeyDown={choose}>
      {tabs.map((each) => (
        <button
          key={each}
          type="button"
          role="tab"
          id={tabId(each)}
          aria-selected={each === tab}
          aria-controls={each === tab ? panelId(each) : undefined}
          tabIndex={each === tab ? 0 : -1}
          onClick={() => onTab(each)}
        >
          {t(`tab_${each}`)}
          {each === 'drafts' && drafts > 0 && <span class="badge">{count(drafts)}</span>}
          {each === 'consultations' && awaited > 0 && <span class="badge">{count(awaited)}</span>}
        </button>
      ))}
    </div>
  );
}
