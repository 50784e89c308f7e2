// Words of the samples: from the catalogue, except what the person typed.
import { words } from '../../i18n';
import en from './en.json';
import hi from './hi.json';
import type { Item, Note } from './world';

const t = words({ hi, en });
type Key = keyof typeof hi;

export const subjectOf = (item: Item): string => (item.typed ? item.subject : t(item.subject as Key));
export const senderOf = (item: Item): string => (item.typed ? item.sender : t(item.sender as Key));
export const noteText = (note: Note): string => (note.typed ? note.text : t(note.text as Key));
/** What the letter says; only samples have a text. */
export const letterOf = (item: Item): string => (item.typed ? '' : t(`${item.id}_letter` as Key) || '');
