import { moment, words } from '../../i18n';
import { deadlineName, personName, signingPost } from '../../parts/office/who';
import en from './en.json';
import hi from './hi.json';
import type { History } from './views';

const t = words({ hi, en });

/** How the deadline of the matter came to be what it is. */
export function Deadlines({ deadlines }: { deadlines: NonNullable<History['deadlines']> }) {
  return (
    <section class="card" aria-labelledby="deadlines-heading">
      <h2 id="deadlines-heading">{t('deadline_trail')}</h2>
      <ol>
        {deadlines.map((each) => (
          <li key={each.serial}>
            {each.before
              ? t('deadline_from_to', { before: deadlineName(each.before), after: deadlineName(each.deadline) })
              : t('deadline_first', { after: deadlineName(each.deadline) })}{' '}
            “{each.reason}”{' '}
            <span class="soft">
              {personName(each.by.person)}, {signingPost(each.by)} · {moment(each.at)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
