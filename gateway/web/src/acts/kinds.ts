// What an act is called in the lists that people see.
import { words } from '../i18n';
import en from './en.json';
import hi from './hi.json';

export const t = words({ hi, en });

type Key = keyof typeof hi;

/** "Note", "Forwarding": of an operation's name. */
export function nameOf(kind: string): string {
  const key = `kind_${kind}`;
  return t(key in hi ? (key as Key) : 'kind_other');
}
