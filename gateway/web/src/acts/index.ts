// Everything that changes a file, a receipt or a draft goes through here. An act is written to this PC before anything
// else, then delivered: at once where the line is there, later where it is not, once in either case.
//
// An act does not carry the version that was seen (If-Match): one's own earlier acts, still waiting, raise it. It names
// the custody number of the thing (`onFile`, `onReceipt` put it in) and, where it changes a text, its `base_version`.
import { type ReadonlySignal, computed, signal } from '@preact/signals';
import { Away, type Schemas, newId, refusalOf } from '../api/client';
import { bearer, session } from '../api/session';
import { language } from '../i18n';
import { store } from '../store/db';
import type { Act, NewAct, Outcome } from './act';

export type { Act, NewAct, Outcome, Refused } from './act';

const all = signal<readonly Act[]>([]);

/** All acts that wait or were refused, oldest first. */
export const pendingActs: ReadonlySignal<readonly Act[]> = computed(() => all.value);

/** Those of one file or receipt. */
export function actsOf(queue: string): Act[] {
  return all.value.filter((act) => act.queue === queue);
}

/** Keep the act, deliver it, say what came of it. Rejects only where it could not even be kept. */
export async function perform<View = unknown>(asked: NewAct): Promise<Outcome<View>> {
  const { person, chargeId } = session.value ?? {};
  if (!person) throw new Error('nobody is signed in');
  const id = newId();
  const act: Act = {
    queue: id,
    headers: {},
    textKey: null,
    text: null,
    ...asked,
    id,
    personId: person.id,
    chargeId: chargeId ?? null,
    occurredAt: new Date().toISOString(),
    state: 'waiting',
    refusal: null,
  };
  await (await store()).put('acts', act);
  all.value = [...all.value, act];
  return (await deliver(act)) as Outcome<View>;
}

/** Take back what has not been delivered. False where it is too late. */
export async function retract(id: string): Promise<boolean> {
  if (!all.value.some((act) => act.id === id)) return false;
  await forget(id);
  return true;
}

type FileRef = Pick<Schemas['FileView'], 'id' | 'number' | 'custody_number'>;
type ReceiptRef = Pick<Schemas['ReceiptView'], 'id' | 'diary_number' | 'custody_number'>;
type Rest = Pick<NewAct, 'kind' | 'path'> & Partial<NewAct>;

/** An act at a file that lies on the desk: in the file's queue, held to its custody number. */
export function onFile(file: FileRef, rest: Rest): NewAct {
  const body = { custody_number: file.custody_number, ...rest.body };
  return { method: 'POST', queue: file.id, about: file.number, ...rest, body };
}

/** The same for a receipt. */
export function onReceipt(receipt: ReceiptRef, rest: Rest): NewAct {
  const body = { custody_number: receipt.custody_number, ...rest.body };
  return { method: 'POST', queue: receipt.id, about: receipt.diary_number, ...rest, body };
}

async function forget(id: string): Promise<void> {
  await (await store()).delete('acts', id);
  all.value = all.value.filter((act) => act.id !== id);
}

async function deliver(act: Act): Promise<Outcome> {
  try {
    const response = await fetch(`/api/v1${act.path}`, {
      method: act.method,
      headers: {
        ...act.headers,
        'Content-Type': 'application/json',
        'Accept-Language': language.value,
        'Idempotency-Key': act.id,
        Authorization: `Bearer ${await bearer()}`,
      },
      body: act.method === 'DELETE' ? null : JSON.stringify(act.body),
    });
    const answer: unknown = response.status === 204 ? null : await response.json().catch(() => null);
    if (response.ok) {
      await forget(act.id);
      return { state: 'done', id: act.id, view: answer };
    }
    const refused = refusalOf(response.status, answer);
    if (refused instanceof Away) return { state: 'queued', id: act.id };
    const { status, code, title, detail, fields } = refused;
    const refusal = { status, code, title, detail, fields };
    const kept: Act = { ...act, state: 'refused', refusal };
    await (await store()).put('acts', kept);
    all.value = all.value.map((each) => (each.id === act.id ? kept : each));
    return { state: 'refused', id: act.id, refusal };
  } catch {
    return { state: 'queued', id: act.id };
  }
}
