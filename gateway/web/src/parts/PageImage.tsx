import { useEffect, useRef, useState } from 'preact/hooks';
import { Refusal } from '../api/client';
import { number, words } from '../i18n';
import { online } from '../shell/line';
import { type PageAddress, mayComeLater, pictureOf } from '../store/pages';
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
  size?: PageAddress['size'];
  /** What it shows, for who does not see it. */
  label: string;
}

/** The picture of a page; fetched when it comes near the window, given up when it goes far away before it came. */
export function PageImage({ subject, documentId, version, page, size = 'full', label }: Props) {
  const element = useRef<HTMLDivElement>(null);
  const near = useNear(element);
  const { url, trouble, again } = usePicture({ subject, documentId, version, page, size }, element, near);
  return (
    <div ref={element} class="page-image" aria-busy={near && !url && !trouble}>
      {url && <img src={url} alt={label} />}
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

function useNear(element: { current: HTMLElement | null }): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    const watched = element.current;
    if (!watched) return undefined;
    // The margin also reaches into the pane that scrolls; browsers that do not know it yet fetch a little later.
    const options: IntersectionObserverInit & { scrollMargin: string } = { rootMargin: AHEAD, scrollMargin: AHEAD };
    const observer = new IntersectionObserver((seen) => setNear(seen.at(-1)?.isIntersecting ?? false), options);
    observer.observe(watched);
    return () => observer.disconnect();
  }, []);
  return near;
}

function usePicture(address: PageAddress, element: { current: HTMLElement | null }, near: boolean) {
  const [url, setUrl] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<unknown>(null);
  const [round, setRound] = useState(0);
  const again = () => setRound((before) => before + 1);
  const { documentId, version, page, size } = address;
  useEffect(() => {
    if (!near || url) return undefined;
    const leaving = new AbortController();
    let later = 0;
    setTrouble(null);
    pictureOf(address, () => distanceOf(element.current), leaving.signal).then(
      (picture) => {
        if (!leaving.signal.aborted) setUrl(URL.createObjectURL(picture));
      },
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
  }, [near, documentId, version, page, size, round, online.value]);
  useEffect(() => () => void (url && URL.revokeObjectURL(url)), [url]);
  return { url, trouble, again };
}

/** From the middle of the window, in pixels. */
function distanceOf(element: HTMLElement | null): number {
  if (!element) return Number.MAX_SAFE_INTEGER;
  const { top, bottom } = element.getBoundingClientRect();
  return Math.abs((top + bottom) / 2 - window.innerHeight / 2);
}
