import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { type Act, canBeTakenBack, deliverNow, isUnsaved, pendingActs, retract } from '../../acts';
import { asText, download } from '../../acts/download';
import { nameOf, t } from '../../acts/kinds';
import { Refused, Sure, TextButtons, Written } from '../../acts/Refused';
import { type KeptDraft, forgetDraft, keptDrafts, placeOf, putBack, textOf } from '../../acts/texts';
import { session } from '../../api/session';
import { either, moment } from '../../i18n';
import { tell } from '../../parts/notices';
import { online } from '../../shell/line';

/** All that was done here and has not arrived: refused, waiting, and the texts that were kept of it. */
export default function StillToBeSent() {
  const acts = pendingActs.value;
  const refused = acts.filter((act) => act.state === 'refused');
  const waiting = acts.filter((act) => act.state === 'waiting');
  const drafts = keptDrafts.value;
  const stopped = new Set(refused.map((act) => act.queue));
  return (
    <>
      <h1>{t('heading')}</h1>
      {acts.length + drafts.length === 0 && <p>{t('empty')}</p>}
      {acts.length + drafts.length > 0 && (
        <div class="actions">
          {waiting.length > 0 && online.value && (
            <button type="button" onClick={deliverNow}>
              {t('delivery_now')}
            </button>
          )}
          <button type="button" onClick={() => download(asText(acts, drafts))}>
            {t('download_all')}
          </button>
        </div>
      )}
      {refused.length > 0 && <h2>{t('refused_heading')}</h2>}
      {refused.map((act) => (
        <Refused key={act.id} act={act} />
      ))}
      {waiting.length > 0 && <h2>{t('waiting_heading')}</h2>}
      {waiting.map((act) => (
        <WaitingAct key={act.id} act={act} isStopped={stopped.has(act.queue)} />
      ))}
      {drafts.length > 0 && <h2>{t('draft_heading')}</h2>}
      {drafts.length > 0 && <p class="soft">{t('draft_lead')}</p>}
      {drafts.map((draft) => (
        <Draft key={draft.key} draft={draft} />
      ))}
    </>
  );
}

function WaitingAct({ act, isStopped }: { act: Act; isStopped: boolean }) {
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
        </time>
      </p>
      <p class="soft">
        {why(act, isStopped)} {otherCharge(act)}
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

function Draft({ draft }: { draft: KeptDraft }) {
  const [asking, setAsking] = useState(false);
  return (
    <article class="kept-draft">
      <p>
        <strong>{nameOf(draft.kind)}</strong> {draft.about}{' '}
        <time class="soft" dateTime={draft.occurredAt}>
          {moment(draft.occurredAt)}
        </time>
      </p>
      <p class="written">{draft.text}</p>
      <div class="actions">
        <TextButtons text={draft.text} whole={asText([], [draft])} />
        <button type="button" class="danger" onClick={() => setAsking(true)}>
          {t('discard')}
        </button>
      </div>
      {asking && <Sure onYes={() => void forgetDraft(draft.key)} onClose={() => setAsking(false)} />}
    </article>
  );
}
