import { describe, expect, it } from 'vitest';
import { type Stretch, compare, isSame, wordsOf } from './compare';

const kept = (stretches: Stretch[], without: Stretch['kind']) =>
  stretches
    .filter(({ kind }) => kind !== without)
    .map(({ text }) => text)
    .join('');

describe('words of a text', () => {
  it('keeps a conjunct with its matras in one word', () => {
    expect(wordsOf('क्षेत्र की स्थिति')).toEqual(['क्षेत्र', ' ', 'की', ' ', 'स्थिति']);
  });

  it('takes the danda for itself', () => {
    expect(wordsOf('भेजें।')).toEqual(['भेजें', '।']);
  });
});

describe('the comparison of two versions', () => {
  it('marks the word that was replaced', () => {
    const found = compare('पत्र तत्काल भेजें।', 'पत्र सात दिन में भेजें।');

    expect(found).toEqual([
      { kind: 'same', text: 'पत्र ' },
      { kind: 'removed', text: 'तत्काल' },
      { kind: 'added', text: 'सात दिन में' },
      { kind: 'same', text: ' भेजें।' },
    ]);
  });

  it('finds nothing where nothing changed', () => {
    expect(compare('जैसा था', 'जैसा था')).toEqual([{ kind: 'same', text: 'जैसा था' }]);
    expect(isSame(compare('जैसा था', 'जैसा था'))).toBe(true);
    expect(isSame(compare('जैसा था', 'जैसा है'))).toBe(false);
  });

  it('marks a sentence that was put in with its own danda', () => {
    const found = compare('आख्या भेजें।', 'आख्या भेजें। नक्शा संलग्न है।');

    expect(found).toEqual([
      { kind: 'same', text: 'आख्या भेजें।' },
      { kind: 'added', text: ' नक्शा संलग्न है।' },
    ]);
  });

  it('sees no change in another spelling of the same letter', () => {
    expect(isSame(compare('\u0929ा', '\u0928\u093cा'))).toBe(true);
  });

  it('marks all where there was nothing, or nothing is left', () => {
    expect(compare('', 'नया')).toEqual([{ kind: 'added', text: 'नया' }]);
    expect(compare('पुराना', '')).toEqual([{ kind: 'removed', text: 'पुराना' }]);
  });

  it('gives both texts back, whatever they are', () => {
    const vocabulary = ['क', 'ख', 'ग', '।', '\n', 'घ'];
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 48271) % 2147483647;
      return seed % below;
    };
    const text = () => Array.from({ length: random(40) }, () => vocabulary[random(6)]).join(random(2) ? ' ' : '');
    for (let round = 0; round < 300; round += 1) {
      const [before, after] = [text(), text()];

      const found = compare(before, after);

      expect(kept(found, 'added')).toBe(before);
      expect(kept(found, 'removed')).toBe(after);
    }
  });

  it('keeps as much as can be kept', () => {
    // ABCABBA and CBABAC, the example of Myers' paper, in marks that are a word each.
    const found = compare('।,;।,,।', ';,।,।;');

    expect(kept(found, 'removed')).toBe(';,।,।;');
    expect(found.filter(({ kind }) => kind === 'same').reduce((sum, { text }) => sum + text.length, 0)).toBe(4);
  });

  it('ends on long texts that have nothing in common', () => {
    const before = Array.from({ length: 3000 }, (_, at) => `अ${at}`).join(' ');
    const after = Array.from({ length: 3000 }, (_, at) => `ब${at}`).join(' ');

    const found = compare(before, after);

    expect(kept(found, 'added')).toBe(before);
    expect(kept(found, 'removed')).toBe(after);
  });
});
