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
  return (
    <nav aria-label={t('main_menu')}>
      {offeredTo(actingPost.value?.roles ?? []).map(({ to, label }) => (
        <Link key={to} href={to} aria-current={path === to || path.startsWith(`${to}/`) ? 'page' : undefined}>
          {t(label)}
        </Link>
      ))}
    </nav>
  );
}
