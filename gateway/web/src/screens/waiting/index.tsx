import { useState } from 'preact/hooks';
import { deliverNow, pendingActs } from '../../acts';
import { asText, download } from '../../acts/download';
import { nameOf, t } from '../../acts/kinds';
import { Refused, Sure, TextButtons } from '../../acts/Refused';
import { WaitingAct } from '../../acts/WaitingAct';
import { type KeptDraft, forgetDraft, keptDrafts } from '../../acts/texts';
import { moment } from '../../i18n';
import { KeptList } from '../../offline/KeptList';
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
      <KeptList />
    </>
  );
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
