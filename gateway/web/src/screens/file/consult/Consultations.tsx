import { useState } from 'preact/hooks';
import { useAttempt } from '../../../acts/attempt';
import { day, moment, number as count, words } from '../../../i18n';
import { Marked } from '../../../parts/marked/Marked';
import { tell } from '../../../parts/notices';
import { Due, personName, placeName, postName, signingPost } from '../../../parts/office/who';
import { Trouble } from '../../../parts/Trouble';
import { Waiting } from '../../../parts/Waiting';
import type { Seen } from '../../../store/views';
import { may } from '../views';
import { type Consultation, onConsultation } from './consultations';
import en from './en.json';
import hi from './hi.json';
import { Reasoned } from './Reasoned';

const t = words({ hi, en });

/** Whom the file was shown for an opinion, and what came of it. */
export function Consultations({ consultations }: { consultations: Seen<Consultation[]> }) {
  if (!consultations.value) {
    return consultations.error ? (
      <Trouble error={consultations.error} again={() => void consultations.reload()} />
    ) : (
      <Waiting />
    );
  }
  if (consultations.value.length === 0) return <p class="soft">{t('none_asked')}</p>;
  return (
    <ol class="consultations">
      {consultations.value.map((one) => (
        <li key={one.id}>
          <One one={one} />
        </li>
      ))}
    </ol>
  );
}

/** One question with its way and its end. */
export function One({ one }: { one: Consultation }) {
  const attempt = useAttempt();
  const [withdrawing, setWithdrawing] = useState(false);
  const [trouble, setTrouble] = useState<unknown>(null);

  async function remind(): Promise<void> {
    setTrouble(null);
    const body = { custody_number: undefined };
    const outcome = await attempt(
      onConsultation(one, { kind: 'remind_consultation', path: `/consultations/${one.id}/remind`, body }),
    );
    if (outcome.state === 'refused') return setTrouble(outcome.trouble);
    tell(t(outcome.state === 'queued' ? 'waits_for_line' : 'remind_done'), outcome.state === 'queued' ? 'warn' : 'good');
  }

  return (
    <article class="card consultation" aria-labelledby={`consultation-${one.id}`}>
      <h2 id={`consultation-${one.id}`}>{t('question_number', { number: count(one.number), desk: postName(one.holder) })}</h2>
      <p class="file-state">
        <span class={one.state === 'open' ? 'badge warn' : 'badge'}>{t(`state_${one.state}`)}</span>
        {one.state === 'open' ? <Due on={one.due_on} /> : <span class="soft">{t('was_due', { day: day(one.due_on) })}</span>}
        <span class="soft">{placeName(one.holder)}</span>
      </p>
      <p class="as-written question">{one.question}</p>
      <Way one={one} />
      {one.opinion?.paragraphs.map(({ number, text }) => (
        <div key={number} class="paragraph">
          <span class="paragraph-number">({count(number)})</span>
          <div>
            <Marked text={text} />
          </div>
        </div>
      ))}
      {one.reason && (
        <p>
          {t('reason_was')} {one.reason}
        </p>
      )}
      <Trouble error={trouble} />
      {may(one, 'withdraw_consultation') && (
        <div class="actions no-print">
          <button type="button" onClick={() => void remind()}>
            {t('remind')}
          </button>
          <button type="button" onClick={() => setWithdrawing(true)}>
            {t('withdraw_now')}
          </button>
        </div>
      )}
      {withdrawing && <Reasoned one={one} act="withdraw" onClose={() => setWithdrawing(false)} />}
    </article>
  );
}

/** Who asked, at which desks it was, and who ended it when. */
function Way({ one }: { one: Consultation }) {
  return (
    <ul class="way">
      <li>
        {t('asked_by', { name: personName(one.asked_by.person), post: signingPost(one.asked_by), at: moment(one.asked_at) })}
      </li>
      {one.stays.map((stay) => (
        <li key={stay.serial}>
          {stay.from_post && t('came_to', { desk: postName(stay.to_post), at: moment(stay.occurred_at) })}{' '}
          {stay.opened_at
            ? t('opened_by', { name: stay.opened_by ? personName(stay.opened_by) : '', at: moment(stay.opened_at) })
            : t('not_opened', { desk: postName(stay.to_post) })}
          {stay.remarks && <> “{stay.remarks}”</>}
        </li>
      ))}
      {one.reminders.map((reminder) => (
        <li key={reminder.at}>{t('reminded', { at: moment(reminder.at) })}</li>
      ))}
      {one.ended_by && (
        <li>
          {t(`ended_${one.state === 'open' ? 'answered' : one.state}`, {
            name: personName(one.ended_by.person),
            post: signingPost(one.ended_by),
            at: moment(one.ended_at),
          })}
        </li>
      )}
    </ul>
  );
}
