// InScript, the layout of IS 13194 (BIS 1991): vowels left, consonants right, under the characters of a US keyboard.

const ROWS: [string, string][] = [
  ['`1234567890-=', 'ॊ1234567890-ृ'],
  ['~', 'ऒ'],
  ['qwertyuiop[]', 'ौैाीूबहगदजड़'],
  ['QWERTYUIOP{}', 'औऐआईऊभङघधझढञ'],
  ["asdfghjkl;'\\", 'ोे्िुपरकतचटॉ'],
  ['ASDFGHJKL:"|', 'ओएअइउफऱखथछठऑ'],
  ['zxcvbnm,./', 'ॆंमनवलस,.य'],
  ['ZXCVBNM<>?', 'ऎँणऩऴळशष।य़'],
  ['(_+', '(ःऋ'],
];
const CONJUNCTS: Record<string, string> = { '!': 'ऍ', '@': 'ॅ', '#': '्र', $: 'र्', '%': 'ज्ञ', '^': 'त्र', '&': 'क्ष', '*': 'श्र' };

export const INSCRIPT: Record<string, string> = { ...Object.fromEntries(ROWS.flatMap(pairs)), ...CONJUNCTS };

function pairs([keys, signs]: [string, string]): [string, string][] {
  const drawn = [...signs.normalize('NFC')].reduce<string[]>((found, sign) => {
    // A letter and its dot are one key.
    if (sign === '़' && found.at(-1) === 'य') found[found.length - 1] += sign;
    else found.push(sign);
    return found;
  }, []);
  return [...keys].map((key, index) => [key, drawn[index] ?? key]);
}
