import { Link } from 'wouter-preact';
import { day, words } from '../../i18n';
import { postName } from '../../parts/office/who';
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
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={t('letters')}>
      <table>
        <caption class="hidden-text">{t('letters')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('letter_number')}</th>
            <th scope="col">{t('subject')}</th>
            <th scope="col">{t('addressee')}</th>
            <th scope="col">{t('date')}</th>
            <th scope="col">{t('signer')}</th>
            <th scope="col">{t('state')}</th>
          </tr>
        </thead>
        <tbody>
          {letters.value.map((letter) => (
            <tr key={letter.id}>
              <td>
                <Link href={`/letters/${letter.id}`}>{letter.number}</Link>
              </td>
              <td>{letter.subject}</td>
              <td>{letter.addressees.map(({ name }) => name).join('; ')}</td>
              <td>{day(letter.issue_date)}</td>
              <td>{postName(letter.signer)}</td>
              <td>
                <span class="badge">{t(`letter_${letter.state}`)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
