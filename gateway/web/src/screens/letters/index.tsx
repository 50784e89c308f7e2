import { type Schemas, api, every, view } from '../../api/client';
import { words } from '../../i18n';
import { LetterTable } from '../../parts/office/LetterTable';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import { useView } from '../../store/views';
import en from './en.json';
import hi from './hi.json';
import { type Group, GROUPS, grouped } from './groups';

const t = words({ hi, en });
type LetterView = Schemas['LetterView'];
const PART = 200;
/** Letters that are not out of the office yet, whatever file they come from. */
const STATES = ['approved', 'rendered', 'signed'] as const;

/** Letters that wait for the acting post: to sign, to print, to issue; and those that wait for somebody else. */
export default function Letters() {
  const letters = useView('letters:mine', async () => (await Promise.all(STATES.map(lettersIn))).flat()).value;
  if (!letters.value) return letters.error ? <Trouble error={letters.error} again={() => void letters.reload()} /> : <Waiting />;
  const parts = grouped(letters.value);
  return (
    <>
      <h1>{t('heading')}</h1>
      {letters.value.length === 0 && <p>{t('nothing')}</p>}
      {GROUPS.map((group) => parts[group].length > 0 && <Part key={group} group={group} letters={parts[group]} />)}
    </>
  );
}

function lettersIn(state: (typeof STATES)[number]): Promise<LetterView[]> {
  return every((cursor) => {
    const query = { state, limit: PART, ...(cursor ? { cursor } : {}) };
    return view(api.GET('/letters', { params: { query } }));
  });
}

function Part({ group, letters }: { group: Group; letters: LetterView[] }) {
  return (
    <section aria-labelledby={`part-${group}`}>
      <h2 id={`part-${group}`}>
        {t(group)} ({letters.length})
      </h2>
      <LetterTable letters={letters} label={t(group)} />
    </section>
  );
}
