import { either, moment } from '../i18n';
import type { Act } from './act';
import { nameOf } from './kinds';
import { type KeptDraft, textOf } from './texts';

/** Acts and texts as one reads them, for a file that is handed over. */
export function asText(acts: readonly Act[], drafts: readonly KeptDraft[]): string {
  const parts = [
    ...acts.map((act) => [nameOf(act.kind), act.about, moment(act.occurredAt), act.refusal?.detail, textOf(act)]),
    ...drafts.map((draft) => [nameOf(draft.kind), draft.about, moment(draft.occurredAt), draft.text]),
  ];
  return parts.map((part) => part.filter(Boolean).join('\n')).join(`\n\n${'─'.repeat(40)}\n\n`);
}

/** Hands the person a text file. */
export function download(text: string): void {
  const url = URL.createObjectURL(new Blob(['\ufeff', text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${either('पत्रावली', 'patravali')}-${new Date().toISOString().slice(0, 16).replaceAll(':', '')}.txt`;
  link.click();
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
