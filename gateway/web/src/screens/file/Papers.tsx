import { type Signal, useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { number as count, words } from '../../i18n';
import { useKeys } from '../../keys';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import type { Seen } from '../../store/views';
import { Contents } from './Contents';
import en from './en.json';
import { FlagDialog } from './Flags';
import hi from './hi.json';
import { PaperPage } from './PaperPage';
import { pageAt, pagesOf } from './pages';
import { usePlaces } from './places';
import { type Backlinks, anchorOf } from './references';
import { type FileView, type Paper, may } from './views';

const t = words({ hi, en });
const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3];

interface Props {
  file: FileView;
  papers: Seen<Paper[]>;
  links: Backlinks;
  /** The paper whose document is to be opened whole. */
  onOpen: (paper: Paper) => void;
}

/** The correspondence side: papers in the order in which they came, their pages numbered in one series. */
export function Papers({ file, papers, links, onOpen }: Props) {
  const section = useRef<HTMLElement>(null);
  const pane = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState(1);
  const [listed, setListed] = useState(false);
  const [flagging, setFlagging] = useState<string | null>(null);
  const all = useMemo(() => pagesOf(papers.value ?? []), [papers.value]);
  const current = useCurrentPage(pane, all.length);
  const { go } = usePlaces();
  const onFlag = may(file, 'flag_paper') ? (paper: Paper) => setFlagging(paper.id) : undefined;
  const flagged = papers.value?.find(({ id }) => id === flagging);
  const last = all.at(-1)?.number ?? 0;

  const turn = (step: number) => {
    const at = all.findIndex((page) => page.number === current.peek());
    const next = all[Math.max(0, Math.min(at + step, all.length - 1))];
    const element = next && document.getElementById(anchorOf('page', next.number));
    element?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: 'start' });
  };
  useEffect(() => {
    // The page that is read stays where it was when pages change their size.
    const read = current.peek();
    const element = read === null ? null : document.getElementById(anchorOf('page', read));
    if (element && pane.current) pane.current.scrollTop += element.getBoundingClientRect().top - pane.current.getBoundingClientRect().top;
  }, [zoom]);
  const magnify = (step: number) => setZoom(ZOOMS[Math.max(0, Math.min(ZOOMS.indexOf(zoom) + step, ZOOMS.length - 1))] ?? 1);
  const wholeScreen = () => {
    if (document.fullscreenElement) void document.exitFullscreen();
    else void section.current?.requestFullscreen();
  };
  useKeys({
    J: { label: t('next_page'), run: () => turn(1) },
    K: { label: t('previous_page'), run: () => turn(-1) },
    I: { label: t('zoom_in'), run: () => magnify(1) },
    O: { label: t('zoom_out'), run: () => magnify(-1) },
    '0': { label: t('zoom_fit'), run: () => setZoom(1) },
    Z: { label: t('whole_screen'), run: wholeScreen },
    C: { label: t('contents'), run: () => setListed(!listed) },
    ...(onFlag && { G: { label: t('flag_heading'), run: () => setFlagging(all.find((page) => page.number === current.peek())?.paper.id ?? null) } }),
  });

  return (
    <section class="papers" ref={section} aria-labelledby="papers-heading">
      <div class="papers-bar">
        <h2 id="papers-heading">{t('papers_side')}</h2>
        {all.length > 0 && (
          <div class="paper-tools" role="group" aria-label={t('page_tools')}>
            <Tool label={t('previous_page')} shown="‹" onClick={() => turn(-1)} />
            <GoTo current={current} last={last} onGo={(number) => go({ target: 'page', number })} />
            <Tool label={t('next_page')} shown="›" onClick={() => turn(1)} />
            <Tool label={t('zoom_out')} shown="−" onClick={() => magnify(-1)} />
            <button type="button" class="plain" title={t('zoom_fit')} onClick={() => setZoom(1)}>
              {count(Math.round(zoom * 100))} % <span class="hidden-text">{t('zoom_fit')}</span>
            </button>
            <Tool label={t('zoom_in')} shown="+" onClick={() => magnify(1)} />
            <Tool label={t('whole_screen')} shown="⛶" onClick={wholeScreen} />
          </div>
        )}
        {papers.value && papers.value.length > 0 && (
          <button type="button" class="plain" aria-expanded={listed} onClick={() => setListed(!listed)}>
            {t('contents')}
          </button>
        )}
      </div>
      {!papers.value && (papers.error ? <Trouble error={papers.error} again={() => void papers.reload()} /> : <Waiting />)}
      {papers.value?.length === 0 && <p class="soft">{t('no_papers')}</p>}
      {listed && papers.value && <Contents file={file} papers={papers.value} onPick={() => setListed(false)} onFlag={onFlag} />}
      {flagged && <FlagDialog file={file} paper={flagged} papers={papers.value ?? []} onClose={() => setFlagging(null)} />}
      {/* Scrolled by keyboard too, so it can have the focus. */}
      <div class="pages" ref={pane} tabIndex={0} role="region" aria-label={t('pages')} style={{ '--zoom': String(zoom) }}>
        {all.map((page) => (
          <PaperPage
            key={page.number}
            fileId={file.id}
            page={page}
            papers={papers.value ?? []}
            links={links}
            magnified={zoom > 1}
            onOpen={onOpen}
            onFlag={onFlag}
          />
        ))}
        {papers.value
          ?.filter((paper) => paper.from_page === null)
          .map((paper) => (
            <p key={paper.id} class="soft">
              {t('paper_without_pages', { title: paper.title })}
            </p>
          ))}
      </div>
    </section>
  );
}

function Tool({ label, shown, onClick }: { label: string; shown: string; onClick: () => void }) {
  return (
    <button type="button" class="plain tool" aria-label={label} title={label} onClick={onClick}>
      <span aria-hidden="true">{shown}</span>
    </button>
  );
}

function GoTo({ current, last, onGo }: { current: Signal<number | null>; last: number; onGo: (page: number) => void }) {
  const [typed, setTyped] = useState<string | null>(null);
  const submit = (event: Event) => {
    event.preventDefault();
    const wanted = Number(typed ?? current.value);
    setTyped(null);
    if (wanted >= 1 && wanted <= last) onGo(wanted);
  };
  return (
    <form class="go-to" onSubmit={submit}>
      <input
        aria-label={t('go_to_page')}
        inputMode="numeric"
        size={3}
        value={typed ?? current.value ?? ''}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onBlur={() => setTyped(null)}
      />
      <span>/ {count(last)}</span>
    </form>
  );
}

/**
 * Follows the scrolling of the pane, or of the window where the pane does not scroll. A signal: what shows the number is
 * drawn anew with each page, not the four hundred pages.
 */
function useCurrentPage(pane: { current: HTMLElement | null }, pages: number): Signal<number | null> {
  const current = useSignal<number | null>(null);
  useEffect(() => {
    let frame = 0;
    const read = () => {
      frame = 0;
      const shown = [...(pane.current?.querySelectorAll<HTMLElement>('[data-page]') ?? [])];
      const tops = shown.map((each) => ({ number: Number(each.dataset['page']), top: each.getBoundingClientRect().top }));
      const box = pane.current?.getBoundingClientRect();
      current.value = pageAt(tops, box ? Math.max(box.top, 0) + Math.min(box.height, window.innerHeight) / 2 : 0);
    };
    const onScroll = () => {
      frame ||= requestAnimationFrame(read);
    };
    onScroll();
    const watched = pane.current;
    watched?.addEventListener('scroll', onScroll, { passive: true });
    window.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      watched?.removeEventListener('scroll', onScroll);
      window.removeEventListener('scroll', onScroll);
    };
  }, [pages]);
  return current;
}
