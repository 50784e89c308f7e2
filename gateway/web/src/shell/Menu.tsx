import { useEffect, useRef } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import { actingPost } from '../api/session';
import { words } from '../i18n';
import en from './en.json';
import { offeredTo } from './entries';
import hi from './hi.json';

const t = words({ hi, en });

/** The screens that the acting post works with. */
export function Menu() {
  const [path] = useLocation();
  const line = useRef<HTMLElement>(null);
  // Where they stand in one line that scrolls, the one that is open is in sight.
  useEffect(() => {
    const open = line.current?.querySelector<HTMLElement>('[aria-current]');
    if (line.current && open) line.current.scrollLeft = open.offsetLeft - line.current.offsetLeft - 24;
  }, [path]);
  return (
    <nav ref={line} aria-label={t('main_menu')}>
      {offeredTo(actingPost.value?.roles ?? []).map(({ to, label }) => (
        <Link key={to} href={to} aria-current={path === to || path.startsWith(`${to}/`) ? 'page' : undefined}>
          {t(label)}
        </Link>
      ))}
    </nav>
  );
}
