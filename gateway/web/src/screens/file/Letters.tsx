import { words } from '../../i18n';
import { LetterTable } from '../../parts/office/LetterTable';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import en from './en.json';
import hi from './hi.json';
import { lettersOf, useLoaded } from './views';

const t = words({ hi, en });

/** The letters that came of the file's drafts, and how far each is on its way out. */
export function Letters({ fileId }: { fileId: string }) {
  const letters = useLoaded(lettersOf(fileId));
  if (!letters.value) {
    return letters.error ? <Trouble error={letters.error} again={() => void letters.reload()} /> : <Waiting />;
  }
  if (letters.value.length === 0) return <p class="soft">{t('no_letters')}</p>;
  return <LetterTable letters={letters.value} label={t('letters')} withState />;
}
