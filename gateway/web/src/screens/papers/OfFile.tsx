import { Link } from 'wouter-preact';
import { words } from '../../i18n';
import { postName } from '../../parts/office/who';
import en from './en.json';
import hi from './hi.json';
import './papers.css';
import { State, placeOf } from './Rows';
import { spelt, titleOf, usePapers } from './views';

const t = words({ hi, en });

/** The paper of an electronic file: who answers for it, and where it is. Nothing where there is none. */
export function PapersOfFile({ fileId }: { fileId: string }) {
  const papers = usePapers({ file_id: fileId }).value ?? [];
  if (papers.length === 0) return null;
  return (
    <section aria-labelledby="papers-of-file">
      <h2 id="papers-of-file">{t('of_this_file')}</h2>
      <ul class="plain-list">
        {papers.map((paper) => (
          <li key={paper.id}>
            <Link href={`/paper-files/${paper.id}`}>{titleOf(paper)}</Link> <span class="soft">{spelt(paper.barcode)}</span> {postName(paper.account)},{' '}
            {placeOf(paper)} <State paper={paper} />
          </li>
        ))}
      </ul>
    </section>
  );
}
