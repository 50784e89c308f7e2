// Which register is asked for, and how it comes as a document.
import { type Schemas, api, refusalOf, view } from '../../api/client';
import { today } from '../../i18n';

export type Register = Schemas['DiaryRegisterView'];
export type Run = Schemas['DiaryRunView'];
export type Form = 'pdf' | 'xlsx';

export interface Wanted {
  year: number;
  /** None is one's own. */
  office: string | null;
}

/** Of an address; this year where it names none that can be. */
export function wantedOf(parameters: URLSearchParams): Wanted {
  const now = Number(today().slice(0, 4));
  const year = Number(parameters.get('year') ?? now);
  return { year: Number.isInteger(year) && year >= 1947 && year <= now ? year : now, office: parameters.get('office') };
}

const asked = ({ year, office }: Wanted) => ({ year, ...(office && { office_id: office }) });

export function registerOf(wanted: Wanted): Promise<Register> {
  return view(api.GET('/diary', { params: { query: asked(wanted) } }));
}

/** The register as a document, made anew. Throws Refusal or Away. */
export async function printedOf(wanted: Wanted, form: Form): Promise<Blob> {
  const made = await view(api.POST('/diary/print', { body: { ...asked(wanted), form } }));
  const path = { document_id: made.document_id, version: made.version };
  const answer = await api.GET('/documents/{document_id}/versions/{version}/content', { params: { path }, parseAs: 'stream' });
  if (!answer.response.ok) throw refusalOf(answer.response.status, answer.error);
  return answer.response.blob();
}
