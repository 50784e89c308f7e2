import { day, either, words } from '../../i18n';
import type { Standing } from './ask';
import en from './en.json';
import hi from './hi.json';
import { STEPS, type Step, placeOf, sentenceOf } from './stages';

const t = words({ hi, en });

/** Where the matter stands: one sentence, since when, and the way it goes. */
export function Result({ standing }: { standing: Standing }) {
  return (
    <article class="result">
      <p class="office">{either(standing.office_hi, standing.office_en)}</p>
      <p class="sentence">{t(sentenceOf(standing))}</p>
      <p>{t('since', { day: day(standing.since) })}</p>
      {!standing.cancelled && (
        <ol class="way">
          {STEPS.map((step) => (
            <Way key={step} step={step} standing={standing} />
          ))}
        </ol>
      )}
      <dl>
        <dt>{t('number')}</dt>
        <dd>{standing.diary_number}</dd>
        <dt>{t('received_on')}</dt>
        <dd>{day(standing.received_on)}</dd>
        <dt>{t('seen_on')}</dt>
        <dd>{day(new Date().toISOString())}</dd>
      </dl>
      <button type="button" class="no-print" onClick={() => window.print()}>
        {t('print')}
      </button>
    </article>
  );
}

const SIGN = { done: '✓', now: '●', to_come: '' } as const;

function Way({ step, standing }: { step: Step; standing: Standing }) {
  const place = placeOf(step, standing.stage);
  return (
    <li class={place} aria-current={place === 'now' ? 'step' : undefined}>
      <span class="sign" aria-hidden="true">
        {SIGN[place]}
      </span>
      <span>
        {t(`step_${step}`)} <small>{t(`place_${place}`)}</small>
      </span>
    </li>
  );
}
