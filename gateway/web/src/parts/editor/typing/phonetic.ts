// Transliteration: what is typed in Roman letters is read as Hindi, after ITRANS with the habits of Hindi typists
// (aa or A, ee or I, sh, ch, w). Consonants that follow each other join, so write the short a between them.

const CONSONANTS: Record<string, string> = {
  k: 'क', kh: 'ख', K: 'ख', g: 'ग', gh: 'घ', G: 'घ', '~N': 'ङ', ch: 'च', c: 'च', chh: 'छ', Ch: 'छ', C: 'छ', j: 'ज', jh: 'झ', J: 'झ', '~n': 'ञ',
  T: 'ट', Th: 'ठ', D: 'ड', Dh: 'ढ', N: 'ण', t: 'त', th: 'थ', d: 'द', dh: 'ध', n: 'न', p: 'प', ph: 'फ', P: 'फ', b: 'ब', bh: 'भ', B: 'भ', m: 'म',
  y: 'य', r: 'र', l: 'ल', L: 'ळ', v: 'व', w: 'व', sh: 'श', S: 'श', Sh: 'ष', shh: 'ष', s: 'स', h: 'ह', x: 'क्ष', kSh: 'क्ष', gy: 'ज्ञ', GY: 'ज्ञ',
  shr: 'श्र', q: 'क़', 'k.h': 'ख़', 'g.h': 'ग़', z: 'ज़', f: 'फ़', R: 'ड़', Rh: 'ढ़',
};
const VOWELS: Record<string, [alone: string, sign: string]> = {
  a: ['अ', ''], aa: ['आ', 'ा'], A: ['आ', 'ा'], i: ['इ', 'ि'], ee: ['ई', 'ी'], ii: ['ई', 'ी'], I: ['ई', 'ी'], u: ['उ', 'ु'], oo: ['ऊ', 'ू'],
  uu: ['ऊ', 'ू'], U: ['ऊ', 'ू'], e: ['ए', 'े'], ai: ['ऐ', 'ै'], E: ['ऐ', 'ै'], o: ['ओ', 'ो'], au: ['औ', 'ौ'], O: ['ऑ', 'ॉ'], 'Ri': ['ऋ', 'ृ'],
};
const MARKS: Record<string, string> = { M: 'ं', MM: 'ँ', H: 'ः', '.': '।', '..': '.', '|': '।', '||': '॥', _: '्', OM: 'ॐ' };
const HALANT = '्';
const LONGEST = 3;

/** A word typed in Roman letters, in Devanagari. What has no reading stays. */
export function fromRoman(word: string): string {
  let hindi = '';
  let open = false; // the last consonant has no vowel yet
  for (let at = 0; at < word.length; ) {
    const piece = longest(word, at);
    const consonant = CONSONANTS[piece];
    const vowel = VOWELS[piece];
    if (consonant) hindi += open ? HALANT + consonant : consonant;
    else if (vowel) hindi += open ? vowel[1] : vowel[0];
    else hindi += MARKS[piece] ?? piece;
    open = Boolean(consonant);
    at += piece.length;
  }
  return hindi.normalize('NFC');
}

function longest(word: string, at: number): string {
  for (let length = LONGEST; length > 1; length -= 1) {
    const piece = word.slice(at, at + length);
    if (piece.length === length && (piece in CONSONANTS || piece in VOWELS || piece in MARKS)) return piece;
  }
  return word[at] ?? '';
}
