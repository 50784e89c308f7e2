import { useState } from 'preact/hooks';
import { duration, moment, number as count, words } from '../../i18n';
import { levelNames, personName, placeName, postName, signingPost } from '../../parts/office/who';
import { Trouble } from '../../parts/Trouble';
import { Waiting } from '../../parts/Waiting';
import { Clock, stayShares } from './Clock';
import type { Shares } from './shares';
import { Consulted } from './consult/Consulted';
import { Deadlines } from './Deadlines';
import en from './en.json';
import hi from './hi.json';
import { Ledger } from './Ledger';
import { AskContest, ContestLine } from '../../parts/contests/Contest';
import { Stops } from './Stops';
import { type History, historyOf, useLoaded } from './views';

const t = words({ hi, en });
type Step = History['movements'][number];

/** Which desk had the file, and how long: as a trail, as tables, and whether the record of it is whole. */
export function Movement({ fileId }: { fileId: string }) {
  const history = useLoaded(historyOf(fileId));
  if (!history.value) {
    return history.error ? <Trouble error={history.error} again={() => void history.reload()} /> : <Waiting />;
  }
  const { movements, desks, consultations = [], elapsed_seconds } = history.value;
  const stops: History['stops'] | undefined = history.value.stops;
  const deadlines: History['deadlines'] | undefined = history.value.deadlines;
  const contests: History['contests'] | undefined = history.value.contests;
  // What was kept on this PC before the clocks came has none.
  const whole: Shares | undefined = history.value.shares;
  return (
    <>
      <p>{t('whole_time', { time: held(elapsed_seconds), count: count(desks.length) })}</p>
      {whole && <Clock desks={desks} whole={whole} />}
      <ol class="trail">
        {movements.map((step) => (
          <Stop
            key={step.serial}
            step={step}
            fileId={fileId}
            stops={(stops ?? []).filter((each) => each.serial === step.serial)}
            contests={(contests ?? []).filter((each) => each.serial === step.serial)}
            onChange={() => void history.reload()}
            share={elapsed_seconds ? step.held_seconds / elapsed_seconds : 0}
          />
        ))}
      </ol>
      <MovementTable movements={movements} />
      {deadlines && deadlines.length > 0 && <Deadlines deadlines={deadlines} />}
      {consultations.length > 0 && <Consulted consultations={consultations} />}
      <Ledger fileId={fileId} />
    </>
  );
}

interface StopProps {
  fileId: string;
  step: Step;
  stops: NonNullable<History['stops']>;
  contests: NonNullable<History['contests']>;
  share: number;
  onChange: () => void;
}

function Stop({ fileId, step, stops, contests, share, onChange }: StopProps) {
  const shares: Shares | undefined = step.shares;
  const [asking, setAsking] = useState(false);
  return (
    <li class={step.left_at ? '' : 'present'}>
      <strong>{postName(step.to_post)}</strong> <span class="soft">{placeName(step.to_post)}</span>
      <div>
        {t(`moved_${step.kind}`)} · <time dateTime={step.occurred_at}>{moment(step.occurred_at)}</time>
        {step.remarks && <> · “{step.remarks}”</>}
      </div>
      <Passed step={step} />
      <div class="held" hidden={step.kind === 'closed'}>
        <span class="bar-share" style={{ inlineSize: `${Math.max(1, Math.round(share * 100))}%` }} aria-hidden="true" />
        <span>{heldHere(step)}</span>
      </div>
      <Stops stops={stops} />
      {contests.map((contest) => (
        <ContestLine key={contest.id} contest={contest} onChange={onChange} />
      ))}
      {step.allowed_actions?.includes('contest_time') && (
        <button type="button" class="plain" onClick={() => setAsking(true)}>
          {t('contest_time')}
        </button>
      )}
      {asking && (
        <AskContest
          fileId={fileId}
          serial={step.serial}
          about={`${postName(step.to_post)} · ${heldHere(step)}`}
          onClose={() => setAsking(false)}
          onChange={onChange}
        />
      )}
      {step.kind !== 'closed' && shares && <div class="soft">{stayShares(shares)}</div>}
      <div class="soft">
        {step.opened_at
          ? t('opened_by', { name: step.opened_by ? personName(step.opened_by) : '', at: moment(step.opened_at) })
          : t('not_opened')}
      </div>
    </li>
  );
}

/** Levels of the channel beside the two desks. */
function Passed({ step }: { step: Step }) {
  const parts = [
    ['step_jumped', step.jumped],
    ['step_informed', step.informed],
    ['step_vacant', step.vacant],
  ] as const;
  return (
    <>
      {parts.map(([said, levels]) => (levels ?? []).length > 0 && <div key={said}>{t(said, { levels: levelNames(levels) })}</div>)}
    </>
  );
}

function MovementTable({ movements }: { movements: Step[] }) {
  return (
    <details class="card">
      <summary>{t('movement_table')}</summary>
      <div class="scroll" tabIndex={0} role="region" aria-label={t('movement_table')}>
        <table>
          <caption class="hidden-text">{t('movement_table')}</caption>
          <thead>
            <tr>
              <th scope="col" class="count">{t('serial')}</th>
              <th scope="col">{t('from_desk')}</th>
              <th scope="col">{t('to_desk')}</th>
              <th scope="col">{t('what')}</th>
              <th scope="col">{t('by_whom')}</th>
              <th scope="col">{t('arrived')}</th>
              <th scope="col">{t('opened')}</th>
              <th scope="col">{t('left')}</th>
              <th scope="col">{t('held')}</th>
              <th scope="col">{t('remarks')}</th>
            </tr>
          </thead>
          <tbody>
            {movements.map((step) => (
              <tr key={step.serial}>
                <td class="count">{count(step.serial)}</td>
                <td>{step.from_post ? postName(step.from_post) : '—'}</td>
                <td>{postName(step.to_post)}</td>
                <td>{t(`moved_${step.kind}`)}</td>
                <td>
                  {personName(step.by.person)}, {signingPost(step.by)}
                </td>
                <td>
                  {moment(step.occurred_at)}
                  {step.source === 'offline' && <div class="soft">{t('offline_until', { at: moment(step.recorded_at) })}</div>}
                </td>
                <td>{step.opened_at ? moment(step.opened_at) : '—'}</td>
                <td>{step.left_at ? moment(step.left_at) : '—'}</td>
                <td>{held(step.held_seconds)}</td>
                <td>
                  {step.remarks}
                  <Passed step={step} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

function held(seconds: number): string {
  return seconds < 60 ? t('under_a_minute') : duration(seconds);
}

function heldHere({ left_at, held_seconds }: Step): string {
  if (left_at) return t('held_for', { time: held(held_seconds) });
  return held_seconds < 60 ? t('came_now') : t('held_since', { time: duration(held_seconds) });
}
