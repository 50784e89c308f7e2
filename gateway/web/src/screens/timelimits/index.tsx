import { useEffect } from 'preact/hooks';
import { Link, useSearchParams } from 'wouter-preact';
import { day, number as count, words } from '../../i18n';
import { onMessage } from '../../live';
import { PrintedBy } from '../../parts/office/PrintedBy';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import en from './en.json';
import hi from './hi.json';
import { Offices } from './Offices';
import { Rows } from './Rows';
import './timelimits.css';
import { SIEVES, type Sieve, type Summary, type Wanted, changed, isSieve, useSummary } from './views';

const t = words({ hi, en });

/** TL letters: those that this desk has to report on, and the register for who keeps or oversees it. */
export default function TimeLimits() {
  const [parameters, setParameters] = useSearchParams();
  const summary = useSummary();
  useEffect(() => onMessage(() => changed()), []);
  const put = (name: string, value: string | null) => {
    const others = [...parameters].filter(([key]) => key !== name);
    setParameters(value ? [...others, [name, value]] : others);
  };
  if (!summary.value) return summary.error ? <Trouble error={summary.error} again={() => void summary.reload()} /> : <Waiting />;
  const wanted = wantedBy(parameters, summary.value);
  return (
    <div class="time-limits">
      <h1>{t('heading')}</h1>
      {wanted.thing ? <p class="notice">{t('of_one_thing')}</p> : <Narrowing summary={summary.value} wanted={wanted} put={put} />}
      <p class="print-only">
        <PrintedBy />
      </p>
      <Rows wanted={wanted} />
    </div>
  );
}

/** What the address asks for. Who keeps the register begins there, everybody else with what has to be reported on. */
function wantedBy(parameters: URLSearchParams, summary: Summary): Wanted {
  const sieve = parameters.get('show');
  const box = parameters.get('box') ?? (summary.keeps_register ? 'register' : 'mine');
  const [file, receipt] = [parameters.get('file'), parameters.get('receipt')];
  return {
    box: box === 'register' && summary.register_open !== null ? 'register' : 'mine',
    sieve: isSieve(sieve) ? sieve : 'open',
    office: parameters.get('office'),
    thing: file ? { file_id: file } : receipt ? { receipt_id: receipt } : null,
  };
}

interface Props {
  summary: Summary;
  wanted: Wanted;
  put: (name: string, value: string | null) => void;
}

function Narrowing({ summary, wanted, put }: Props) {
  const isRegister = wanted.box === 'register';
  return (
    <>
      {summary.register_open !== null && (
        <div class="actions no-print" role="group" aria-label={t('parts')}>
          <button type="button" aria-pressed={!isRegister} class={isRegister ? '' : 'main'} onClick={() => put('box', 'mine')}>
            {t('mine')} ({count(summary.mine_open)})
          </button>
          <Link class="button" href="/meetings">
            {t('meetings')}
          </Link>
          <button type="button" aria-pressed={isRegister} class={isRegister ? 'main' : ''} onClick={() => put('box', 'register')}>
            {t('register')} ({count(summary.register_open)})
          </button>
        </div>
      )}
      <p>
        {isRegister
          ? t('register_lead', { overdue: count(summary.register_overdue ?? 0), done: count(summary.to_strike_off ?? 0) })
          : t('mine_lead', {
              awaited: count(summary.mine_awaited),
              day: day(summary.week_ends_on),
              overdue: count(summary.mine_overdue),
            })}
      </p>
      {isRegister && <Offices offices={summary.offices ?? []} chosen={wanted.office} onChoose={(office) => put('office', office)} />}
      <div class="actions no-print" role="group" aria-label={t('show')}>
        {SIEVES.map((sieve: Sieve) => (
          <button key={sieve} type="button" aria-pressed={sieve === wanted.sieve} class={sieve === wanted.sieve ? 'main' : ''} onClick={() => put('show', sieve)}>
            {t(`show_${sieve}`)}
          </button>
        ))}
        <button type="button" onClick={() => window.print()}>
          {t('print')}
        </button>
      </div>
    </>
  );
}
