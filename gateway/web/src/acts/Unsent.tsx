import { Link } from 'wouter-preact';
import { moment } from '../i18n';
import { actsOf } from '.';
import { nameOf, t } from './kinds';
import { Refused } from './Refused';

interface Props {
  /** Of the file or receipt. */
  queue: string;
  /** Kinds that the screen shows elsewhere, beside their text. */
  except?: ReadonlySet<string>;
}

/** What was done to the thing on screen and has not arrived: refused, with what to do about it, or waiting. */
export function Unsent({ queue, except }: Props) {
  const acts = actsOf(queue).filter((act) => !except?.has(act.kind));
  const waiting = acts.filter((act) => act.state === 'waiting' && act.kind !== 'open_file' && act.kind !== 'open_receipt');
  return (
    <>
      {acts
        .filter((act) => act.state === 'refused')
        .map((act) => (
          <Refused key={act.id} act={act} />
        ))}
      {waiting.length > 0 && (
        <p class="notice" role="status">
          <Link href="/waiting">{t('waiting_heading')}</Link>:{' '}
          {waiting.map((act) => `${nameOf(act.kind)} (${moment(act.occurredAt)})`).join(', ')}
        </p>
      )}
    </>
  );
}
