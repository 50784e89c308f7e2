import { describe, expect, it } from 'vitest';
import { fromKruti, looksLikeKruti } from './kruti';

describe('Kruti Dev text as Unicode', () => {
  it.each([
    ['ftykf/kdkjh', 'जिलाधिकारी'],
    ['fnukad', 'दिनांक'],
    ['dk;kZy;', 'कार्यालय'],
    ['fo"k; & Hkwfe fookn ds lEcU/k esa', 'विषय - भूमि विवाद के सम्बन्ध में'],
    ['i=koyh', 'पत्रावली'],
    ['izkFkZuk i=', 'प्रार्थना पत्र'],
    ['fLFkfr', 'स्थिति'],
    ['vko\';d', 'आवश्यक'],
    ['Jheku th', 'श्रीमान जी'],
    ['jk"Vªh;', 'राष्ट्रीय'],
    ['d`i;k', 'कृपया'],
    ['lM+d', 'सड़क'],
    ['vf/kfu;e', 'अधिनियम'],
    ['eq[; fpfdRlk vf/kdkjh', 'मुख्य चिकित्सा अधिकारी'],
    ['vkns\'kA', 'आदेश।'],
    ['esjh', 'मेरी'],
    ['xk¡o', 'गाँव'],
    ['dÙkZO;', 'कर्त्तव्य'],
  ])('%s reads %s', (legacy, unicode) => {
    expect(fromKruti(legacy)).toBe(unicode.normalize('NFC'));
  });

  it('leaves lines and Latin digits alone', () => {
    expect(fromKruti('la[;k 12\n34')).toBe('संख्या 12\n34');
  });
});

describe('whether a pasted text is Kruti Dev', () => {
  it.each(['ftykf/kdkjh egksn; ds vkns\'k ds Øe esa', 'mijksDr fo"k; ds lEcU/k esa voxr djkuk gS fd i= izkIr gqvk gS'])('yes: %s', (text) => {
    expect(looksLikeKruti(text)).toBe(true);
  });

  it.each(['Please refer to your letter of 12.03.2026 regarding land.', 'जिलाधिकारी महोदय', 'GO No. 123/XX-4/2026', 'ok', ''])('no: %s', (text) => {
    expect(looksLikeKruti(text)).toBe(false);
  });
});
