import { useEffect, useRef } from 'preact/hooks';
import { Refusal } from '../api/client';
import { type NewAct, perform, retract } from '.';

export type Attempt<View> = { state: 'done'; view: View } | { state: 'queued' } | { state: 'refused'; trouble: Refusal };

/**
 * A form's way to perform what it is asked for. Where the act is refused the form shows it beside what was written, which
 * stands there still, so the act is not kept besides; unless the form is gone by then: the act stays, with the refusal,
 * among what could not be delivered.
 */
export function useAttempt() {
  const isGone = useRef(false);
  useEffect(
    () => () => {
      isGone.current = true;
    },
    [],
  );
  return <View>(asked: NewAct) => attempt<View>(asked, () => !isGone.current);
}

/** The same for who knows whether it is still looked at. */
export async function attempt<View>(asked: NewAct, isSeen: () => boolean): Promise<Attempt<View>> {
  const outcome = await perform<View>(asked);
  if (outcome.state !== 'refused') return outcome;
  if (isSeen()) await retract(outcome.id);
  const { status, code, title, detail, fields } = outcome.refusal;
  return { state: 'refused', trouble: new Refusal(status, code, title, detail, fields, []) };
}
