import { Suspense, lazy } from 'preact/compat';
import { words } from '../../i18n';
import { LetterTable } from '../../parts/office/LetterTable';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import en from './en.json';
import hi from './hi.json';
import { type FileView, lettersOf, useLoaded } from './views';

const t = words({ hi, en });
const Replies = lazy(() => import('./replies/Replies'));

/** The letters that came of the file's drafts, how far each is on its way out, and what was answered to it. */
export function Letters({ file }: { file: FileView }) {
  const letters = useLoaded(lettersOf(file.id));
  if (!letters.value) {
    return letters.error ? <Trouble error={letters.error} again={() => void letters.reload()} /> : <Waiting />;
  }
  return (
    <>
      {letters.value.length === 0 ? <p class="soft">{t('no_letters')}</p> : <LetterTable letters={letters.value} label={t('letters')} withState />}
      <Suspense fallback={<Waiting />}>
        <Replies file={file} />
      </Suspense>
    </>
  );
}
