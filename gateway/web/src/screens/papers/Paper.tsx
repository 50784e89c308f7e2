import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { either, moment, number as count, words } from '../../i18n';
import { PrintedBy } from '../../parts/office/PrintedBy';
import { Marks, personName, postName } from '../../parts/office/who';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import { ActDialog, ACTS, type Act } from './Dialogs';
import en from './en.json';
import hi from './hi.json';
import './papers.css';
import { State, placeOf, yearsOf } from './Rows';
import { Scan } from './Scan';
import { type Paper as PaperView, type Step, may, spelt, titleOf, usePaper, useSteps } from './views';

const t = words({ hi, en });

/** One paper file: who answers for it, where it is, what can be done, and every hand through which it went. */
export default function Paper({ id }: { id: string }) {
  const seen = usePaper(id);
  const [asked, setAsked] = useState<Act | null>(null);
  if (!seen.value) return seen.error ? <Trouble error={seen.error} again={() => void seen.reload()} /> : <Waiting />;
  const paper = seen.value;
  const offered = ACTS.filter((act) => may(paper, act));
  return (
    <article class="paper">
      <Scan />
      <p class="paper-code">{spelt(paper.barcode)}</p>
      <h1>{t('paper_file', { number: titleOf(paper) })}</h1>
      <p>
        {paper.subject} <Marks of={{ grading: paper.grading, labels: [] }} />
      </p>
      <Particulars paper={paper} />
      <div class="actions no-print">
        {offered.map((act, at) => (
          <button key={act} type="button" class={at === 0 ? 'main' : ''} onClick={() => setAsked(act)}>
            {t(act)}
          </button>
        ))}
        <Link class="button" href={`/paper-files/labels?ids=${paper.id}`}>
          {t('print_label')}
        </Link>
      </div>
      <Steps id={paper.id} />
      {asked && <ActDialog act={asked} paper={paper} onClose={() => setAsked(null)} />}
    </article>
  );
}

function Particulars({ paper }: { paper: PaperView }) {
  return (
    <>
      <p>
        <State paper={paper} /> <PrintedBy />
      </p>
      <dl class="paper-facts">
        <dt>{t('account')}</dt>
        <dd>
          {postName(paper.account)} <span class="soft">{t('since', { at: moment(paper.account_since) })}</span>
        </dd>
        <dt>{t('where')}</dt>
        <dd>{paper.on_way_to ? t('on_way_to', { post: postName(paper.on_way_to) }) : placeOf(paper)}</dd>
        {yearsOf(paper) && (
          <>
            <dt>{t('years')}</dt>
            <dd>{yearsOf(paper)}</dd>
          </>
        )}
        {paper.file_id && (
          <>
            <dt>{t('of_file')}</dt>
            <dd>
              <Link href={`/files/${paper.file_id}`}>{paper.file_number}</Link>
            </dd>
          </>
        )}
        <dt>{t('registered_by')}</dt>
        <dd>
          {personName(paper.registered_by.person)}, {either(paper.office_hi, paper.office_en)} <span class="soft">{moment(paper.registered_at)}</span>
        </dd>
      </dl>
    </>
  );
}

function Steps({ id }: { id: string }) {
  const steps = useSteps(id);
  if (!steps.value) return steps.error ? <Trouble error={steps.error} again={() => void steps.reload()} /> : <Waiting />;
  return (
    <section aria-labelledby="paper-steps">
      <h2 id="paper-steps">{t('steps')}</h2>
      <div class="scroll" tabIndex={0} role="group" aria-labelledby="paper-steps">
        <table class="paper-rows">
          <thead>
            <tr>
              <th scope="col">{t('serial')}</th>
              <th scope="col">{t('step')}</th>
              <th scope="col">{t('account')}</th>
              <th scope="col">{t('by')}</th>
            </tr>
          </thead>
          <tbody>
            {steps.value.map((step) => (
              <tr key={step.serial}>
                <td>{count(step.serial)}</td>
                <th scope="row">
                  {stepName(step)}
                  {step.remarks && <div class="soft">{step.remarks}</div>}
                  {step.kind === 'placed' && <div class="soft">{placeOf({ room: step.room ?? '', almirah: step.almirah ?? '', shelf: step.shelf ?? '' })}</div>}
                </th>
                <td>{postName(step.account)}</td>
                <td>
                  {personName(step.by.person)}, {postName(step.by.post)}
                  <div class="soft">{moment(step.at)}</div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const STEPS = [
  'registered', 'handed_over', 'issued', 'taken_back', 'received', 'placed',
  'digitised', 'closed', 'lost_reported', 'search_ordered', 'found', 'reconstructed',
] as const;

function stepName(step: Step): string {
  const kind = STEPS.find((each) => each === step.kind);
  return t(kind ? `step_${kind}` : 'step_other', { post: step.on_way_to ? postName(step.on_way_to) : '' });
}
