// What the dispatch section works on: letters that were issued, and the register of its office.
import { type Schemas, api, every, view } from '../../api/client';
import { today } from '../../i18n';
import { reloadViews, useView } from '../../store/views';

export type LetterView = Schemas['LetterView'];
export type Line = Schemas['DispatchView'];
export type Mode = Line['mode'];

export const MODES = ['speed_post', 'post', 'by_hand', 'email', 'inter_office'] as const satisfies readonly Mode[];
const PART = 200;
const from = (cursor: string | undefined) => (cursor ? { limit: PART, cursor } : { limit: PART });

/** Issued letters of the office, the longest waiting first. */
export function useWaitingLetters() {
  return useView('letters:issued', async () => {
    const issued = await every((cursor) =>
      view(api.GET('/letters', { params: { query: { state: 'issued', ...from(cursor) } } })),
    );
    return issued
      .filter((letter) => letter.allowed_actions?.includes('dispatch_letter'))
      .sort((one, other) => (one.issued_at ?? '').localeCompare(other.issued_at ?? ''));
  }).value;
}

/** How a letter has gone out so far. */
export function useLinesOf(letterId: string) {
  const query = { letter_id: letterId };
  return useView(`letter:${letterId}:dispatches`, () => view(api.GET('/dispatches', { params: { query } }))).value;
}

/** The register from that day on (ISO 8601, Indian time), newest first; parts are asked for until one is older. */
export function useRegister(since: string) {
  return useView(`dispatches:${since}`, async () => {
    const lines: Line[] = [];
    let cursor: string | undefined;
    do {
      const part = await view(api.GET('/dispatches', { params: { query: from(cursor) } }));
      lines.push(...part.items);
      cursor = part.next ?? undefined;
    } while (cursor && dayOf(lines.at(-1)) >= since);
    return lines.filter((line) => dayOf(line) >= since);
  }).value;
}

export function dayOf(line: Pick<Line, 'dispatched_at'> | undefined): string {
  return line ? today(new Date(line.dispatched_at)) : '';
}

/** After a line was entered. */
export function reloadDispatch(letterId: string): void {
  reloadViews(`letter:${letterId}`);
  reloadViews('letters:');
  reloadViews('dispatches:');
}
