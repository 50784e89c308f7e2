import { Link, useLocation } from 'wouter-preact';
import type { Schemas } from '../api/client';
import { actingPost } from '../api/session';
import { words } from '../i18n';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });
type Role = NonNullable<Schemas['PostView']['roles']>[number];

interface Entry {
  to: string;
  label: keyof typeof hi;
  /** Posts with one of these roles find it here; the server says what they may do. None means everybody. */
  roles: readonly Role[] | null;
}

const OFFICE: readonly Role[] = ['dealing_hand', 'receipt', 'dispatch', 'section_officer', 'adm', 'dm'];
const ENTRIES: readonly Entry[] = [
  { to: '/', label: 'desk', roles: null },
  { to: '/diarise', label: 'diarise', roles: OFFICE },
  { to: '/files/new', label: 'new_file', roles: OFFICE },
  { to: '/letters', label: 'letters', roles: ['section_officer', 'adm', 'dm'] },
  { to: '/dispatch', label: 'dispatch', roles: ['dispatch'] },
  { to: '/pendency', label: 'pendency', roles: ['section_officer', 'adm', 'dm'] },
  { to: '/admin', label: 'admin', roles: ['emd_manager', 'administrator'] },
];

/** The screens that the acting post works with. */
export function Menu() {
  const [path] = useLocation();
  const roles = actingPost.value?.roles ?? [];
  const shown = ENTRIES.filter((entry) => !entry.roles || entry.roles.some((role) => roles.includes(role)));
  return (
    <nav aria-label={t('main_menu')}>
      {shown.map(({ to, label }) => (
        <Link key={to} href={to} aria-current={path === to || path.startsWith(`${to}/`) ? 'page' : undefined}>
          {t(label)}
        </Link>
      ))}
    </nav>
  );
}
