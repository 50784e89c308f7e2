import './acts.css';
import { Link } from 'wouter-preact';
import { session } from '../api/session';
import { either, moment } from '../i18n';
import { tell } from '../parts/notices';
import { type Act, canBeTakenBack, isUnsaved, retract } from '.';
import { asText } from './download';
import { nameOf, t } from './kinds';
import { TextButtons, Written } from './Refused';
import { placeOf, putBack, textOf } from './texts';

interface Props {
  act: Act;
  /** One before it in its queue was refused. */
  isStopped: boolean;
}

/** An act on its way, with what it waits for; taken back as long as it was not sent. */
export function WaitingAct({ act, isStopped }: Props) {
  const place = placeOf(act);
  const text = textOf(act);

  /** First the text, then the act: a crash between the two leaves it twice and never loses it. */
  async function takeBack(): Promise<void> {
    if (text) await putBack(act);
    if (!(await retract(act.id))) tell(t('take_back_late'), 'warn');
  }

  return (
    <article class="waiting-act">
      <p>
        <strong>{nameOf(act.kind)}</strong> {place ? <Link href={place}>{act.about}</Link> : act.about}{' '}
        <time class="soft" dateTime={act.occurredAt}>
          {moment(act.occurredAt)}
        </time>{' '}
        <span class="badge warn">{why(act, isStopped)}</span> <span class="soft">{otherCharge(act)}</span>
      </p>
      {isUnsaved(act.id) && <p class="error">{t('not_kept')}</p>}
      {text && <Written text={text} />}
      <div class="actions">
        {canBeTakenBack(act) && (
          <button type="button" onClick={() => void takeBack()}>
            {t('take_back')}
          </button>
        )}
        {text && <TextButtons text={text} whole={asText([act], [])} />}
      </div>
    </article>
  );
}

function why(act: Act, isStopped: boolean): string {
  if (isStopped) return t('behind');
  if (act.notBefore > Date.now()) return t('held');
  return t(act.sentAt === null ? 'waits' : 'sent');
}

/** Said where it is not the charge that one acts under now. */
function otherCharge(act: Act): string {
  const { charges, posts, chargeId } = session.value ?? { charges: [], posts: [], chargeId: null };
  if (act.chargeId === chargeId) return '';
  const charge = charges.find((each) => each.id === act.chargeId);
  const post = posts.find((each) => each.id === charge?.post_id);
  return post ? t('other_charge', { charge: either(post.designation_hi, post.designation_en) }) : '';
}
