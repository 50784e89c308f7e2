// The letter as the form has it, and as the server takes it.
import type { Schemas } from '../../api/client';
import { today } from '../../i18n';

export type DiariseReceipt = Schemas['DiariseReceipt'];

export interface Letter {
  subject: string;
  senderName: string;
  category: NonNullable<Schemas['Sender']['category']>;
  mobile: string;
  email: string;
  address: string;
  letterNumber: string;
  letterDate: string;
  receivedOn: string;
  mode: NonNullable<DiariseReceipt['mode']>;
  language: NonNullable<DiariseReceipt['language']>;
  grading: NonNullable<DiariseReceipt['grading']>;
  labels: NonNullable<DiariseReceipt['labels']>;
  /** Code of a head of the subject tree; not there in what an earlier release kept. */
  subjectHead?: string;
}

export const CATEGORIES = ['citizen', 'mp', 'mla', 'vip', 'government', 'court', 'organisation', 'other'] as const;
export const MODES = ['by_hand', 'post', 'speed_post', 'email', 'portal', 'fax', 'inter_office'] as const;
export const GRADINGS = ['normal', 'confidential', 'secret', 'top_secret'] as const;
export const LABELS = ['lok_sabha', 'rajya_sabha', 'court', 'vip'] as const;

export function blank(): Letter {
  return {
    subject: '',
    senderName: '',
    category: 'citizen',
    mobile: '',
    email: '',
    address: '',
    letterNumber: '',
    letterDate: '',
    receivedOn: today(),
    mode: 'by_hand',
    language: 'hi',
    grading: 'normal',
    labels: [],
    subjectHead: '',
  };
}

/** The next letter of the same post: what a bundle has in common stays. */
export function following({ category, mode, language, receivedOn }: Letter): Letter {
  return { ...blank(), category, mode, language, receivedOn };
}

/** What DiariseReceipt takes; without a scan the letter is a physical one. */
export function asReceipt(letter: Letter, documentId: string | null): DiariseReceipt {
  const mobile = letter.mobile.replaceAll(/[\s-]/g, '');
  return {
    form: documentId ? 'electronic' : 'physical',
    subject: letter.subject.trim(),
    sender: {
      name: letter.senderName.trim(),
      category: letter.category,
      address: letter.address.trim(),
      mobile: mobile || null,
      email: letter.email.trim() || null,
    },
    letter_number: letter.letterNumber.trim(),
    letter_date: letter.letterDate || null,
    received_on: letter.receivedOn,
    mode: letter.mode,
    language: letter.language,
    grading: letter.grading,
    labels: letter.labels,
    document_id: documentId,
    ...(letter.subjectHead ? { subject_head: letter.subjectHead } : {}),
  };
}

/** The form's field for one that the server refused. */
export const FIELD_OF: Record<string, keyof Letter> = {
  subject: 'subject',
  'sender.name': 'senderName',
  'sender.mobile': 'mobile',
  'sender.email': 'email',
  'sender.address': 'address',
  letter_number: 'letterNumber',
  letter_date: 'letterDate',
  received_on: 'receivedOn',
  subject_head: 'subjectHead',
};
