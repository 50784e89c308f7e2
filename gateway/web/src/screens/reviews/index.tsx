import { Suspense, lazy } from 'preact/compat';
import { useEffect } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { language, words } from '../../i18n';
import { Waiting } from '../../parts/Waiting';
import NotFound from '../notfound';
import { Contests } from './Contests';
import en from './en.json';
import { Forecast } from './Forecast';
import hi from './hi.json';
import './reviews.css';
import { Statements } from './Statements';

const t = words({ hi, en });
const Adoption = lazy(() => import('../adoption'));
const PARTS = ['statements', 'forecast', 'contests', 'adoption'] as const;

/** What a review of the offices below looks at. */
export default function Reviews({ part }: { part?: string }) {
  const shown = part === undefined ? PARTS[0] : PARTS.find((each) => each === part);
  useEffect(() => {
    if (shown) document.title = `${t(shown)} · पत्रावली`;
  }, [shown, language.value]);
  if (!shown) return <NotFound />;
  return (
    <div class="reviews">
      <h1>{t(shown)}</h1>
      <nav class="parts no-print" aria-label={t('heading')}>
        {PARTS.map((each) => (
          <Link key={each} href={`/reviews/${each}`} aria-current={each === shown ? 'page' : undefined}>
            {t(each)}
          </Link>
        ))}
        <Link href="/diary">{t('diary')}</Link>
      </nav>
      {shown === 'statements' && <Statements />}
      {shown === 'forecast' && <Forecast />}
      {shown === 'contests' && <Contests />}
      {shown === 'adoption' && (
        <Suspense fallback={<Waiting />}>
          <Adoption />
        </Suspense>
      )}
    </div>
  );
}
