import './acts.css';
import { useState } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import { moment } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { tell } from '../parts/notices';
import { type Act, discard, isUnsaved, tryAgain } from '.';
import { asText, download } from './download';
import { nameOf, t } from './kinds';
import { keepAsDraft, placeOf, putBack, textOf } from './texts';

/** A charge that is held no more refuses for good; only the text can be handed over. */
const CHARGE_LOST = ['charge.not_current', 'charge.not_held'];

interface Props {
  act: Act;
  /** The text stands again where it is written; without it the screen of the thing is opened. */
  onEdit?: () => void;
}

/** An act that the server did not take: why, what was written, and what can be done about it. */
export function Refused({ act, onEdit }: Props) {
  const [asking, setAsking] = useState(false);
  const [, go] = useLocation();
  const text = textOf(act);
  const place = placeOf(act);
  const isLost = CHARGE_LOST.includes(act.refusal?.code ?? '');

  async function edit(): Promise<void> {
    const isBack = await putBack(act);
    await discard(act.id);
    if (!isBack) return tell(t('edit_elsewhere'), 'warn');
    if (onEdit) onEdit();
    else if (place) go(place);
  }

  async function keep(): Promise<void> {
    await keepAsDraft(act);
    await discard(act.id);
    tell(t('kept_draft'));
  }

  return (
    <article class="refused-act">
      <p>
        <span class="badge urgent">{t('refused')}</span> <strong>{nameOf(act.kind)}</strong>{' '}
        {place ? <Link href={place}>{act.about}</Link> : act.about}{' '}
        <time class="soft" dateTime={act.occurredAt}>
          {moment(act.occurredAt)}
        </time>
      </p>
      <p role="alert">
        <strong>{act.refusal?.title}</strong> {act.refusal?.detail}
      </p>
      {isLost && <p>{t('charge_lost')}</p>}
      {isUnsaved(act.id) && <p class="error">{t('not_kept')}</p>}
      {text && <Written text={text} />}
      <div class="actions">
        <button type="button" onClick={() => void tryAgain(act.id)}>
          {t('again')}
        </button>
        {act.textKey && place && !isLost && (
          <button type="button" onClick={() => void edit()}>
            {t('edit')}
          </button>
        )}
        {text && <TextButtons text={text} whole={asText([act], [])} />}
        {text && (
          <button type="button" onClick={() => void keep()}>
            {t('keep_draft')}
          </button>
        )}
        <button type="button" class="danger" onClick={() => setAsking(true)}>
          {t('discard')}
        </button>
      </div>
      {asking && <Sure onYes={() => void discard(act.id)} onClose={() => setAsking(false)} />}
    </article>
  );
}

/** Letters that stand without being unfolded. */
const SHORT = 240;

export function Written({ text }: { text: string }) {
  if (text.length <= SHORT) return <p class="written">{text}</p>;
  return (
    <details class="written-text">
      <summary>
        {t('text')}: {text.slice(0, SHORT / 3)}…
      </summary>
      <p class="written">{text}</p>
    </details>
  );
}

/** To hand a text over: through the clipboard, or as a file. */
export function TextButtons({ text, whole }: { text: string; whole: string }) {
  return (
    <>
      <button type="button" onClick={() => void navigator.clipboard.writeText(text).then(() => tell(t('copied')))}>
        {t('copy')}
      </button>
      <button type="button" onClick={() => download(whole)}>
        {t('download')}
      </button>
    </>
  );
}

/** Erasing what somebody wrote is asked for twice. */
export function Sure({ lead, onYes, onClose }: { lead?: string; onYes: () => void; onClose: () => void }) {
  return (
    <Dialog title={t('discard_heading')} onClose={onClose}>
      <p>{lead ?? t('discard_sure')}</p>
      <div class="actions">
        <button type="button" class="main" onClick={onClose}>
          {t('discard_keep')}
        </button>
        <button
          type="button"
          class="danger"
          onClick={() => {
            onClose();
            onYes();
          }}
        >
          {t('discard_yes')}
        </button>
      </div>
    </Dialog>
  );
}
