import { useEffect, useRef, useState } from 'preact/hooks';
import { actsOf, perform } from '../../../acts';
import { moment, number as count, words } from '../../../i18n';
import { type Keymap, useKeys } from '../../../keys';
import { Due, personName, signingPost } from '../../../parts/office/who';
import { type FileView, may } from '../views';
import { type Consultation, onConsultation } from './consultations';
import en from './en.json';
import hi from './hi.json';
import { OPINION, OpinionWriter } from './OpinionWriter';
import { PassOnDialog } from './PassOnDialog';
import { Reasoned } from './Reasoned';

const t = words({ hi, en });

interface Props {
  file: FileView;
  one: Consultation;
  /** What is shown was not fetched just now. */
  stale: boolean;
}

/** The question that this desk has to answer, with all that it may do about it. */
export function Asked({ file, one, stale }: Props) {
  const [doing, setDoing] = useState<'return' | 'pass_on' | null>(null);
  useOpening(one, stale);
  const [giving, setGiving] = useState(false);
  const isQueued = actsOf(one.file_id).some((act) => act.kind === 'answer_consultation' && act.path.includes(one.id));
  const waits = isQueued && !giving;
  const write = () => document.querySelector<HTMLElement>(`#${OPINION} textarea`)?.focus();
  const keys: Keymap = waits ? {} : { A: { label: t('write_opinion'), run: write } };
  if (may(one, 'pass_on_consultation')) keys['M'] = { label: t('pass_on'), run: () => setDoing('pass_on') };
  if (may(one, 'return_consultation')) keys['R'] = { label: t('return_now'), run: () => setDoing('return') };
  useKeys(keys);
  const last = one.stays.at(-1);
  return (
    <section class="note asked" aria-labelledby="asked-heading">
      <h2 id="asked-heading">{t('asked_of_you', { number: count(one.number) })}</h2>
      <p class="file-state">
        <span>
          {personName(one.asked_by.person)}, {signingPost(one.asked_by)} · {moment(one.asked_at)}
        </span>
        <Due on={one.due_on} />
      </p>
      <p class="as-written question">{one.question}</p>
      {last?.from_post && last.remarks && (
        <p class="soft">
          {signingPost(last.by)}: “{last.remarks}”
        </p>
      )}
      {one.reminders.length > 0 && <p class="badge urgent">{t('reminded', { at: moment(one.reminders.at(-1)?.at) })}</p>}
      {waits ? <p class="soft">{t('opinion_on_its_way')}</p> : <OpinionWriter one={one} busy={giving} onBusy={setGiving} />}
      <div class="actions">
        {may(one, 'pass_on_consultation') && (
          <button type="button" aria-keyshortcuts="M" onClick={() => setDoing('pass_on')}>
            {t('pass_on')}
          </button>
        )}
        {may(one, 'return_consultation') && (
          <button type="button" aria-keyshortcuts="R" onClick={() => setDoing('return')}>
            {t('return_now')}
          </button>
        )}
      </div>
      {doing === 'return' && <Reasoned one={one} act="return" onClose={() => setDoing(null)} />}
      {doing === 'pass_on' && <PassOnDialog file={file} one={one} onClose={() => setDoing(null)} />}
    </section>
  );
}

/** Whoever looks at a question that came to the own desk has opened it. */
function useOpening(one: Consultation, stale: boolean): void {
  const asked = useRef('');
  useEffect(() => {
    const stay = `${one.id} ${one.custody_number}`;
    if (stale || one.opened_at || !may(one, 'open_consultation') || asked.current === stay) return;
    asked.current = stay;
    void perform(onConsultation(one, { kind: 'open_consultation', path: `/consultations/${one.id}/open` }));
  }, [one, stale]);
}
