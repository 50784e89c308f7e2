import { encode } from 'uqr';
import { useSearchParams } from 'wouter-preact';
import { either, words } from '../../i18n';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import { barsOf } from './code128';
import en from './en.json';
import hi from './hi.json';
import './papers.css';
import { yearsOf } from './Rows';
import { type Paper, spelt, usePaper } from './views';

const t = words({ hi, en });

/** Labels for the covers, two on a sheet: bars for a scanner, a QR code for a phone, digits for a hand. */
export default function Labels() {
  const [parameters] = useSearchParams();
  const ids = (parameters.get('ids') ?? '').split(',').filter(Boolean);
  return (
    <>
      <h1 class="no-print">{t('labels')}</h1>
      <p class="actions no-print">
        <button type="button" class="main" disabled={ids.length === 0} onClick={() => window.print()}>
          {t('print')}
        </button>
      </p>
      {ids.length === 0 && <p class="soft">{t('no_labels')}</p>}
      <div class="labels">
        {ids.map((id) => (
          <OneLabel key={id} id={id} />
        ))}
      </div>
    </>
  );
}

function OneLabel({ id }: { id: string }) {
  const paper = usePaper(id);
  if (!paper.value) return paper.error ? <Trouble error={paper.error} again={() => void paper.reload()} /> : <Waiting />;
  return <Label paper={paper.value} />;
}

/** What is confidential is named by its number only: a cover is seen by everybody who passes. */
export function Label({ paper }: { paper: Paper }) {
  return (
    <article class="label">
      <header>{either(paper.office_hi, paper.office_en)}</header>
      <h2>{paper.number}</h2>
      <p>{[paper.volume > 1 && t('volume_of', { volume: paper.volume }), yearsOf(paper)].filter(Boolean).join(' · ')}</p>
      {paper.grading === 'normal' && <p class="label-subject">{paper.subject}</p>}
      <div class="label-codes">
        <figure>
          <Bars digits={paper.barcode} />
          <figcaption>{spelt(paper.barcode)}</figcaption>
        </figure>
        <Qr text={paper.barcode} />
      </div>
    </article>
  );
}

function Bars({ digits }: { digits: string }) {
  const { path, width } = barsOf(digits);
  return (
    <svg class="bars" viewBox={`0 0 ${width} 1`} preserveAspectRatio="none" role="img" aria-label={t('bars_label', { digits })} shape-rendering="crispEdges">
      <path d={path} />
    </svg>
  );
}

function Qr({ text }: { text: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 2 });
  const dark = data.flatMap((row, y) => row.map((on, x) => (on ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={t('qr_label', { digits: text })} shape-rendering="crispEdges">
      <path d={dark} />
    </svg>
  );
}
