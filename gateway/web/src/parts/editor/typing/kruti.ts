// Kruti Dev 010 to Unicode. The legacy font draws Devanagari over ASCII and cp1252 codes in the order of the eye:
// the short i stands before its consonants, the reph after its syllable. Unicode stores the order of the tongue.

/** Codes of the font, the longest first match wins; what is not here stays as it is. */
const GLYPHS: Record<string, string> = {
  // Digits and marks
  'å': '०', 'ƒ': '१', '„': '२', '…': '३', '†': '४', '‡': '५', 'ˆ': '६', '‰': '७', 'Š': '८', '‹': '९',
  'A': '।', 'AA': '॥', '-': '.', '&': '-', ']': ',', '^': '‘', '*': '’', 'Þ': '“', 'ß': '”', '(': ';', '¼': '(', '½': ')',
  '¿': '{', 'À': '}', '¾': '=', '\\': '?', 'Œ': '॰', 'ñ': '॰', '•': 'ऽ', '·': 'ऽ', '∙': 'ऽ', '@': '/', '%': 'ः', '~': '्',
  // Vowels
  'v': 'अ', 'vk': 'आ', 'b': 'इ', 'bZ': 'ई', 'Ã': 'ई', 'b±': 'ईं', 'm': 'उ', 'Å': 'ऊ', '_': 'ऋ', ',': 'ए', ',s': 'ऐ', 'vks': 'ओ',
  'vkS': 'औ', 'v‚': 'ऑ',
  // Signs
  'k': 'ा', 'h': 'ी', 'q': 'ु', 'w': 'ू', '`': 'ृ', 's': 'े', 'S': 'ै', 'ks': 'ो', 'kS': 'ौ', '‚': 'ॉ', 'a': 'ं', '¡': 'ँ', 'W': 'ॅ',
  '+': '़', 'z': '्र', '~j': '्र', 'ª': '्र', 'È': 'ीं', 'î': '्य', 'Ó': '्य',
  // Consonants, whole and half
  'd': 'क', 'Dk': 'क', 'D': 'क्', '[k': 'ख', '[': 'ख्', '£': 'ख', 'x': 'ग', 'Xk': 'ग', 'X': 'ग्', '?k': 'घ', '?': 'घ्', 'Ä': 'घ', '³': 'ङ',
  'p': 'च', 'Pk': 'च', 'P': 'च्', 'N': 'छ', 't': 'ज', 'Tk': 'ज', 'T': 'ज्', '>': 'झ', '÷': 'झ्', 'Ö': 'झ्', '¥': 'ञ',
  'V': 'ट', 'B': 'ठ', 'M': 'ड', '<': 'ढ', '.k': 'ण', '.': 'ण्',
  'r': 'त', 'Rk': 'त', 'R': 'त्', 'Fk': 'थ', 'F': 'थ्', 'n': 'द', '/k': 'ध', '/': 'ध्', 'èk': 'ध', 'è': 'ध्', 'Ë': 'ध्', 'u': 'न', 'Uk': 'न', 'U': 'न्',
  'i': 'प', 'Ik': 'प', 'I': 'प्', 'Q': 'फ', '¶': 'फ्', 'c': 'ब', 'Ck': 'ब', 'C': 'ब्', 'Hk': 'भ', 'H': 'भ्', 'Ò': 'भ', 'e': 'म', 'Ek': 'म', 'E': 'म्',
  ';': 'य', '¸': 'य्', 'j': 'र', 'y': 'ल', 'Yk': 'ल', 'Y': 'ल्', 'G': 'ळ', 'o': 'व', 'Ok': 'व', 'O': 'व्', "'k": 'श', "'": 'श्', 'Ük': 'श', 'Ü': 'श्',
  '"k': 'ष', '"': 'ष्', 'l': 'स', 'Lk': 'स', 'L': 'स्', 'g': 'ह', 'º': 'ह्',
  // With a dot below
  'd+': 'क़', '[+k': 'ख़', '[+': 'ख़्', 'x+': 'ग़', 't+': 'ज़', 'T+': 'ज़्', 'M+': 'ड़', '<+': 'ढ़', 'Q+': 'फ़', '¶+': 'फ़्', ';+': 'य़', 'j+': 'ऱ', 'u+': 'ऩ',
  // Conjuncts
  '{k': 'क्ष', '{': 'क्ष्', '=': 'त्र', '«': 'त्र्', 'K': 'ज्ञ', 'J': 'श्र', 'Ø': 'क्र', 'Ý': 'फ्र', 'æ': 'द्र', 'ç': 'प्र', 'Á': 'प्र', 'xz': 'ग्र',
  '|': 'द्य', '}': 'द्व', ')': 'द्ध', 'í': 'द्द', 'Ì': 'द्द', '–': 'दृ', '—': 'कृ', 'Ñ': 'कृ', 'é': 'न्न', '™': 'न्न्', 'à': 'ह्न', 'á': 'ह्य', 'â': 'हृ', 'ã': 'ह्म',
  'Ùk': 'त्त', 'Ù': 'त्त्', 'ä': 'क्त', 'ô': 'क्क', 'ê': 'ट्ट', 'Í': 'ट्ट', 'ë': 'ट्ठ', 'Î': 'ट्ठ', 'ì': 'ड्ड', 'Ï': 'ड्ड', 'ï': 'ड्ढ', 'Ô': 'ड्ढ', '#': 'रु', ':': 'रू',
};
const LONGEST = 3;

/** Glyphs that hold two signs of which one is the short i or the reph; taken apart before anything is moved. */
const BEFORE: [RegExp, string][] = [
  [/±/g, 'Za'],
  [/Æ/g, 'Zf'],
  [/É/g, 'Zfa'],
  [/Ê/g, 'hZ'],
  [/Ç/g, 'fa'],
  [/Z\+/g, '+Z'],
  // Typists set the dot before or after the vowel sign.
  [/as/g, 'sa'],
  [/aS/g, 'Sa'],
  [/aq/g, 'qa'],
  [/aw/g, 'wa'],
];

const SHORT_I = '\uE000';
const REPH = '\uE001';
const CONSONANT = '[\u0915-\u0939\u0958-\u095f]\u093c?';
const CLUSTER = `(?:${CONSONANT}\\u094d)*${CONSONANT}`;
const SIGN = '[\u0901-\u0903\u093e-\u094c]';

/** The text as Unicode. White space, Latin digits and what the font does not know stay. */
export function fromKruti(text: string): string {
  const apart = BEFORE.reduce((value, [from, to]) => value.replace(from, to), text);
  return settle(spell(apart)).normalize('NFC');
}

function spell(text: string): string {
  let spelt = '';
  let at = 0;
  while (at < text.length) {
    const code = text[at] ?? '';
    if (code === 'f' || code === 'Z') {
      spelt += code === 'f' ? SHORT_I : REPH;
      at += 1;
      continue;
    }
    const piece = longest(text, at);
    spelt += piece === null ? code : GLYPHS[piece];
    at += piece?.length ?? 1;
  }
  return spelt;
}

function longest(text: string, at: number): string | null {
  for (let length = LONGEST; length > 0; length -= 1) {
    const piece = text.slice(at, at + length);
    if (piece.length === length && piece in GLYPHS) return piece;
  }
  return null;
}

/** Puts the short i behind and the reph before the syllable that each belongs to. */
function settle(text: string): string {
  return text
    .replace(/्ा/g, '') // a half letter and its stem, typed apart
    .replace(new RegExp(`${SHORT_I}(${CLUSTER}(?:्र)?)(${REPH})?`, 'g'), (_all, cluster: string, reph = '') => `${cluster}ि${reph}`)
    .replace(new RegExp(`(${CLUSTER})(${SIGN}*)${REPH}(${SIGN}*)`, 'g'), 'र्$1$2$3')
    .replaceAll(SHORT_I, 'ि')
    .replaceAll(REPH, 'र्')
    .replace(/ाा/g, 'ा')
    .replace(/ाे/g, 'ो')
    .replace(/ाै/g, 'ौ')
    .replace(/अा/g, 'आ')
    .replace(/([ंँ])([ािीुूृेैोौ])/g, '$2$1');
}

const TYPICAL = /(?:^|[\s(])(?:gS|gSa|dk|dh|ds|esa|ls|dks|Jh|vkSj|ij|ftyk|ua-|i=|fd)(?=$|[\s]|A)|[krsd][hkSs]\b|f[dgjlrnikcey]/g;

/** Whether a pasted text looks like Kruti Dev: no Devanagari, and words that are Hindi only in that font. */
export function looksLikeKruti(text: string): boolean {
  if (/[\u0900-\u097f]/.test(text) || text.trim().length < 4) return false;
  const words = text.trim().split(/\s+/).length;
  return (text.match(TYPICAL)?.length ?? 0) / words >= 0.25;
}
