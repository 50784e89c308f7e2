import { useEffect, useRef, useState } from 'preact/hooks';
import { Refusal } from '../api/client';
import { number, words } from '../i18n';
import { online } from '../shell/line';
import { isThin } from '../shell/calm';
import { type PageAddress, keptPicture, mayComeLater, pictureOf } from '../store/pages';
import en from './en.json';
import hi from './hi.json';
import './office/pages.css';

const t = words({ hi, en });
/** How far from the window a page is fetched ahead, and how often one that is still being made is asked for. */
const AHEAD = '1200px';
const AGAIN = 3_000;

interface Props {
  subject: PageAddress['subject'];
  documentId: string;
  version: number;
  /** Of the document, from 1. */
  page: number;
  /** It is looked at closer than it lies there, so that its light picture will not do. */
  magnified?: boolean;
  /** What it shows, for who does not see it. */
  label: string;
}

/**
 * The picture of a page; fetched when it comes near the window, given up when it goes far away before it came. On a thin
 * line its writing comes first, and the whole picture when the page is looked at and nothing else is asked for.
 */
export function PageImage({ subject, documentId, version, page, magnified = false, label }: Props) {
  const element = useRef<HTMLDivElement>(null);
  const near = useNear(element, AHEAD);
  const seen = useNear(element, '0px');
  const address = { subject, documentId, version, page };
  const { url, size, trouble, again } = usePicture(address, element, { near, seen, magnified });
  return (
    <div ref={element} class="page-image" aria-busy={near && !url && !trouble}>
      {url && <img src={url} alt={label} data-size={size} />}
      {!url && trouble !== null && (
        <p class="page-trouble">
          {sayWhy(trouble)}{' '}
          <button type="button" class="plain" onClick={again}>
            {t('try_again')}
          </button>
        </p>
      )}
      {!url && trouble === null && <p class="page-trouble soft">{t('page_coming', { page: number(page) })}</p>}
    </div>
  );
}

function sayWhy(trouble: unknown): string {
  return trouble instanceof Refusal ? trouble.detail : t('page_away');
}

function useNear(element: { current: HTMLElement | null }, margin: string): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    const watched = element.current;
    if (!watched) return undefined;
    // The margin also reaches into the pane that scrolls; browsers that do not know it yet fetch a little later.
    const options: IntersectionObserverInit & { scrollMargin: string } = { rootMargin: margin, scrollMargin: margin };
    const observer = new IntersectionObserver((seen) => setNear(seen.at(-1)?.isIntersecting ?? false), options);
    observer.observe(watched);
    return () => observer.disconnect();
  }, []);
  return near;
}

type Page = Omit<PageAddress, 'size'>;

interface Looked {
  near: boolean;
  seen: boolean;
  magnified: boolean;
}

function usePicture(page: Page, element: { current: HTMLElement | null }, { near, seen, magnified }: Looked) {
  const [shown, setShown] = useState<{ url: string; size: PageAddress['size'] } | null>(null);
  const [trouble, setTrouble] = useState<unknown>(null);
  const [round, setRound] = useState(0);
  const again = () => setRound((before) => before + 1);
  const distance = () => distanceOf(element.current);
  const show = (picture: Blob, size: PageAddress['size']) => setShown({ url: URL.createObjectURL(picture), size });
  const which = [page.documentId, page.version, page.page];
  useEffect(() => {
    if (!near || shown) return undefined;
    const leaving = new AbortController();
    let later = 0;
    setTrouble(null);
    firstPicture(page, distance, leaving.signal).then(
      ({ picture, size }) => !leaving.signal.aborted && show(picture, size),
      (error: unknown) => {
        if (leaving.signal.aborted) return;
        setTrouble(error);
        if (mayComeLater(error)) later = window.setTimeout(again, AGAIN);
      },
    );
    return () => {
      leaving.abort();
      window.clearTimeout(later);
    };
  }, [near, ...which, round, online.value]);
  const isLight = shown?.size === 'light';
  useEffect(() => {
    if (!isLight || !seen) return undefined;
    const leaving = new AbortController();
    // Without it the light one stays, which can be read.
    pictureOf({ ...page, size: 'full' }, distance, leaving.signal, !magnified).then(
      (picture) => !leaving.signal.aborted && show(picture, 'full'),
      () => undefined,
    );
    return () => leaving.abort();
  }, [isLight, seen, magnified, ...which, online.value]);
  useEffect(() => () => void (shown && URL.revokeObjectURL(shown.url)), [shown]);
  return { url: shown?.url, size: shown?.size, trouble, again };
}

/**
 * What can be shown soonest: on a thin line the light picture, unless the whole one is here or there is no light one;
 * without a line whichever is here.
 */
async function firstPicture(page: Page, distance: () => number, signal: AbortSignal) {
  const full = { ...page, size: 'full' } as const;
  const light = { ...page, size: 'light' } as const;
  if ((isThin() || !online.value) && !(await keptPicture(full))) {
    const picture = await pictureOf(light, distance, signal).catch((error: unknown) => {
      if (error instanceof Refusal) return null;
      throw error;
    });
    if (picture) return { picture, size: light.size };
  }
  return { picture: await pictureOf(full, distance, signal), size: full.size };
}

/** From the middle of the window, in pixels. */
function distanceOf(element: HTMLElement | null): number {
  if (!element) return Number.MAX_SAFE_INTEGER;
  const { top, bottom } = element.getBoundingClientRect();
  return Math.abs((top + bottom) / 2 - window.innerHeight / 2);
}
