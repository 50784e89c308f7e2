// What this browser keeps for one person: views for reading without a line, texts being written, acts waiting to be
// delivered. Each person has a database of their own; signing out deletes it.
import { type DBSchema, type IDBPDatabase, deleteDB, openDB } from 'idb';
import type { Act } from '../acts/act';
import { entries, strike, strikeAll } from './journal';

/** A view as it was last seen. */
export interface Kept {
  key: string;
  value: unknown;
  seenAt: number;
}

/** Text that somebody is writing, saved at every keystroke. */
export interface KeptText {
  /** For example `note:<file id>`. */
  key: string;
  value: unknown;
  savedAt: number;
}

export interface KeptPage {
  /** The immutable URL of the picture. */
  url: string;
  fileId: string;
  picture: Blob;
  /** Bytes. */
  size: number;
  /** Milliseconds since 1970; those not seen for longest go first when space is short. */
  seenAt: number;
}

/** A file that can be worked on without a line. */
export interface KeptFile {
  fileId: string;
  number: string;
  subject: string;
  chargeId: string | null;
  /** Chosen by the person: all its pages stay here. Otherwise it was only opened. */
  pinned: boolean;
  /** All of them are here; before that they are on their way. */
  whole: boolean;
  lease: { id: string; custodyNumber: number; expiresAt: string } | null;
  keptAt: number;
}

/** A part of the rows of a desk, what is known of the whole, or acts that are held for a moment. */
export interface KeptRows {
  /** `<charge>/<feed>/<part>`, `batch/<id>` */
  key: string;
  value: unknown;
}

interface Shelf extends DBSchema {
  rows: { key: string; value: KeptRows };
  views: { key: string; value: Kept };
  texts: { key: string; value: KeptText };
  pages: { key: string; value: KeptPage; indexes: { file: string; seen: number } };
  files: { key: string; value: KeptFile };
  acts: { key: string; value: Act; indexes: { queue: string } };
}

export type Store = IDBPDatabase<Shelf>;

const VERSION = 1;
/** Keys of acts that are held begin like this. */
export const HELD_ACTS = 'batch/';
let open: { person: string; store: Promise<Store> } | null = null;

/** Opens the person's database; closes that of the one before. */
export async function openStore(person: string): Promise<Store> {
  if (open?.person !== person) {
    const before = open;
    const opening = openDB<Shelf>(nameOf(person), VERSION, { upgrade, blocking: () => void giveWay(person) });
    open = { person, store: opening.then((opened) => withLastKeystrokes(person, opened)) };
    if (before) (await before.store).close();
  }
  return open.store;
}

/** The store of the person signed in. Throws where nobody is. */
export function store(): Promise<Store> {
  if (!open) throw new Error('nobody is signed in');
  return open.store;
}

/** Whose store it is. Throws where nobody is signed in. */
export function owner(): string {
  if (!open) throw new Error('nobody is signed in');
  return open.person;
}

/** Deletes everything that is kept for the person: rows, pictures, texts. */
export async function forgetEverything(person: string): Promise<void> {
  strikeAll(person);
  if (open?.person === person) await closeStore();
  await deleteDB(nameOf(person));
}

/**
 * Somebody else signed in: of the person before only what is nowhere else stays, texts, acts and acts that are held
 * for a moment, till he comes back.
 */
export async function leaveBehind(person: string): Promise<void> {
  const left = await withLastKeystrokes(person, await openDB<Shelf>(nameOf(person), VERSION, { upgrade }));
  const heldActs = IDBKeyRange.bound(HELD_ACTS, `${HELD_ACTS}\uffff`);
  const unsent = (await left.count('acts')) + (await left.count('texts')) + (await left.count('rows', heldActs));
  await Promise.all([
    left.clear('views'),
    left.clear('pages'),
    left.clear('files'),
    left.delete('rows', IDBKeyRange.upperBound(HELD_ACTS, true)),
    left.delete('rows', IDBKeyRange.lowerBound(`${HELD_ACTS}\uffff`)),
  ]);
  left.close();
  if (unsent === 0) await deleteDB(nameOf(person));
}

/** Another tab deletes the database, because its person signed out. */
async function giveWay(person: string): Promise<void> {
  if (open?.person === person) await closeStore();
}

async function closeStore(): Promise<void> {
  const closing = open;
  open = null;
  if (closing) (await closing.store).close();
}

/** What a tab that was closed had not yet stored. Another one may be writing: the later text stays. */
async function withLastKeystrokes(person: string, opened: Store): Promise<Store> {
  for (const [key, entry] of entries(person)) {
    const texts = opened.transaction('texts', 'readwrite');
    const stored = await texts.store.get(key);
    if (!stored || stored.savedAt < entry.savedAt) await texts.store.put({ key, ...entry });
    await texts.done;
    strike(person, key, JSON.stringify(entry));
  }
  return opened;
}

function nameOf(person: string): string {
  return `patravali-${person}`;
}

function upgrade(database: IDBPDatabase<Shelf>): void {
  database.createObjectStore('rows', { keyPath: 'key' });
  database.createObjectStore('views', { keyPath: 'key' });
  database.createObjectStore('texts', { keyPath: 'key' });
  const pages = database.createObjectStore('pages', { keyPath: 'url' });
  pages.createIndex('file', 'fileId');
  pages.createIndex('seen', 'seenAt');
  database.createObjectStore('files', { keyPath: 'fileId' });
  database.createObjectStore('acts', { keyPath: 'id' }).createIndex('queue', 'queue');
}
