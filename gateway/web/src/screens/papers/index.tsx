import { useEffect, useState } from 'preact/hooks';
import { Link, useSearchParams } from 'wouter-preact';
import { actingPost } from '../../api/session';
import { number as count, words } from '../../i18n';
import { onMessage } from '../../live';
import en from './en.json';
import hi from './hi.json';
import './papers.css';
import Pendency from './Pendency';
import { Register } from './Register';
import { Requisitions } from './Requisitions';
import { Rows } from './Rows';
import { Scan } from './Scan';
import { BOXES, type Box, STANDINGS, type Standing, changed } from './views';

const t = words({ hi, en });
const COMPETENT = ['section_officer', 'adm', 'dm'] as const;
const NONE = 'all';

/** Who keeps the directory and does no office work comes for the counts, and sets the offices' days there. */
export default function Papers() {
  const roles = actingPost.value?.roles ?? [];
  const keeps = roles.length > 0 && roles.every((role) => role === 'emd_manager' || role === 'administrator');
  return keeps ? <Pendency /> : <OwnPapers />;
}

/** Scanned in, registered, and what is on this desk's account, on its way, or in the office. */
function OwnPapers() {
  const [parameters, setParameters] = useSearchParams();
  const [registers, setRegisters] = useState(false);
  const [chosen, setChosen] = useState<string[]>([]);
  useEffect(() => onMessage(() => changed()), []);
  const box = BOXES.find((each) => each === parameters.get('box')) ?? 'account';
  const standing = STANDINGS.find((each) => each === parameters.get('show'));
  const office = parameters.get('office');
  const put = (name: string, value: string | null) => {
    const others = [...parameters].filter(([key]) => key !== name);
    setParameters(value ? [...others, [name, value]] : others);
  };
  const wanted = { box, ...(standing ? { standing } : {}), ...(box === 'office' && office ? { office_id: office } : {}) };
  const choose = (next: Box) => setParameters([['box', next]]);
  return (
    <div class="papers">
      <h1>{t('heading')}</h1>
      <Scan />
      <div class="actions no-print">
        <button type="button" class="main" onClick={() => setRegisters(true)}>
          {t('register')}
        </button>
        <Link class="button" href="/paper-files/pendency">
          {t('pendency')}
        </Link>
        <Link class="button" href={`/paper-files/labels?ids=${chosen.join(',')}`}>
          {t('print_labels', { count: count(chosen.length) })}
        </Link>
      </div>
      <Boxes box={box} onChoose={choose} />
      <Standings standing={standing} onChoose={(next) => put('show', next)} />
      <Rows wanted={wanted} chosen={chosen} onChoose={setChosen} />
      <Requisitions />
      {registers && <Register onClose={() => setRegisters(false)} onRegistered={(paper) => setChosen((before) => [...before, paper.id])} />}
    </div>
  );
}

function Boxes({ box, onChoose }: { box: Box; onChoose: (box: Box) => void }) {
  const roles = actingPost.value?.roles ?? [];
  const orders = COMPETENT.some((role) => roles.includes(role));
  return (
    <div class="actions no-print" role="group" aria-label={t('boxes')}>
      {BOXES.filter((each) => each !== 'to_order' || orders).map((each) => (
        <button key={each} type="button" aria-pressed={each === box} class={each === box ? 'main' : ''} onClick={() => onChoose(each)}>
          {t(`box_${each}`)}
        </button>
      ))}
    </div>
  );
}

function Standings({ standing, onChoose }: { standing: Standing | undefined; onChoose: (standing: string | null) => void }) {
  return (
    <label class="paper-standing no-print">
      {t('show')}{' '}
      <select value={standing ?? NONE} onChange={(event) => onChoose(event.currentTarget.value === NONE ? null : event.currentTarget.value)}>
        <option value={NONE}>{t('show_all')}</option>
        {STANDINGS.map((each) => (
          <option key={each} value={each}>
            {t(`show_${each}`)}
          </option>
        ))}
      </select>
    </label>
  );
}
