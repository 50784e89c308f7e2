import { useEffect, useState } from 'preact/hooks';
import { Link, useSearchParams } from 'wouter-preact';
import { useAttempt } from '../../acts/attempt';
import { day, moment, number as count, words } from '../../i18n';
import { useKeys } from '../../keys';
import { onMessage } from '../../live';
import { tell } from '../../parts/notices';
import { PrintedBy } from '../../parts/office/PrintedBy';
import { Due, personName, postName, signingPost } from '../../parts/office/who';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import { DecisionDialog } from './DecisionDialog';
import en from './en.json';
import hi from './hi.json';
import '../../parts/projector.css';
import './meetings.css';
import { Projector } from './Projector';
import { type Decision, type Item, type Meeting, changed, may, useMeeting } from './views';

const t = words({ hi, en });

/** A meeting: its agenda with what was decided, which printed are its minutes. `?projector=1` is for the wall. */
export default function MeetingScreen({ id }: { id: string }) {
  const meeting = useMeeting(id);
  const [parameters, setParameters] = useSearchParams();
  const projector = parameters.get('projector') === '1';
  const toggle = () => setParameters(projector ? {} : { projector: '1' });
  useEffect(() => onMessage(() => changed()), []);
  useEffect(() => {
    document.documentElement.classList.toggle('projector', projector);
    return () => document.documentElement.classList.remove('projector');
  }, [projector]);
  useKeys({ W: { label: t('projector'), run: toggle } });
  if (!meeting.value) return meeting.error ? <Trouble error={meeting.error} again={() => void meeting.reload()} /> : <Waiting />;
  return projector ? <Projector meeting={meeting.value} onLeave={toggle} /> : <Minutes meeting={meeting.value} onWall={toggle} />;
}

function Minutes({ meeting, onWall }: { meeting: Meeting; onWall: () => void }) {
  const attempt = useAttempt();
  const [deciding, setDeciding] = useState<Item | null>(null);
  const [trouble, setTrouble] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  async function confirm(): Promise<void> {
    setBusy(true);
    const act = { kind: 'confirm_meeting_minutes', method: 'POST', path: `/meetings/${meeting.id}/confirm`, queue: meeting.id, about: meeting.number } as const;
    const outcome = await attempt({ ...act, body: {} });
    setBusy(false);
    setTrouble(outcome.state === 'refused' ? outcome.trouble : null);
    if (outcome.state === 'done') tell(t('confirmed_done'));
    changed();
  }
  return (
    <article class="meeting">
      <header>
        <h1>{t('minutes_of', { number: meeting.number })}</h1>
        <p>
          {t('held', { day: day(meeting.held_on), chair: postName(meeting.chair) })}{' '}
          {meeting.state === 'open' && <span class="badge warn">{t('state_open')}</span>}
        </p>
        <PrintedBy />
        <div class="actions no-print">
          <button type="button" class="main" aria-keyshortcuts="W" onClick={onWall}>
            {t('projector')}
          </button>
          {may(meeting, 'confirm_meeting_minutes') && (
            <button type="button" disabled={busy} onClick={() => void confirm()}>
              {t('confirm')}
            </button>
          )}
          <button type="button" onClick={() => window.print()}>
            {t('print')}
          </button>
        </div>
        <Trouble error={trouble} />
      </header>
      <ol class="agenda">
        {meeting.items.map((item) => (
          <li key={item.number}>
            <Matter item={item} />
            {(item.decisions ?? []).map((decision) => (
              <Decided key={decision.number} decision={decision} />
            ))}
            {may(meeting, 'record_meeting_decision') && !item.is_over && !item.is_withheld && (
              <button type="button" class="no-print" onClick={() => setDeciding(item)}>
                {t('decide')}
              </button>
            )}
          </li>
        ))}
      </ol>
      {meeting.confirmed_by && (
        <footer class="signature right">
          <strong>{personName(meeting.confirmed_by.person)}</strong>
          <span>{signingPost(meeting.confirmed_by)}</span>
          <time dateTime={meeting.confirmed_at ?? ''}>{t('confirmed_at', { at: moment(meeting.confirmed_at) })}</time>
        </footer>
      )}
      {deciding && <DecisionDialog meeting={meeting} item={deciding} onClose={() => setDeciding(null)} />}
    </article>
  );
}

function Matter({ item }: { item: Item }) {
  const to = item.kind === 'tl' ? `/time-limits/${item.tl_id}` : `/files/${item.file_id}`;
  return (
    <>
      <h2>
        <Link href={to}>{item.reference}</Link> {item.is_withheld ? t('withheld') : item.title}
      </h2>
      <p class="soft">
        {item.holder && `${postName(item.holder)} · `}
        {item.awaited.length > 0 && `${t('awaited_of', { posts: item.awaited.map(postName).join(', ') })} · `}
        {t('age', { days: count(item.age_days) })} {item.is_over ? t('is_over') : <Due on={item.due_on} />}
      </p>
    </>
  );
}

function Decided({ decision }: { decision: Decision }) {
  return (
    <div class="decided">
      <p class="decision-text">
        <strong>{t('decision_number', { number: count(decision.number) })}</strong> {decision.text}
      </p>
      <p class="soft">{t('recorded_by', { name: personName(decision.recorded_by.person), at: moment(decision.recorded_at) })}</p>
    </div>
  );
}
