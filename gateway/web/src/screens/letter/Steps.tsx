import type { Schemas } from '../../api/client';
import { moment, words } from '../../i18n';
import { personName, signingPost } from '../../parts/office/who';
import en from './en.json';
import hi from './hi.json';
import type { LetterView } from './views';

const t = words({ hi, en });

const STEPS = ['approved', 'rendered', 'signed', 'issued', 'dispatched'] as const;

/** The way of a letter, with who took each step and when. */
export function Steps({ letter }: { letter: LetterView }) {
  if (letter.state === 'cancelled') return null;
  const reached = STEPS.indexOf(letter.state);
  return (
    <ol class="steps" aria-label={t('steps')}>
      {STEPS.map((step, at) => (
        <li key={step} class={at <= reached ? 'done' : at === reached + 1 ? 'next' : ''} aria-current={at === reached ? 'step' : undefined}>
          <strong>{t(`step_${step}`)}</strong>
          <span class="hidden-text">{t(at <= reached ? 'step_is_done' : 'step_is_open')}</span>
          <span class="soft">{doneBy(step, letter)}</span>
        </li>
      ))}
    </ol>
  );
}

function doneBy(step: (typeof STEPS)[number], letter: LetterView): string {
  if (step === 'approved') return said(letter.approved_by, letter.approved_at);
  if (step === 'signed' && letter.signed_by) return said(letter.signed_by, letter.signed_at);
  if (step === 'issued') return moment(letter.issued_at);
  return '';
}

function said(by: Schemas['SignatureBlock'], at: string | null): string {
  return `${personName(by.person)}, ${signingPost(by)}, ${moment(at)}`;
}
