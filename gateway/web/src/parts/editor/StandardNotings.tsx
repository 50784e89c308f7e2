import { useState } from 'preact/hooks';
import { language, words } from '../../i18n';
import { Dialog } from '../Dialog';
import './editor.css';
import en from './en.json';
import hi from './hi.json';
import notings from './notings.json';

const t = words({ hi, en });

/** The phrases that offices write every day, in both languages (CSMOP, "quick noting"). */
export function StandardNotings({ onPick }: { onPick: (text: string) => void }) {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState('');
  const shown = notings.filter(({ hi: hindi, en: english }) =>
    `${hindi} ${english}`.toLowerCase().includes(wanted.trim().toLowerCase()),
  );
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        {t('notings')}
      </button>
      {open && (
        <Dialog title={t('notings')} onClose={() => setOpen(false)}>
          <input
            type="search"
            aria-label={t('notings_search')}
            placeholder={t('notings_search')}
            value={wanted}
            onInput={(event) => setWanted(event.currentTarget.value)}
          />
          <ul class="notings">
            {shown.map((each) => (
              <li key={each.en}>
                <button
                  type="button"
                  lang={language.value}
                  onClick={() => {
                    onPick(each[language.value]);
                    setOpen(false);
                  }}
                >
                  {each[language.value]}
                </button>
              </li>
            ))}
          </ul>
        </Dialog>
      )}
    </>
  );
}
