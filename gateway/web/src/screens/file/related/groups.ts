// The files that belong with one, in the order in which offices ask for them.
import type { Schemas } from '../../../api/client';

export type Other = Schemas['RelatedFileView'];
const ORDER = ['main', 'part', 'volume', 'link', 'reference'] as const;
export type Group = (typeof ORDER)[number] | 'other';

/** By relation; what a newer server knows besides comes last, under a name of its own. */
export function groupsOf(items: readonly Other[]): { relation: Group; others: Other[] }[] {
  const groupOf = (item: Other): Group => ORDER.find((each) => each === item.relation) ?? 'other';
  return [...ORDER, 'other' as const]
    .map((relation) => ({ relation, others: items.filter((item) => groupOf(item) === relation) }))
    .filter(({ others }) => others.length > 0);
}
