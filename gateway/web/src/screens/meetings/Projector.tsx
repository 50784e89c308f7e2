import { useState } from 'preact/hooks';
import { day, number as count, words } from '../../i18n';
import { useKeys } from '../../keys';
import { postName } from '../../parts/office/who';
import { DecisionDialog } from './DecisionDialog';
import en from './en.json';
import hi from './hi.json';
import { type Meeting, may } from './views';

const t = words({ hi, en });

/** One matter after the other, in letters that are read from the back of the room; the keyboard turns the pages. */
export function Projector({ meeting, onLeave }: { meeting: Meeting; onLeave: () => void }) {
  const [at, setAt] = useState(0);
  const [deciding, setDeciding] = useState(false);
  const last = meeting.items.length - 1;
  const item = meeting.items[at];
  const go = (to: number) => setAt(Math.max(0, Math.min(last, to)));
  const mayDecide = may(meeting, 'record_meeting_decision') && item !== undefined && !item.is_over && !item.is_withheld;
  useKeys({
    ArrowRight: { label: t('next'), run: () => go(at + 1) },
    ArrowLeft: { label: t('previous'), run: () => go(at - 1) },
    Home: { label: t('first'), run: () => go(0) },
    End: { label: t('last'), run: () => go(last) },
    ...(mayDecide ? { D: { label: t('decide'), run: () => setDeciding(true) } } : {}),
  });
  if (!item) return null;
  return (
    <section class="on-the-wall" aria-label={t('projector')}>
      <p class="wall-head">
        {t('wall_head', { number: meeting.number, day: day(meeting.held_on), at: count(at + 1), of: count(last + 1) })}
      </p>
      <h1>
        <span class="wall-number">{item.reference}</span>
        {item.is_withheld ? t('withheld') : item.title}
      </h1>
      <p class={item.is_overdue ? 'wall-due late' : 'wall-due'}>
        {item.is_over ? t('is_over') : item.due_on && t(item.is_overdue ? 'wall_overdue' : 'wall_due', { day: day(item.due_on), days: count(item.age_days) })}
      </p>
      {item.holder && <p>{t('lies_with', { post: postName(item.holder) })}</p>}
      {item.awaited.length > 0 && <p>{t('awaited_of', { posts: item.awaited.map(postName).join(', ') })}</p>}
      <div aria-live="polite">
        {(item.decisions ?? []).map((decision) => (
          <p key={decision.number} class="wall-decision">
            {t('decision_number', { number: count(decision.number) })} {decision.text}
          </p>
        ))}
      </div>
      <div class="actions no-print">
        <button type="button" disabled={at === 0} aria-keyshortcuts="ArrowLeft" onClick={() => go(at - 1)}>
          {t('previous')}
        </button>
        <button type="button" disabled={at === last} aria-keyshortcuts="ArrowRight" onClick={() => go(at + 1)}>
          {t('next')}
        </button>
        {mayDecide && (
          <button type="button" class="main" aria-keyshortcuts="D" onClick={() => setDeciding(true)}>
            {t('decide')}
          </button>
        )}
        <button type="button" aria-keyshortcuts="W" onClick={onLeave}>
          {t('leave_wall')}
        </button>
      </div>
      {deciding && <DecisionDialog meeting={meeting} item={item} onClose={() => setDeciding(false)} />}
    </section>
  );
}
