import { Link } from 'wouter-preact';
import { isUnsaved, pendingActs } from '../acts';
import { keptDrafts } from '../acts/texts';
import { number, words } from '../i18n';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });

/** How much has not been sent, and what was refused; nothing where all has arrived. */
export function Outbox() {
  const refused = pendingActs.value.filter((act) => act.state === 'refused').length;
  const waiting = pendingActs.value.length - refused;
  if (refused + waiting + keptDrafts.value.length === 0) return null;
  return (
    <Link href="/waiting" class="outbox">
      {waiting > 0 && <span class="badge warn">{t('waiting_count', { count: number(waiting) })}</span>}
      {refused > 0 && <span class="badge urgent">{t('refused_count', { count: number(refused) })}</span>}
      {pendingActs.value.some((act) => isUnsaved(act.id)) && <strong class="badge urgent">{t('disk_full')}</strong>}
      {refused + waiting === 0 && <span class="badge">{t('kept_texts')}</span>}
    </Link>
  );
}
