import { Link } from 'wouter-preact';
import { day, number as count, words } from '../../i18n';
import { Marks, postName } from '../../parts/office/who';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import en from './en.json';
import hi from './hi.json';
import { MOST, type Paper, type Wanted, spelt, titleOf, usePapers } from './views';

const t = words({ hi, en });

/** Paper files, the newest first, with a box each for the labels that are wanted. */
export function Rows({ wanted, chosen, onChoose }: { wanted: Wanted; chosen: string[]; onChoose: (ids: string[]) => void }) {
  const papers = usePapers(wanted);
  if (!papers.value) return papers.error ? <Trouble error={papers.error} again={() => void papers.reload()} /> : <Waiting />;
  if (papers.value.length === 0) return <p class="soft">{t('none')}</p>;
  const toggle = (id: string) => onChoose(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  return (
    <>
      <p class="soft" role="status">
        {papers.value.length >= MOST ? t('newest', { count: count(MOST) }) : t('lines', { count: count(papers.value.length) })}
      </p>
      <div class="scroll" tabIndex={0} role="region" aria-label={t('heading')}>
        <table class="paper-rows">
          <thead>
            <tr>
              <th scope="col" class="no-print">
                {t('label')}
              </th>
              <th scope="col">{t('number')}</th>
              <th scope="col">{t('subject')}</th>
              <th scope="col">{t('where')}</th>
              <th scope="col">{t('state')}</th>
            </tr>
          </thead>
          <tbody>
            {papers.value.map((paper) => (
              <Row key={paper.id} paper={paper} chosen={chosen.includes(paper.id)} onToggle={() => toggle(paper.id)} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Row({ paper, chosen, onToggle }: { paper: Paper; chosen: boolean; onToggle: () => void }) {
  return (
    <tr>
      <td class="no-print">
        <input type="checkbox" checked={chosen} onChange={onToggle} aria-label={t('choose_label', { number: titleOf(paper) })} />
      </td>
      <th scope="row">
        <Link href={`/paper-files/${paper.id}`}>{titleOf(paper)}</Link>
        <div class="soft">{spelt(paper.barcode)}</div>
      </th>
      <td>
        {paper.subject} <Marks of={{ grading: paper.grading, labels: [] }} />
        <div class="soft">{yearsOf(paper)}</div>
      </td>
      <td>
        {postName(paper.account)}
        <div class="soft">{placeOf(paper)}</div>
      </td>
      <td>
        <State paper={paper} />
      </td>
    </tr>
  );
}

export function yearsOf({ from_year, to_year }: Paper): string {
  if (from_year && to_year && from_year !== to_year) return `${from_year}–${to_year}`;
  return String(from_year ?? to_year ?? '');
}

/** Room, almirah and shelf; on the desk where nothing was said. */
export function placeOf({ room, almirah, shelf }: Pick<Paper, 'room' | 'almirah' | 'shelf'>): string {
  const parts = [room, almirah && t('almirah_of', { almirah }), shelf && t('shelf_of', { shelf })].filter(Boolean);
  return parts.join(', ') || t('on_the_desk');
}

/** All that matters of how it stands, the gravest first. */
export function State({ paper }: { paper: Paper }) {
  return (
    <span class="paper-state">
      {paper.loss && <span class="badge urgent">{t(`loss_${knownLoss(paper.loss)}`)}</span>}
      {paper.on_way_to && <span class="badge warn">{t('on_way_to', { post: postName(paper.on_way_to) })}</span>}
      {paper.return_on && (
        <span class={paper.is_overdue ? 'badge urgent' : 'badge warn'}>{t(paper.is_overdue ? 'was_due_back' : 'due_back', { day: day(paper.return_on) })}</span>
      )}
      {paper.closed_at && paper.is_pending && <span class="badge warn">{t('closed_on_paper')}</span>}
      {paper.is_pending && <span class="badge">{t('pending')}</span>}
      {paper.ended_as && <span class="badge good">{t(`ended_${knownEnd(paper.ended_as)}`)}</span>}
    </span>
  );
}

const LOSSES = ['reported', 'ordered', 'reconstructed'] as const;
const ENDS = ['digitised', 'record_room', 'lost'] as const;

/** A newer server's word is told by what it is one of. */
function knownLoss(loss: string): (typeof LOSSES)[number] {
  return LOSSES.find((each) => each === loss) ?? 'reported';
}

function knownEnd(end: string): (typeof ENDS)[number] | 'other' {
  return ENDS.find((each) => each === end) ?? 'other';
}
