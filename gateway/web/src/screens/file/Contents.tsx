import { day, number as count, words } from '../../i18n';
import en from './en.json';
import hi from './hi.json';
import { rangeOf } from './pages';
import { Flag } from './PaperPage';
import { usePlaces } from './places';
import { anchorOf } from './references';
import type { Paper } from './views';

const t = words({ hi, en });

/** The table of contents of the correspondence side. */
export function Contents({ papers, onPick }: { papers: Paper[]; onPick: () => void }) {
  const { go } = usePlaces();
  return (
    <div class="contents scroll" tabIndex={0} role="region" aria-label={t('contents')}>
      <table>
        <caption class="hidden-text">{t('contents')}</caption>
        <thead>
          <tr>
            <th scope="col" class="count">{t('serial')}</th>
            <th scope="col">{t('paper')}</th>
            <th scope="col" class="count">{t('page_range')}</th>
            <th scope="col">{t('date')}</th>
          </tr>
        </thead>
        <tbody>
          {papers.map((paper) => (
            <tr key={paper.id}>
              <td class="count">{count(paper.serial)}</td>
              <td>
                {paper.from_page === null ? (
                  paper.title
                ) : (
                  <a
                    href={`#${anchorOf('page', paper.from_page)}`}
                    onClick={(event) => {
                      event.preventDefault();
                      onPick();
                      go({ target: 'page', number: paper.from_page ?? 1 });
                    }}
                  >
                    {paper.title}
                  </a>
                )}{' '}
                <span class="soft">{t(`paper_${paper.kind}`)}</span> <Flag paper={paper} />
              </td>
              <td class="count">{rangeOf(paper)}</td>
              <td>{day(paper.added_at)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
