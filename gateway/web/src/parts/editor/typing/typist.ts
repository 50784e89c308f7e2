// Turns keystrokes into Devanagari as they come. What a layout makes of a key may depend on the keys before it in the
// word, so the word being typed is read anew with each key and takes the place of what was shown for it.
import { INSCRIPT } from './inscript';
import { fromKruti } from './kruti';
import { fromRoman } from './phonetic';

export type Layout = 'roman' | 'phonetic' | 'inscript' | 'remington';
export const LAYOUTS: readonly Layout[] = ['phonetic', 'inscript', 'remington', 'roman'];

/** Put `text` in the place of the last `replaced` code units before the caret. */
export interface Stroke {
  text: string;
  replaced: number;
}

const READERS: Partial<Record<Layout, { reads: (word: string) => string; keys: RegExp }>> = {
  phonetic: { reads: fromRoman, keys: /^[A-Za-z.|~_]$/ },
  remington: { reads: fromKruti, keys: /^[!-~]$/ },
};

export class Typist {
  private word = '';
  private shown = '';

  constructor(private layout: Layout) {}

  use(layout: Layout): void {
    this.layout = layout;
    this.rest();
  }

  /** The word is finished: the caret moved, or something else was typed. */
  rest(): void {
    this.word = '';
    this.shown = '';
  }

  /** `before` is the text before the caret. Null: the key types itself. */
  type(key: string, before: string): Stroke | null {
    if (this.layout === 'inscript') return { text: INSCRIPT[key] ?? key, replaced: 0 };
    const reader = READERS[this.layout];
    if (!reader || !reader.keys.test(key) || (key === '.' && /\d$/.test(before))) {
      this.rest();
      return null;
    }
    if (!before.endsWith(this.shown)) this.rest();
    return this.show(this.word + key, reader.reads);
  }

  /** Backspace takes the last key back, not the last sign. Null: the browser's own backspace is right. */
  erase(before: string): Stroke | null {
    const reader = READERS[this.layout];
    if (!reader || !this.word || !before.endsWith(this.shown)) {
      this.rest();
      return null;
    }
    return this.show(this.word.slice(0, -1), reader.reads);
  }

  private show(word: string, reads: (word: string) => string): Stroke {
    const stroke = { text: reads(word), replaced: this.shown.length };
    this.word = word;
    this.shown = stroke.text;
    return stroke;
  }
}
