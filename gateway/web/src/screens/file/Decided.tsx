import { day, moment, number as count, words } from '../../i18n';
import { personName, postName, signingPost } from '../../parts/office/who';
import en from './en.json';
import hi from './hi.json';
import { Said } from './Paragraph';
import type { Decision } from './views';

const t = words({ hi, en });

/** What the chair of a meeting decided about this file: no note, and no paragraph number. */
export function Decided({ one }: { one: Decision }) {
  const heading = `decision-${one.meeting_id}-${one.number}`;
  return (
    <article class="note opinion" id={heading} tabIndex={-1} aria-labelledby={`${heading}-title`}>
      <h3 id={`${heading}-title`}>
        {t('decision_of', { number: count(one.number), meeting: one.meeting_number, day: day(one.held_on) })}
      </h3>
      <p class="soft">
        {t('decision_chair', { chair: postName(one.chair) })}{' '}
        {one.confirmed_by ? (
          <span class="badge good">{t('decision_confirmed', { name: personName(one.confirmed_by.person), at: moment(one.confirmed_at) })}</span>
        ) : (
          <span class="badge warn">{t('decision_open')}</span>
        )}
      </p>
      <Said text={one.text} />
      <footer class="signature left">
        <span>{t('decision_recorded')}</span>
        <strong>{personName(one.recorded_by.person)}</strong>
        <span>{signingPost(one.recorded_by)}</span>
        <time dateTime={one.recorded_at}>{moment(one.recorded_at)}</time>
      </footer>
    </article>
  );
}
