import { describe, expect, it } from 'vitest';
import { type Layout, Typist } from './typist';

/** What stands in the field after these keys; ⌫ is backspace. */
function typed(layout: Layout, keys: string): string {
  const typist = new Typist(layout);
  return [...keys].reduce((text, key) => {
    const stroke = key === '⌫' ? typist.erase(text) : typist.type(key, text);
    if (!stroke) return key === '⌫' ? text.slice(0, -1) : text + key;
    return text.slice(0, text.length - stroke.replaced) + stroke.text;
  }, '');
}

describe('typing', () => {
  it.each<[Layout, string, string]>([
    ['phonetic', 'jilaadhikaaree mahoday', 'जिलाधिकारी महोदय'],
    ['phonetic', 'patr saMkhyaa 12.5 hai.', 'पत्र संख्या 12.5 है।'],
    ['remington', 'ftykf/kdkjh egksn;', 'जिलाधिकारी महोदय'],
    ['remington', 'dk;Z', 'कार्य'],
    ['inscript', 'pfneOfkejr', 'जिलाधिकारी'],
    ['roman', 'Plot 12, Kalsi', 'Plot 12, Kalsi'],
  ])('%s: %s', (layout, keys, hindi) => {
    expect(typed(layout, keys)).toBe(hindi.normalize('NFC'));
  });

  it('takes the last key back', () => {
    expect(typed('phonetic', 'kh⌫')).toBe('क');
    expect(typed('phonetic', 'raam⌫⌫⌫')).toBe('र');
  });

  it('begins a new word where the caret was moved', () => {
    const typist = new Typist('phonetic');
    typist.type('k', '');

    expect(typist.type('h', 'क दूसरी जगह')).toEqual({ text: 'ह', replaced: 0 });
  });
});
