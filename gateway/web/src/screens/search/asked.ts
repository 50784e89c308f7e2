// What is searched for, as the address has it, so that going back shows the same results.
import type { paths } from '../../api/schema';
import { LABELS } from '../../parts/office/who';

export type Query = NonNullable<paths['/search']['get']['parameters']['query']>;

export const KINDS = ['file', 'receipt', 'letter'] as const;
export const STATES = ['open', 'closed'] as const;

export interface Asked {
  text: string;
  kind: string;
  office: string;
  section: string;
  year: string;
  state: string;
  label: string;
  /** Code of a head of the subject tree; with what stands below it. */
  subject: string;
}

export const NOTHING: Asked = { text: '', kind: '', office: '', section: '', year: '', state: '', label: '', subject: '' };
const NAMES: Record<keyof Asked, string> = {
  text: 'q',
  kind: 'kind',
  office: 'office',
  section: 'section',
  year: 'year',
  state: 'state',
  label: 'label',
  subject: 'subject',
};

export function askedOf(address: string): Asked {
  const given = new URLSearchParams(address);
  const asked = { ...NOTHING };
  for (const name of Object.keys(NAMES) as (keyof Asked)[]) asked[name] = given.get(NAMES[name]) ?? '';
  return asked;
}

export function addressOf(asked: Asked): string {
  const given = new URLSearchParams();
  for (const name of Object.keys(NAMES) as (keyof Asked)[]) if (asked[name]) given.set(NAMES[name], asked[name]);
  const query = given.toString();
  return query ? `/search?${query}` : '/search';
}

/** As the API takes it; what an address made by hand holds besides is left out. */
export function queryOf(asked: Asked, cursor?: string): Query {
  const kind = KINDS.find((each) => each === asked.kind);
  const state = STATES.find((each) => each === asked.state);
  const label = LABELS.find((each) => each === asked.label);
  const year = /^(19|20|21)\d\d$/.test(asked.year) ? Number(asked.year) : undefined;
  const text = asked.text.trim().slice(0, 200);
  const subject_head = /^[a-z][a-z0-9_]{0,63}$/.test(asked.subject) ? asked.subject : undefined;
  return {
    ...((text || !subject_head) && { text }),
    ...(subject_head && { subject_head }),
    ...(kind && { kind }),
    ...(state && { state }),
    ...(label && { label }),
    ...(year && { year }),
    ...(asked.office && { office_id: asked.office }),
    ...(asked.section && { unit_id: asked.section }),
    ...(cursor && { cursor }),
  };
}

/** Whether it says what to look for: words, or a head of the subject tree alone. */
export function isAsking({ text, subject }: Asked): boolean {
  return isAnything(text) || (text.trim() === '' && subject !== '');
}

/** Whether there is a letter or a digit to look for. */
export function isAnything(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
