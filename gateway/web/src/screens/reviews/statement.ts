// Which statement is asked for, and how it comes as a document.
import { type Schemas, api, refusalOf, view } from '../../api/client';
import { today } from '../../i18n';

export type Statement = Schemas['StatementView'];
export type Flow = Schemas['FlowView'];
export type Held = Schemas['HeldView'];
export type Kind = Statement['kind'];
export type Form = 'pdf' | 'xlsx';

export const KINDS: readonly Kind[] = ['arrear', 'monthly', 'vip', 'puc', 'call_book'];

export interface Wanted {
  kind: Kind;
  /** A day of the week or month. */
  day: string;
  office: string | null;
  unit: string | null;
}

export function wantedOf(parameters: URLSearchParams): Wanted {
  const kind = KINDS.find((each) => each === parameters.get('kind')) ?? 'arrear';
  const day = parameters.get('day') ?? '';
  const office = parameters.get('office');
  return {
    kind,
    day: /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : today(),
    office,
    unit: office ? parameters.get('unit') : null,
  };
}

/** The same day so many weeks (arrear) or months away; not beyond today. */
export function moved(wanted: Wanted, steps: number): string {
  const [year = 0, month = 1, day = 1] = wanted.day.split('-').map(Number);
  const at =
    wanted.kind === 'arrear' ? new Date(Date.UTC(year, month - 1, day + 7 * steps)) : new Date(Date.UTC(year, month - 1 + steps, 1));
  const found = at.toISOString().slice(0, 10);
  return found > today() ? today() : found;
}

const scope = ({ day, office, unit }: Wanted) => ({
  day,
  ...(office && { office_id: office }),
  ...(unit && { unit_id: unit }),
});

export function statementOf(wanted: Wanted): Promise<Statement> {
  return view(api.GET('/statements/{kind}', { params: { path: { kind: wanted.kind }, query: scope(wanted) } }));
}

/** The statement as a document, made anew. Throws Refusal or Away. */
export async function printedOf(wanted: Wanted, form: Form): Promise<Blob> {
  const made = await view(
    api.POST('/statements/{kind}/print', { params: { path: { kind: wanted.kind } }, body: { ...scope(wanted), form } }),
  );
  const path = { document_id: made.document_id, version: made.version };
  const answer = await api.GET('/documents/{document_id}/versions/{version}/content', { params: { path }, parseAs: 'stream' });
  if (!answer.response.ok) throw refusalOf(answer.response.status, answer.error);
  return answer.response.blob();
}
