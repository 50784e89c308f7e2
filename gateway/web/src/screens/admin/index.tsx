import { useEffect } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { actingPost } from '../../api/session';
import { language, words } from '../../i18n';
import './admin.css';
import { Calendars } from './calendars/Calendars';
import { Confirmations } from './Confirmations';
import { Deliveries } from './Deliveries';
import en from './en.json';
import { Health } from './Health';
import hi from './hi.json';
import { Offices } from './Offices';
import { Outages } from './outages/Outages';
import { People } from './People';
import { Rules } from './procedure/Rules';
import NotFound from '../notfound';
import NotForPost from '../notfound/NotForPost';

const t = words({ hi, en });
const PARTS = ['offices', 'people', 'calendars', 'outages', 'procedure', 'confirmations', 'deliveries', 'health'] as const;
type Part = (typeof PARTS)[number];
/** What the server shows to administrators only. */
const OPERATING: readonly Part[] = ['deliveries', 'health'];
/** What those who do not keep the directory come here for: a second officer's word. */
const OF_OTHERS: readonly Part[] = ['confirmations'];

/** Keeping offices, people, charges and calendars, and looking at the State's procedure; for administrators also whether everything works. */
export default function Admin({ part, id }: { part?: string; id?: string }) {
  const roles = actingPost.value?.roles ?? [];
  const operates = roles.includes('administrator');
  const keeps = operates || roles.includes('emd_manager');
  const parts = PARTS.filter((each) => (keeps ? operates || !OPERATING.includes(each) : OF_OTHERS.includes(each)));
  const shown = part === undefined ? parts[0] : parts.find((each) => each === part);
  useEffect(() => {
    if (shown) document.title = `${t(shown)} · पत्रावली`;
  }, [shown, language.value]);
  if (!shown) return PARTS.some((each) => each === part) ? <NotForPost screen={t(part as Part)} /> : <NotFound />;
  return (
    <div class="admin">
      <h1>{t(parts.length > 1 ? 'heading' : shown)}</h1>
      {parts.length > 1 && (
        <nav class="parts no-print" aria-label={t('heading')}>
          {parts.map((each) => (
            <Link key={each} href={`/admin/${each}`} aria-current={each === shown ? 'page' : undefined}>
              {t(each)}
            </Link>
          ))}
        </nav>
      )}
      {shown === 'offices' && <Offices id={id} />}
      {shown === 'people' && <People />}
      {shown === 'calendars' && <Calendars id={id} />}
      {shown === 'outages' && <Outages />}
      {shown === 'procedure' && <Rules />}
      {shown === 'confirmations' && <Confirmations />}
      {shown === 'deliveries' && <Deliveries />}
      {shown === 'health' && <Health />}
    </div>
  );
}
