// What is told in passing, at the edge of the screen: it was sent, it was refused, it can be undone.
import { signal } from '@preact/signals';
import { whenPersonChanges } from '../api/session';

export interface Notice {
  id: number;
  tone: 'good' | 'warn' | 'danger';
  text: string;
}

export const notices = signal<Notice[]>([]);
const STAYS = 6_000;
let last = 0;

/** Shows a sentence and has it read aloud. Refusals stay until they are put away. */
export function tell(text: string, tone: Notice['tone'] = 'good'): void {
  const id = ++last;
  notices.value = [...notices.value.slice(-3), { id, tone, text }];
  if (tone !== 'danger') setTimeout(() => putAway(id), STAYS);
}

export function putAway(id: number): void {
  notices.value = notices.value.filter((notice) => notice.id !== id);
}

// A refusal names a file; it is nobody else's.
whenPersonChanges(() => {
  notices.value = [];
});
