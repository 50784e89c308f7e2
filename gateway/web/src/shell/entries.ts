// The screens that the menu offers, and the posts that work with them.
import type { Schemas } from '../api/client';

export type Role = NonNullable<Schemas['PostView']['roles']>[number];

export interface Entry {
  to: string;
  label:
    | 'desk'
    | 'diarise'
    | 'new_file'
    | 'consultations'
    | 'time_limits'
    | 'paper_files'
    | 'awaited'
    | 'letters'
    | 'dispatch'
    | 'pendency'
    | 'reviews'
    | 'admin'
    | 'confirmations';
  /** Posts with one of these roles find it here; the server says what they may do. None means everybody. */
  roles: readonly Role[] | null;
}

const OFFICE: readonly Role[] = ['dealing_hand', 'receipt', 'dispatch', 'section_officer', 'adm', 'dm'];
export const ENTRIES: readonly Entry[] = [
  { to: '/', label: 'desk', roles: null },
  { to: '/diarise', label: 'diarise', roles: OFFICE },
  { to: '/files/new', label: 'new_file', roles: OFFICE },
  { to: '/consultations', label: 'consultations', roles: OFFICE },
  { to: '/time-limits', label: 'time_limits', roles: [...OFFICE, 'tl_section'] },
  { to: '/paper-files', label: 'paper_files', roles: [...OFFICE, 'emd_manager', 'administrator'] },
  { to: '/awaited', label: 'awaited', roles: OFFICE },
  { to: '/letters', label: 'letters', roles: ['section_officer', 'adm', 'dm'] },
  { to: '/dispatch', label: 'dispatch', roles: ['dispatch'] },
  { to: '/pendency', label: 'pendency', roles: ['section_officer', 'adm', 'dm'] },
  { to: '/reviews', label: 'reviews', roles: ['section_officer', 'adm', 'dm'] },
  { to: '/admin', label: 'admin', roles: ['emd_manager', 'administrator'] },
  { to: '/admin/confirmations', label: 'confirmations', roles: ['dm', 'adm'] },
];

export function offeredTo(roles: readonly Role[]): Entry[] {
  return ENTRIES.filter((entry) => !entry.roles || entry.roles.some((role) => roles.includes(role)));
}
