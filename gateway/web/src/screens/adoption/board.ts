// Which board is asked for, and how it comes as a document or as the district's return.
import { type Schemas, api, refusalOf, view } from '../../api/client';

export type Board = Schemas['AdoptionView'];
export type Figures = Schemas['AdoptionFigures'];
export type Office = Schemas['AdoptionOfficeView'];
export type Saving = Schemas['SavingView'];
export type Factor = Schemas['SavingsFactorView'];
export type Code = Schemas['SetSavingsFactor']['code'];
export type Form = 'pdf' | 'xlsx';

export const CODES: readonly Code[] = [
  'sheets_per_note',
  'sheets_per_copied_page',
  'sheets_per_mailed_page',
  'sheets_per_receipt_copy',
  'rupees_per_sheet',
  'journeys_per_transfer',
  'rupees_per_journey',
  'rupees_per_mailed_letter',
  'days_per_file',
];

export interface Wanted {
  since: string;
  until: string;
  office: string | null;
}

const isDay = (text: string | null): text is string => text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

/** The month until today, unless the address says otherwise. */
export function wantedOf(parameters: URLSearchParams, today: string): Wanted {
  const [since, until] = [parameters.get('since'), parameters.get('until')];
  const last = isDay(until) && until <= today ? until : today;
  const first = isDay(since) && since <= last ? since : `${last.slice(0, 8)}01`;
  return { since: first, until: last, office: parameters.get('office') };
}

/** In whole percent; none where there is nothing to take it of. */
export function share(part: number, of: number): number | null {
  return of > 0 ? Math.round((100 * part) / of) : null;
}

const period = ({ since, until }: Wanted) => ({ since, until });
const scope = (wanted: Wanted) => ({ ...period(wanted), ...(wanted.office && { office_id: wanted.office }) });

export function boardOf(wanted: Wanted): Promise<Board> {
  return view(api.GET('/adoption', { params: { query: scope(wanted) } }));
}

export async function factorsOf(): Promise<Factor[]> {
  return (await view(api.GET('/savings-factors', { params: { query: { limit: 100 } } }))).items;
}

export function state(code: Code, value: string | null, validFrom: string, basis: string): Promise<Factor> {
  return view(api.POST('/savings-factors', { body: { code, value, valid_from: validFrom, basis } }));
}

/** The board as a document, made anew. Throws Refusal or Away. */
export async function printedOf(wanted: Wanted, form: Form): Promise<Blob> {
  const made = await view(api.POST('/adoption/print', { body: { ...scope(wanted), form } }));
  const path = { document_id: made.document_id, version: made.version };
  const answer = await api.GET('/documents/{document_id}/versions/{version}/content', { params: { path }, parseAs: 'stream' });
  if (!answer.response.ok) throw refusalOf(answer.response.status, answer.error);
  return answer.response.blob();
}

/** The return as it came, byte for byte: its hash is of what stands there. */
export async function returnOf(wanted: Wanted): Promise<Blob> {
  const answer = await api.GET('/adoption/return', { params: { query: period(wanted) }, parseAs: 'stream' });
  if (!answer.response.ok) throw refusalOf(answer.response.status, answer.error);
  return answer.response.blob();
}
