import { Link } from 'wouter-preact';
import type { Schemas } from '../../api/client';
import { day, words } from '../../i18n';
import en from './letters.en.json';
import hi from './letters.hi.json';
import { postName } from './who';

const t = words({ hi, en });

interface Props {
  letters: Schemas['LetterView'][];
  /** What the table is, for who does not see the heading above it. */
  label: string;
  /** How far each is on its way out; left out where all stand alike. */
  withState?: boolean;
}

/** Letters by number, with where they go and who signs. */
export function LetterTable({ letters, label, withState }: Props) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={label}>
      <table>
        <caption class="hidden-text">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{t('number')}</th>
            <th scope="col">{t('subject')}</th>
            <th scope="col">{t('addressee')}</th>
            <th scope="col">{t('date')}</th>
            <th scope="col">{t('signer')}</th>
            {withState && <th scope="col">{t('state')}</th>}
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
              {withState && (
                <td>
                  <span class="badge">{t(`state_${letter.state}`)}</span>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
