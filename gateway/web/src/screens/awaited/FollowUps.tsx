import { Suspense, lazy } from 'preact/compat';
import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { useAttempt } from '../../acts/attempt';
import { day, number as count, words } from '../../i18n';
import { tell } from '../../parts/notices';
import { Marks, postName } from '../../parts/office/who';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import { reloadViews } from '../../store/views';
import en from './en.json';
import hi from './hi.json';
import { type FollowUp, useFollowUps } from './views';

const t = words({ hi, en });
const Change = lazy(() => import('../file/FollowUp'));

/** What this desk wants to be reminded of, the earliest day first. */
export function FollowUps() {
  const seen = useFollowUps();
  if (!seen.value) return seen.error ? <Trouble error={seen.error} again={() => void seen.reload()} /> : <Waiting />;
  return (
    <section>
      <h2 id="follow-ups">
        {t('follow_ups')} ({count(seen.value.length)})
      </h2>
      {seen.value.length === 0 ? (
        <p class="soft">{t('none_follow_ups')}</p>
      ) : (
        <div class="scroll" tabIndex={0} role="region" aria-labelledby="follow-ups">
          <table>
            <thead>
              <tr>
                <th scope="col">{t('remind_on')}</th>
                <th scope="col">{t('file')}</th>
                <th scope="col">{t('remember')}</th>
                <th scope="col">{t('where')}</th>
              </tr>
            </thead>
            <tbody>
              {seen.value.map((one) => (
                <Line key={one.id} one={one} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Line({ one }: { one: FollowUp }) {
  return (
    <tr>
      <td>
        <span class={one.is_due ? 'badge urgent' : 'badge'}>{day(one.due_on)}</span>
      </td>
      <td>
        <Link href={`/files/${one.file_id}`}>{one.file_number}</Link> <Marks of={{ grading: one.grading, labels: [] }} />
        <div class="soft">{one.subject}</div>
      </td>
      <td>
        {one.word}
        <End one={one} />
      </td>
      <td>{one.file_state === 'closed' ? t('closed') : one.is_here ? t('here') : postName(one.holder)}</td>
    </tr>
  );
}

function End({ one }: { one: FollowUp }) {
  const attempt = useAttempt();
  const [trouble, setTrouble] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [changing, setChanging] = useState(false);
  async function end(outcome: 'done' | 'cancelled'): Promise<void> {
    if (busy) return;
    setBusy(true);
    setTrouble(null);
    const path = `/follow-ups/${one.id}/end`;
    const ended = await attempt({ kind: 'end_follow_up', method: 'POST', queue: one.id, about: one.file_number, path, body: { outcome } });
    setBusy(false);
    if (ended.state === 'refused') return setTrouble(ended.trouble);
    reloadViews('awaited:');
    reloadViews('desk:counts');
    if (ended.state === 'queued') tell(t('waits'), 'warn');
    else tell(t(`ended_${outcome}`));
  }
  return (
    <>
      <p class="actions no-print">
        {one.file_state === 'open' && (
          <button type="button" class="plain" disabled={busy} aria-label={`${t('act_change')}: ${one.file_number}`} onClick={() => setChanging(true)}>
            {t('act_change')}
          </button>
        )}
        <button type="button" disabled={busy} aria-label={`${t('act_done')}: ${one.file_number}`} onClick={() => void end('done')}>
          {t('act_done')}
        </button>
        <button type="button" class="plain" disabled={busy} aria-label={`${t('act_cancel')}: ${one.file_number}`} onClick={() => void end('cancelled')}>
          {t('act_cancel')}
        </button>
      </p>
      <Trouble error={trouble} />
      {changing && (
        <Suspense fallback={null}>
          <Change
            file={{ id: one.file_id, number: one.file_number, subject: one.subject }}
            dueOn={one.due_on}
            word={one.word}
            onClose={() => setChanging(false)}
          />
        </Suspense>
      )}
    </>
  );
}
