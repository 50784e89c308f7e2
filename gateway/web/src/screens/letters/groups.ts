// What the acting post can do next with each letter, by what the server allows.
import type { Schemas } from '../../api/client';

type LetterView = Schemas['LetterView'];

export const GROUPS = ['to_sign', 'to_print', 'to_issue', 'with_others'] as const;
export type Group = (typeof GROUPS)[number];

export function groupOf(letter: Pick<LetterView, 'state' | 'allowed_actions'>): Group {
  const can = (act: string) => letter.allowed_actions?.includes(act) ?? false;
  if (can('prepare_signature')) return 'to_sign';
  if (can('issue_letter')) return 'to_issue';
  // Printed once is printed; that it may be printed again asks nothing of anybody.
  return letter.state === 'approved' && can('render_letter') ? 'to_print' : 'with_others';
}

/** The letters of each group, the oldest first. */
export function grouped(letters: LetterView[]): Record<Group, LetterView[]> {
  const parts: Record<Group, LetterView[]> = { to_sign: [], to_print: [], to_issue: [], with_others: [] };
  for (const letter of [...letters].sort((one, other) => one.approved_at.localeCompare(other.approved_at))) {
    parts[groupOf(letter)].push(letter);
  }
  return parts;
}
