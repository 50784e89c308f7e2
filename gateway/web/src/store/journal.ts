// The last keystrokes, while the database has not got them yet. A tab that is closed or reloaded takes an unfinished
// transaction with it; localStorage has the text as soon as it is written there, and gives it back at the next start.
const PREFIX = 'patravali.text.';

/** What stood in a field, and when it was typed. Of values that JSON can carry. */
export interface Entry {
  value: unknown;
  savedAt: number;
}

/** The entry as it stands there, to strike it out later; null where this PC does not take it. */
export function enter(person: string, key: string, entry: Entry): string | null {
  const written = JSON.stringify(entry);
  try {
    localStorage.setItem(nameOf(person, key), written);
    return written;
  } catch {
    return null;
  }
}

/** The database has it. Whatever was typed since stays. */
export function strike(person: string, key: string, written: string | null): void {
  if (written !== null && entered(person, key) === written) strikeAll(person, key);
}

/** Takes out what was typed under the key, or under all keys of the person. */
export function strikeAll(person: string, key?: string): void {
  for (const name of key === undefined ? namesOf(person) : [nameOf(person, key)]) shelf()?.removeItem(name);
}

/** What the database may not have yet, by key. */
export function entries(person: string): Map<string, Entry> {
  const found = new Map<string, Entry>();
  for (const name of namesOf(person)) {
    const key = name.slice(nameOf(person, '').length);
    const entry = entryOf(person, key);
    if (entry) found.set(key, entry);
  }
  return found;
}

export function entryOf(person: string, key: string): Entry | undefined {
  const written = entered(person, key);
  return written === null ? undefined : (JSON.parse(written) as Entry);
}

function entered(person: string, key: string): string | null {
  return shelf()?.getItem(nameOf(person, key)) ?? null;
}

function nameOf(person: string, key: string): string {
  return `${PREFIX}${person}/${key}`;
}

function namesOf(person: string): string[] {
  return Object.keys(shelf() ?? {}).filter((name) => name.startsWith(nameOf(person, '')));
}

/** None where the browser lets the page keep nothing there: the database is opened all the same. */
function shelf(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
