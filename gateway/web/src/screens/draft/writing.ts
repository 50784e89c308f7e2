// A draft while it is written: what its form keeps at every keystroke, and what the server takes of it.
import type { Schemas } from '../../api/client';
import { language } from '../../i18n';

export type DraftView = Schemas['DraftView'];
export type Form = DraftView['form'];

export const FORMS = ['letter', 'do_letter', 'office_memorandum', 'order', 'notice', 'endorsement'] as const satisfies readonly Form[];

export interface Addressee {
  name: string;
  address: string;
  email: string;
}

export interface Writing {
  form: Form;
  language: 'hi' | 'en';
  subject: string;
  reference: string;
  addressees: Addressee[];
  /** Paragraphs, with an empty line between two of them. */
  body: string;
  /** One a line. */
  copyTo: string;
  /** Version of the draft that was on screen when the writing began; 0 where it is new. */
  base: number;
  /** False: what the server has was typed before bodies could be marked, and is printed as it was typed. */
  marked?: boolean;
}

export const nobody = (): Addressee => ({ name: '', address: '', email: '' });

export function blank(): Writing {
  return {
    form: 'letter',
    language: language.value,
    subject: '',
    reference: '',
    addressees: [nobody()],
    body: '',
    copyTo: '',
    base: 0,
  };
}

export function writingOf(draft: DraftView): Writing {
  return {
    form: draft.form,
    language: draft.language,
    subject: draft.subject,
    reference: draft.reference,
    addressees: draft.addressees.map(({ name, address, email }) => ({ name, address: address ?? '', email: email ?? '' })),
    body: draft.body.join('\n\n'),
    copyTo: draft.copy_to.join('\n'),
    base: draft.version,
    marked: draft.marked ?? false,
  };
}

/** What the server takes of it: the text, whole. */
export function textOf(writing: Writing) {
  return {
    subject: writing.subject.trim(),
    reference: writing.reference.trim(),
    addressees: addresseesOf(writing).map(({ name, address, email }) => ({
      name: name.trim(),
      address: address.trim(),
      email: email.trim() || null,
    })),
    body: paragraphsOf(writing.body),
    copy_to: linesOf(writing.copyTo),
  };
}

/** Those that are filled in. */
function addresseesOf({ addressees }: Writing): Addressee[] {
  return addressees.filter(({ name, address, email }) => `${name}${address}${email}`.trim() !== '');
}

export function paragraphsOf(body: string): string[] {
  return body
    .split(/\n[ \t]*\n/)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean);
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

/** Whether the text differs from the other; what it is based on does not count. */
export function isSame(one: Writing, other: Writing): boolean {
  return JSON.stringify([one.form, one.language, textOf(one)]) === JSON.stringify([other.form, other.language, textOf(other)]);
}

export type Missing = 'subject' | 'addressees' | 'body';

/** Without these no letter can be written down. */
export function missingIn(writing: Writing): Missing[] {
  const { subject, body } = textOf(writing);
  const named = addresseesOf(writing);
  const missing: Missing[] = [];
  if (!subject) missing.push('subject');
  if (named.length === 0 || named.some(({ name }) => !name.trim())) missing.push('addressees');
  if (body.length === 0) missing.push('body');
  return missing;
}
