import { Link } from 'wouter-preact';
import { type Schemas, api, every, view } from '../../api/client';
import { day, words } from '../../i18n';
import { postName } from '../../parts/office/who';
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
      <div class="scroll" tabIndex={0} role="group" aria-labelledby={`part-${group}`}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('number')}</th>
              <th scope="col">{t('subject')}</th>
              <th scope="col">{t('addressee')}</th>
              <th scope="col">{t('date')}</th>
              <th scope="col">{t('signer')}</th>
            </tr>
          </thead>
          <tbody>
            {letters.map((letter) => (
              <tr key={letter.id}>
                <td>
                  <Link href={`/letters/${letter.id}`}>{letter.number}</Link>
                </td>
                <td>{letter.subject}</td>
                <td>{letter.addressees.map(({ name }) => name).join('; ')}</td>
                <td>{day(letter.issue_date)}</td>
                <td>{postName(letter.signer)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
