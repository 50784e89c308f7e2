// The TL register as its screens read it.
import type { NewAct } from '../../acts';
import { type Schemas, api, every, view } from '../../api/client';
import { reloadViews, useView } from '../../store/views';

export type TlLetter = Schemas['TlLetterView'];
export type Concern = Schemas['TlConcernView'];
export type Entry = Schemas['TlEntryView'];
export type Summary = Schemas['TlSummaryView'];
export type Office = Schemas['TlOfficeView'];

const PART = 200;
/** A register is read as far as this; who wants more narrows it down. */
export const MOST = 1000;

export const AGES = [50, 100, 300] as const;
/** What the register can be narrowed to; all of it is what is open. */
export const SIEVES = ['open', 'overdue', 'awaited', 'complete', 'over_50', 'over_100', 'over_300', 'struck_off'] as const;
export type Sieve = (typeof SIEVES)[number];

export function isSieve(text: string | null): text is Sieve {
  return SIEVES.some((sieve) => sieve === text);
}

function queryOf(sieve: Sieve) {
  switch (sieve) {
    case 'overdue':
      return { state: 'open', overdue: true } as const;
    case 'awaited':
      return { state: 'open', awaited: true } as const;
    case 'complete':
      return { state: 'open', complete: true } as const;
    case 'over_50':
      return { state: 'open', older_than: 50 } as const;
    case 'over_100':
      return { state: 'open', older_than: 100 } as const;
    case 'over_300':
      return { state: 'open', older_than: 300 } as const;
    default:
      return { state: sieve } as const;
  }
}

export function useSummary() {
  return useView<Summary>('tl:summary', () => view(api.GET('/tl-letters/summary'))).value;
}

export interface Wanted {
  box: 'register' | 'mine';
  sieve: Sieve;
  /** An office that has to report; none for all. */
  office: string | null;
  /** A file or receipt whose letters are wanted, whoever keeps them. */
  thing: { file_id: string } | { receipt_id: string } | null;
}

export function useLetters({ box, sieve, office, thing }: Wanted) {
  const narrowed = { ...queryOf(sieve), ...(office ? { office_id: office } : {}) };
  const wanted = thing ?? { box, ...narrowed };
  return useView<TlLetter[]>(`tl:list:${JSON.stringify(wanted)}`, () =>
    every(
      (cursor) => view(api.GET('/tl-letters', { params: { query: { ...wanted, limit: PART, ...(cursor ? { cursor } : {}) } } })),
      MOST,
    ),
  ).value;
}

export function useLetter(id: string) {
  return useView<TlLetter>(`tl:one:${id}`, () => view(api.GET('/tl-letters/{tl_id}', { params: { path: { tl_id: id } } }))).value;
}

export function useEntries(id: string) {
  return useView<Entry[]>(`tl:entries:${id}`, () =>
    every((cursor) =>
      view(
        api.GET('/tl-letters/{tl_id}/entries', {
          params: { path: { tl_id: id }, query: { limit: PART, ...(cursor ? { cursor } : {}) } },
        }),
      ),
    ),
  ).value;
}

/** Load again what an act may have altered. */
export function changed(letter?: TlLetter): void {
  reloadViews('tl:');
  if (letter?.item_id) reloadViews(`${letter.item_kind}:${letter.item_id}`);
}

export function may(letter: TlLetter, act: string): boolean {
  return (letter.allowed_actions ?? []).includes(act);
}

/** An act on a line of the register; those on one line go one after the other. */
export function onLetter(letter: TlLetter, act: Pick<NewAct, 'kind' | 'path' | 'body'> & Partial<NewAct>): NewAct {
  return { method: 'POST', queue: letter.id, about: letter.number, ...act };
}
