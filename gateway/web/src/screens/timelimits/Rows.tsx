import { Link } from 'wouter-preact';
import { day, either, number as count, words } from '../../i18n';
import { Due, Marks, postName } from '../../parts/office/who';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import en from './en.json';
import hi from './hi.json';
import { type Concern, MOST, type TlLetter, type Wanted, useLetters } from './views';

const t = words({ hi, en });

/** Lines of the register, the newest first. */
export function Rows({ wanted }: { wanted: Wanted }) {
  const letters = useLetters(wanted);
  if (!letters.value) return letters.error ? <Trouble error={letters.error} again={() => void letters.reload()} /> : <Waiting />;
  if (letters.value.length === 0) return <p class="soft">{t('none')}</p>;
  return (
    <>
      <p class="soft" role="status">
        {letters.value.length >= MOST ? t('newest', { count: count(MOST) }) : t('lines', { count: count(letters.value.length) })}
      </p>
      <div class="scroll" tabIndex={0} role="region" aria-label={t('heading')}>
        <table class="tl-rows">
          <thead>
            <tr>
              <th scope="col">{t('tl_number')}</th>
              <th scope="col">{t('matter')}</th>
              <th scope="col">{t('offices')}</th>
              <th scope="col">{t('due')}</th>
            </tr>
          </thead>
          <tbody>
            {letters.value.map((letter) => (
              <Row key={letter.id} letter={letter} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Row({ letter }: { letter: TlLetter }) {
  const missed = Math.max(0, ...letter.concerns.map((concern) => concern.weeks_missed));
  return (
    <tr>
      <th scope="row">
        <Link href={`/time-limits/${letter.id}`}>{letter.number}</Link>
        <div class="soft">{day(letter.entered_on)}</div>
        <div class={letter.age_days > 50 ? 'late' : 'soft'}>{t('age', { days: count(letter.age_days) })}</div>
      </th>
      <td>
        <strong>{letter.matter}</strong> <Marks of={{ grading: letter.grading, labels: [] }} />
        <div class="soft">{[letter.item_number, letter.sender].filter(Boolean).join(' · ')}</div>
      </td>
      <td>
        <ul class="concerned">
          {letter.concerns.map((concern) => (
            <li key={concern.post.post_id}>
              {officeOf(concern)} <Standing concern={concern} open={letter.state === 'open'} />
            </li>
          ))}
        </ul>
        {letter.concerns.length < letter.concerned && (
          <span class="soft">{t('more_offices', { count: count(letter.concerned - letter.concerns.length) })}</span>
        )}
      </td>
      <td>
        {letter.state === 'open' ? <Due on={letter.due_on} /> : <span class="badge good">{t('struck_off_on', { day: day(letter.struck_off_at) })}</span>}
        {letter.extensions > 0 && <div class="soft">{t('extended_times', { count: count(letter.extensions) })}</div>}
        {letter.state === 'open' && missed > 0 && <div class="late">{t('weeks_missed', { count: count(missed) })}</div>}
      </td>
    </tr>
  );
}

export function officeOf({ post }: Concern): string {
  const unit = either(post.unit_hi, post.unit_en);
  return [unit, either(post.office_hi, post.office_en)].filter(Boolean).join(', ') || postName(post);
}

/** How far an office is with its reports. */
export function Standing({ concern, open }: { concern: Concern; open: boolean }) {
  if (concern.is_complete) return <span class="badge good">{t('complete')}</span>;
  if (!open) return null;
  return concern.has_reported ? <span class="badge">{t('reported')}</span> : <span class="badge warn">{t('report_awaited')}</span>;
}
