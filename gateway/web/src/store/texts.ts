// Text that somebody is writing, saved at every keystroke under a key of its own, so that neither a closed tab nor a
// crash nor an ended session takes it away.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { owner, store } from './db';
import { enter, strike, strikeAll } from './journal';

/**
 * saving: nothing has it yet, which takes a moment. unsaved: this PC could not keep it (its disk is full); it is in this
 * tab only, and the user has to be told.
 */
export type Keeping = 'loading' | 'saving' | 'saved' | 'unsaved';

/** What is kept under the key; undefined where nothing is. */
export async function keptText<Value>(key: string): Promise<Value | undefined> {
  return (await (await store()).get('texts', key))?.value as Value | undefined;
}

/** Throws what the browser says where it cannot keep it. */
export async function keepText(key: string, value: unknown, savedAt = Date.now()): Promise<void> {
  await (await store()).put('texts', { key, value, savedAt });
}

/** The same for every keystroke: it is on the PC before the next one, also where the tab is closed in between. */
export function keepTyped(key: string, value: unknown): { isKept: boolean; kept: Promise<void> } {
  const person = owner();
  const savedAt = Date.now();
  const written = enter(person, key, { value, savedAt });
  const kept = keepText(key, value, savedAt).then(() => strike(person, key, written));
  return { isKept: written !== null, kept };
}

export async function forgetText(key: string): Promise<void> {
  strikeAll(owner(), key);
  await (await store()).delete('texts', key);
}

/** Keys of all texts that begin so, newest first. */
export async function keptKeys(prefix: string): Promise<string[]> {
  const found = await (await store()).getAll('texts', IDBKeyRange.bound(prefix, `${prefix}\uffff`));
  return found.sort((one, other) => other.savedAt - one.savedAt).map((each) => each.key);
}

/** A state that outlives the tab. What was kept comes first; `initial` only where nothing was. */
export function useKeptText<Value>(key: string, initial: Value) {
  const [value, setValue] = useState(initial);
  const [keeping, setKeeping] = useState<Keeping>('loading');
  const touched = useRef(false);

  // At once: what is typed from the first moment on is not to be overwritten by what was kept.
  useLayoutEffect(() => {
    let current = true;
    touched.current = false;
    void keptText<Value>(key).then(
      (found) => {
        if (!current) return;
        if (!touched.current) setValue(found ?? initial);
        setKeeping('saved');
      },
      () => current && setKeeping('unsaved'),
    );
    return () => {
      current = false;
    };
    // The initial value belongs to the key.
  }, [key]);

  function write(next: Value): void {
    touched.current = true;
    setValue(next);
    const { isKept, kept } = keepTyped(key, next);
    if (!isKept) setKeeping('saving');
    kept.then(
      () => setKeeping('saved'),
      () => setKeeping('unsaved'),
    );
  }

  async function forget(): Promise<void> {
    touched.current = true;
    setValue(initial);
    await forgetText(key);
  }

  return { value, write, forget, keeping };
}
