import { Link } from 'wouter-preact';
import { day, number as count, words } from '../../i18n';
import { postName } from '../../parts/office/who';
import { PageImage } from '../../parts/PageImage';
import { Flag } from './Flags';
import { WayBack } from './Paragraph';
import en from './en.json';
import hi from './hi.json';
import { type FilePage, rangeOf } from './pages';
import { type Backlinks, anchorOf } from './references';
import type { Paper } from './views';

const t = words({ hi, en });

interface Props {
  fileId: string;
  page: FilePage;
  papers: readonly Paper[];
  links: Backlinks;
  magnified: boolean;
  onOpen: (paper: Paper) => void;
  /** None where this desk may not flag papers. */
  onFlag: ((paper: Paper) => void) | undefined;
}

/** One page under its number in the file's series; before the first page of a paper, what the paper is. */
export function PaperPage({ fileId, page, papers, links, magnified, onOpen, onFlag }: Props) {
  const { number, paper } = page;
  return (
    <>
      {page.isFirst && <PaperHead paper={paper} papers={papers} onOpen={onOpen} onFlag={onFlag} />}
      <figure id={anchorOf('page', number)} data-page={number} tabIndex={-1} class="paper-page">
        <figcaption>
          <span class="page-number">{t('page_number', { number: count(number) })}</span>
          <WayBack to={links.get(anchorOf('page', number))} />
        </figcaption>
        {paper.document_id ? (
          <PageImage
            subject={{ kind: 'file', id: fileId }}
            documentId={paper.document_id}
            // What lies in a file without a version has but one.
            version={paper.document_version ?? 1}
            page={page.page}
            magnified={magnified}
            label={t('page_label', { number: count(number), title: paper.title })}
          />
        ) : (
          <p class="page-image on-paper">{t('kept_on_paper')}</p>
        )}
      </figure>
    </>
  );
}

function PaperHead({ paper, papers, onOpen, onFlag }: Pick<Props, 'papers' | 'onOpen' | 'onFlag'> & { paper: Paper }) {
  return (
    <header class="paper-head">
      <h3>
        {count(paper.serial)}. {paper.title} <Flag paper={paper} papers={papers} />
      </h3>
      <p class="soft">
        {t(`paper_${paper.kind}`)} · {t('pages_range', { range: rangeOf(paper) })} ·{' '}
        {t('added_by', { post: postName(paper.added_by.post), day: day(paper.added_at) })}
        {paper.receipt_id && (
          <>
            {' · '}
            <Link href={`/receipts/${paper.receipt_id}`}>{t('open_receipt')}</Link>
          </>
        )}
        {paper.letter_id && (
          <>
            {' · '}
            <Link href={`/letters/${paper.letter_id}`}>{t('open_letter')}</Link>
          </>
        )}
        {paper.document_id && (
          <>
            {' · '}
            <button type="button" class="link" onClick={() => onOpen(paper)}>
              {t('open_document')}
            </button>
          </>
        )}
        {onFlag && (
          <>
            {' · '}
            <button type="button" class="link" onClick={() => onFlag(paper)}>
              {t(paper.flag ? 'flag_change' : 'flag_put')}
              <span class="hidden-text">: {paper.title}</span>
            </button>
          </>
        )}
      </p>
    </header>
  );
}
