import { words } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { type Keymap, letters, setLetters } from '.';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });

/** All shortcuts that fired when `?` was pressed, and the switch for those that are single letters. */
export default function KeyMap({ keys, onClose }: { keys: Keymap; onClose: () => void }) {
  return (
    <Dialog title={t('map_heading')} onClose={onClose}>
      <p class="soft">{t('map_lead')}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('map_key')}</th>
            <th scope="col">{t('map_what')}</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(keys).map(([combination, { label }]) => (
            <tr key={combination}>
              <th scope="row">
                {combination.split('+').map((part) => (
                  <kbd key={part}>{nameOf(part)}</kbd>
                ))}
              </th>
              <td>{label}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <label class="check">
        <input type="checkbox" checked={letters.value} onChange={(event) => setLetters(event.currentTarget.checked)} />
        {t('letters')}
      </label>
    </Dialog>
  );
}

/** A key as its cap or its place says it. */
export function nameOf(part: string): string {
  if (part === 'ArrowDown' || part === 'ArrowUp' || part === 'Space') return t(`key_${part}`);
  return part;
}
