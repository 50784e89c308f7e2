import { Refusal } from '../api/client';
import { type NewAct, perform, retract } from '.';

export type Attempt<View> = { state: 'done'; view: View } | { state: 'queued' } | { state: 'refused'; trouble: Refusal };

/**
 * Performs an act that a form asked for. Where it is refused the form shows it beside what was written, which stands there
 * still, so the act is not kept besides.
 */
export async function attempt<View>(asked: NewAct): Promise<Attempt<View>> {
  const outcome = await perform<View>(asked);
  if (outcome.state !== 'refused') return outcome;
  await retract(outcome.id);
  const { status, code, title, detail, fields } = outcome.refusal;
  return { state: 'refused', trouble: new Refusal(status, code, title, detail, fields, []) };
}
