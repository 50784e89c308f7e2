import { useEffect, useState } from 'preact/hooks';
import { useSearchParams } from 'wouter-preact';
import { type Schemas, api, view } from '../../api/client';
import { moment, number, words } from '../../i18n';
import { postName, urgencyName } from '../../parts/office/who';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import { useView } from '../../store/views';
import en from './en.json';
import hi from './hi.json';
import '../../parts/projector.css';
import './sitting.css';

const t = words({ hi, en });
const AGAIN = 2_000;
const AGES = ['days_0_3', 'days_4_7', 'days_8_15', 'days_16_30', 'days_31_90', 'days_over_90'] as const;
type View = Schemas['SittingView'];
type Item = Schemas['SittingFileView'];

/** What a visitor may watch on another screen while the officer disposes of files: it follows by itself. */
export default function Sitting() {
  const since = useBeginning();
  const load = () => view(api.GET('/sitting', { params: { query: { since } } }));
  const sitting = useView(`sitting/${since}`, load).value;
  useEffect(() => {
    const follow = () => document.visibilityState === 'visible' && void sitting.reload();
    const timer = setInterval(follow, AGAIN);
    return () => clearInterval(timer);
  }, [since]);
  useEffect(() => {
    document.documentElement.classList.add('projector');
    return () => document.documentElement.classList.remove('projector');
  }, []);
  const { value } = sitting;
  if (!value) return sitting.error ? <Trouble error={sitting.error} again={() => void sitting.reload()} /> : <Waiting />;
  return (
    <div class="sitting">
      <h1>{t('heading', { post: postName(value.post) })}</h1>
      <p class="soft">
        {t('since', { since: moment(value.since), now: moment(value.as_of) })}
        {sitting.stale && ` ${t('stale')}`}
      </p>
      <Figures view={value} />
      <Ages view={value} />
      {value.files.length === 0 && <p>{t('nothing')}</p>}
      <ol aria-label={t('files')}>
        {value.files.map((file) => (
          <Tile key={file.key} file={file} />
        ))}
      </ol>
      {value.more && <p class="soft">{t('more')}</p>}
    </div>
  );
}

/** The moment that the address names; otherwise the sitting begins now, and the address says so from then on. */
function useBeginning(): string {
  const [parameters, setParameters] = useSearchParams();
  const [now] = useState(() => new Date().toISOString());
  const named = parameters.get('since');
  const since = named && !Number.isNaN(Date.parse(named)) ? named : now;
  useEffect(() => {
    if (named !== since) setParameters({ since }, { replace: true });
  }, [named, since]);
  return since;
}

function Figures({ view }: { view: View }) {
  return (
    <dl class="figures" aria-live="polite">
      {(['waiting', 'approved', 'letters', 'sent', 'closed'] as const).map((each) => (
        <div key={each}>
          <dt>{t(`count_${each}`)}</dt>
          <dd>{number(view[each])}</dd>
        </div>
      ))}
    </dl>
  );
}

function Ages({ view }: { view: View }) {
  return (
    <p class="ages-line">
      {AGES.filter((age) => view.buckets[age] > 0).map((age) => (
        <span key={age} class={`badge ${age}`}>
          {t(age)}: {number(view.buckets[age])}
        </span>
      ))}
    </p>
  );
}

function Tile({ file }: { file: Item }) {
  return (
    <li class={`is-${file.state}`}>
      <strong>{file.number ?? t('confidential')}</strong>
      <span>
        {t('age', { days: number(file.age_days) })}
        {file.urgency !== 'routine' && ` · ${urgencyName(file.urgency)}`}
      </span>
      <b>{t(`state_${file.state}`, { to: file.to_post ? postName(file.to_post) : '' })}</b>
    </li>
  );
}
