// Which limit of a case holds, and which have passed.
import type { Case } from '../views';

export type Standing = 'holds' | 'other' | 'besides';
type Limit = Case['limits'][number];

/** The one that holds first, then those besides, then those that may be chosen instead. */
export function standingOf(found: Pick<Case, 'limits' | 'choices'>, now = Date.now()): { limit: Limit; standing: Standing; isOver: boolean }[] {
  const chosen = found.choices.at(-1)?.limit;
  const order: Standing[] = ['holds', 'besides', 'other'];
  return found.limits
    .map((limit) => {
      const standing: Standing = !limit.decides ? 'besides' : limit.code === chosen ? 'holds' : 'other';
      return { limit, standing, isOver: standing !== 'other' && Date.parse(limit.due_at) < now };
    })
    .sort((one, other) => order.indexOf(one.standing) - order.indexOf(other.standing));
}
