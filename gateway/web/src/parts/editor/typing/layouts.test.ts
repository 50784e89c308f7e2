import { describe, expect, it } from 'vitest';
import { INSCRIPT } from './inscript';
import { fromRoman } from './phonetic';

const typed = (keys: string) => [...keys].map((key) => INSCRIPT[key] ?? key).join('');

describe('InScript', () => {
  it('types a word as the keyboard is drawn', () => {
    expect(typed('pfneOfkejr')).toBe('जिलाधिकारी');
    expect(typed('h^ebnr')).toBe('पत्रावली');
    expect(typed('Mdjr')).toBe('श्री');
    expect(typed('&scj')).toBe('क्षेमर');
  });

  it('gives each key one sign of its own', () => {
    const signs = Object.values(INSCRIPT).filter((sign) => !/[\d\-(,.]/.test(sign));
    expect(new Set(signs).size).toBe(signs.length);
  });
});

describe('transliteration', () => {
  it.each([
    ['jilaadhikaaree', 'जिलाधिकारी'],
    ['patraavalee', 'पत्रावली'],
    ['karanaa', 'करना'],
    ['kaaryaalay', 'कार्यालय'],
    ['shree', 'श्री'],
    ['aavedan', 'आवेदन'],
    ['saMkhyaa', 'संख्या'],
    ['gaaMMv', 'गाँव'],
    ['saRak', 'सड़क'],
    ['chhaatr', 'छात्र'],
    ['gyaan', 'ज्ञान'],
    ['kRipayaa', 'कृपया'],
    ['hai.', 'है।'],
    ['123', '123'],
    ['raaShTreey', 'राष्ट्रीय'],
  ])('%s is read as %s', (roman, hindi) => {
    expect(fromRoman(roman)).toBe(hindi.normalize('NFC'));
  });
});
