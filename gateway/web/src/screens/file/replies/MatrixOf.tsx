import { useState } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import type { Schemas } from '../../../api/client';
import { day, number as count, words } from '../../../i18n';
import { tell } from '../../../parts/notices';
import { Trouble } from '../../../parts/Trouble';
import type { FileView } from '../views';
import { AwaitDialog } from './AwaitDialog';
import en from './en.json';
import hi from './hi.json';
import { Line } from './Line';
import { type Matrix, can, nextReminder, useReplyAct } from './views';

const t = words({ hi, en });

interface Props {
  file: FileView;
  matrix: Matrix;
  /** Of the whole file: a receipt is the reply of one addressee alone. */
  matrices: readonly Matrix[];
}

/** A letter with a line for each addressee, once anything was said of its replies. */
export function MatrixOf({ file, matrix, matrices }: Props) {
  const [awaiting, setAwaiting] = useState(false);
  const heading = `replies-of-${matrix.letter_id}`;
  const isBegun = matrix.rows.some((row) => row.state !== 'not_awaited');
  return (
    <section>
      <h3 id={heading}>
        <Link href={`/letters/${matrix.letter_id}`}>{matrix.letter_number}</Link> <span class="soft">{day(matrix.issue_date)}</span> {matrix.subject}{' '}
        {matrix.unanswered > 0 && <span class="badge warn">{t('unanswered', { count: count(matrix.unanswered) })}</span>}
      </h3>
      <p class="actions no-print">
        {can(file, matrix, 'await_replies') && (
          <button type="button" onClick={() => setAwaiting(true)}>
            {t('act_await')}
          </button>
        )}
        {can(file, matrix, 'draft_reminder') && <Remind file={file} matrix={matrix} />}
      </p>
      {isBegun && (
        <div class="scroll" tabIndex={0} role="region" aria-labelledby={heading}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('addressee')}</th>
                <th scope="col">{t('state')}</th>
                <th scope="col">{t('due_by')}</th>
                <th scope="col">{t('reply')}</th>
              </tr>
            </thead>
            <tbody>
              {matrix.rows.map((row) => (
                <Line key={row.addressee} file={file} matrix={matrix} row={row} matrices={matrices} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Reminders reminders={matrix.reminders ?? []} />
      {awaiting && <AwaitDialog file={file} matrix={matrix} onClose={() => setAwaiting(false)} />}
    </section>
  );
}

/** The next reminder begins as a draft, which is opened. */
function Remind({ file, matrix }: { file: FileView; matrix: Matrix }) {
  const send = useReplyAct(file, matrix);
  const [, go] = useLocation();
  const [trouble, setTrouble] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  async function draft(): Promise<void> {
    if (busy) return;
    setBusy(true);
    setTrouble(null);
    const outcome = await send<Schemas['DraftView']>('draft_reminder', 'reminders', {});
    setBusy(false);
    if (outcome.state === 'refused') setTrouble(outcome.trouble);
    else if (outcome.state === 'queued') tell(t('waits'), 'warn');
    else go(`/drafts/${outcome.view.id}`);
  }
  return (
    <>
      <button type="button" disabled={busy} onClick={() => void draft()}>
        {t('act_remind', { number: count(nextReminder(matrix)) })}
      </button>
      <Trouble error={trouble} />
    </>
  );
}

function Reminders({ reminders }: { reminders: NonNullable<Matrix['reminders']> }) {
  if (reminders.length === 0) return null;
  return (
    <ul class="plain-list" aria-label={t('reminders')}>
      {reminders.map((one) => (
        <li key={one.draft_id}>
          <Link href={one.letter_id ? `/letters/${one.letter_id}` : `/drafts/${one.draft_id}`}>{t('reminder', { number: count(one.number) })}</Link>{' '}
          <span class="soft">
            {one.letter_id ? t('reminder_out', { letter: one.letter_number, day: day(one.issue_date) }) : t('reminder_draft')}
          </span>
        </li>
      ))}
    </ul>
  );
}
