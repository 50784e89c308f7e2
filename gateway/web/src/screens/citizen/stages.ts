// The stages of the public API as three steps that never go back: who has the matter changes, its step does not.
import type { Standing } from './ask';

export type Step = 'received' | 'in_work' | 'finished';
export const STEPS: readonly Step[] = ['received', 'in_work', 'finished'];

const STEP_OF: Record<Standing['stage'], Step> = {
  received: 'received',
  with_section: 'in_work',
  under_consideration: 'in_work',
  letter_sent: 'finished',
  closed: 'finished',
};

export type Place = 'done' | 'now' | 'to_come';

/** Where each step stands. The last one is done when it is reached: nothing comes after it. */
export function placeOf(step: Step, stage: Standing['stage']): Place {
  const reached = STEPS.indexOf(STEP_OF[stage]);
  const at = STEPS.indexOf(step);
  if (at < reached) return 'done';
  if (at > reached) return 'to_come';
  return at === STEPS.length - 1 ? 'done' : 'now';
}

/** The key of the sentence that says where the matter is. */
export function sentenceOf({ stage, level, cancelled }: Pick<Standing, 'stage' | 'level' | 'cancelled'>) {
  if (cancelled) return 'is_cancelled' as const;
  return stage === 'under_consideration' && level ? (`with_${level}` as const) : (`is_${stage}` as const);
}
