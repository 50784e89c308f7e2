import { useState } from 'preact/hooks';
import { day, number as count, words } from '../../i18n';
import { Detach } from './Detach';
import en from './en.json';
import { Flag } from './Flags';
import hi from './hi.json';
import { rangeOf } from './pages';
import { usePlaces } from './places';
import { anchorOf } from './references';
import { type FileView, type Paper, may } from './views';

const t = words({ hi, en });

interface Props {
  file: FileView;
  papers: Paper[];
  onPick: () => void;
  /** None where this desk may not flag papers. */
  onFlag: ((paper: Paper) => void) | undefined;
}

/** The table of contents of the correspondence side. */
export function Contents({ file, papers, onPick, onFlag }: Props) {
  const [detached, setDetached] = useState<Paper | null>(null);
  const mayDetach = may(file, 'detach_receipt');
  const { go } = usePlaces();
  return (
    <div class="contents scroll" tabIndex={0} role="region" aria-label={t('contents')}>
      <table>
        <caption class="hidden-text">{t('contents')}</caption>
        <thead>
          <tr>
            <th scope="col" class="count">{t('serial')}</th>
            <th scope="col">{t('paper')}</th>
            <th scope="col">{t('flag')}</th>
            <th scope="col" class="count">{t('page_range')}</th>
            <th scope="col">{t('date')}</th>
            {mayDetach && <th scope="col">{t('acts')}</th>}
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
                <span class="soft">{t(`paper_${paper.kind}`)}</span>
                {paper.merged_from && <div class="soft">{t('merged_paper', { number: paper.merged_from.number })}</div>}
                {paper.detached && (
                  <div class="badge warn">{t('detached_why', { day: day(paper.detached.at), reason: paper.detached.reason })}</div>
                )}
              </td>
              <td>
                <Flag paper={paper} papers={papers} />{' '}
                {onFlag && (
                  <button type="button" class="link" onClick={() => onFlag(paper)}>
                    {t(paper.flag ? 'flag_change' : 'flag_put')}
                    <span class="hidden-text">: {paper.title}</span>
                  </button>
                )}
              </td>
              <td class="count">{rangeOf(paper)}</td>
              <td>{day(paper.added_at)}</td>
              {mayDetach && (
                <td>
                  {paper.kind === 'receipt' && !paper.detached && !paper.merged_from && (
                    <button type="button" class="plain" aria-label={`${t('detach')}: ${paper.title}`} onClick={() => setDetached(paper)}>
                      {t('detach')}
                    </button>
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {detached && <Detach file={file} paper={detached} onClose={() => setDetached(null)} />}
    </div>
  );
}
