import { words } from '../../i18n';
import { Dialog } from '../Dialog';
import en from './en.json';
import hi from './hi.json';
import { layout } from './layout';
import { INSCRIPT } from './typing/inscript';
import { fromKruti } from './typing/kruti';
import { fromRoman } from './typing/phonetic';

const t = words({ hi, en });
const KEYS = ['`1234567890-=', 'qwertyuiop[]', "asdfghjkl;'\\", 'zxcvbnm,./'];
const SHIFTED = ['~!@#$%^&*()_+', 'QWERTYUIOP{}', 'ASDFGHJKL:"|', 'ZXCVBNM<>?'];
const SYLLABLES = [
  'a aa i ee u oo e ai o au kRi aM aMM aH',
  'k kh g gh ~N ch chh j jh ~n',
  'T Th D Dh N t th d dh n',
  'p ph b bh m y r l v sh Sh s h',
  'x tr gy shr R Rh z f q',
];

/** What each key types in the chosen layout. */
export function LayoutHelp({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={t('layout_help')} onClose={onClose} wide>
      <p>{t('layout_hint')}</p>
      {layout.value === 'phonetic' || layout.value === 'roman' ? (
        <>
          <p>{t('phonetic_rule')}</p>
          {SYLLABLES.map((row) => (
            <Row key={row} keys={row.split(' ')} sign={fromRoman} />
          ))}
        </>
      ) : (
        KEYS.map((row, index) => (
          <div key={row}>
            <Row keys={[...(SHIFTED[index] ?? '')]} sign={layout.value === 'inscript' ? inscript : fromKruti} />
            <Row keys={[...row]} sign={layout.value === 'inscript' ? inscript : fromKruti} />
          </div>
        ))
      )}
    </Dialog>
  );
}

const inscript = (key: string) => INSCRIPT[key] ?? key;

function Row({ keys, sign }: { keys: string[]; sign: (key: string) => string }) {
  return (
    <ul class="keys">
      {keys.map((key) => (
        <li key={key}>
          <kbd>{key}</kbd>
          <span lang="hi">{sign(key)}</span>
        </li>
      ))}
    </ul>
  );
}
