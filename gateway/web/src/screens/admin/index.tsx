import { useEffect } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { actingPost } from '../../api/session';
import { language, words } from '../../i18n';
import './admin.css';
import { Deliveries } from './Deliveries';
import en from './en.json';
import { Health } from './Health';
import hi from './hi.json';
import { Offices } from './Offices';
import { People } from './People';

const t = words({ hi, en });
const PARTS = ['offices', 'people', 'deliveries', 'health'] as const;
type Part = (typeof PARTS)[number];
/** What the server shows to administrators only. */
const OPERATING: readonly Part[] = ['deliveries', 'health'];

/** Keeping offices, people and charges; for administrators also whether everything works. */
export default function Admin({ part, id }: { part?: string; id?: string }) {
  const operates = actingPost.value?.roles?.includes('administrator') ?? false;
  const parts = PARTS.filter((each) => operates || !OPERATING.includes(each));
  const shown = parts.find((each) => each === part) ?? 'offices';
  useEffect(() => {
    document.title = `${t(shown)} · पत्रावली`;
  }, [shown, language.value]);
  return (
    <div class="admin">
      <h1>{t('heading')}</h1>
      <nav class="parts no-print" aria-label={t('heading')}>
        {parts.map((each) => (
          <Link key={each} href={`/admin/${each}`} aria-current={each === shown ? 'page' : undefined}>
            {t(each)}
          </Link>
        ))}
      </nav>
      {shown === 'offices' && <Offices id={id} />}
      {shown === 'people' && <People />}
      {shown === 'deliveries' && <Deliveries />}
      {shown === 'health' && <Health />}
    </div>
  );
}
