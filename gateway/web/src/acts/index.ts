// Everything that changes a file, a receipt or a draft goes through here. An act is written to this PC before anything
// else, then delivered: at once where the line is there, later where it is not, once in either case.
//
// An act does not carry the version that was seen (If-Match): one's own earlier acts, still waiting, raise it. It names
// the custody number of the thing (`onFile`, `onReceipt` put it in) and, where it changes a text, its `base_version`.
import { type ReadonlySignal, computed, effect, signal } from '@preact/signals';
import { type Schemas, newId } from '../api/client';
import { session, standing } from '../api/session';
import { beginAct } from '../shell/calm';
import { online, serverNow } from '../shell/line';
import { store } from '../store/db';
import { reloadViews } from '../store/views';
import type { Act, Beside, NewAct, Outcome } from './act';
import { Courier } from './courier';
import { send } from './send';
import * as shelf from './shelf';
import { readDrafts } from './texts';

export type { Act, Beside, NewAct, Outcome, Refused } from './act';

/** Who asked is told "queued" after this time (milliseconds) without an answer. */
const PATIENCE = 10_000;

type News =
  | { kind: 'changed'; person: string }
  | { kind: 'kick'; person: string; queue: string }
  | { kind: 'settled'; person: string; act: Act; outcome: Outcome };

const all = signal<readonly Act[]>([]);
const waiters = new Map<string, { queue: string; tell: (outcome: Outcome) => void }>();
const listeners = new Set<(act: Act, outcome: Outcome) => void>();
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('patravali.acts');

/** All acts that wait or were refused, oldest first. */
export const pendingActs: ReadonlySignal<readonly Act[]> = computed(() => all.value);

/** Those of one file or receipt, oldest first. */
export function actsOf(queue: string): Act[] {
  return all.value.filter((act) => act.queue === queue);
}

/** The refused acts whose text was written under that key. */
export function refusedAt(textKey: string): Act[] {
  return all.value.filter((act) => act.textKey === textKey && act.state === 'refused');
}

/** Lies in the memory of this tab only, because the disk is full. */
export const isUnsaved = shelf.isUnsaved;
export const canBeTakenBack = shelf.canBeTakenBack;

/** Keep the act, deliver it, say what came of it. Rejects only where nobody is signed in. */
export async function perform<View = unknown>(
  asked: NewAct,
  /** The act lies on this PC: what says so on the screen may be believed. */
  onKept?: () => void,
  beside?: Beside,
): Promise<Outcome<View>> {
  const over = beginAct();
  try {
    return (await keepAndDeliver(asked, onKept, beside)) as Outcome<View>;
  } finally {
    over();
  }
}

async function keepAndDeliver({ holdFor = 0, ...asked }: NewAct, onKept?: () => void, beside?: Beside): Promise<Outcome> {
  const { person, chargeId } = session.value ?? {};
  if (!person) throw new Error('nobody is signed in');
  const id = newId();
  const asKept: Act = {
    queue: id,
    headers: {},
    textKey: null,
    text: null,
    ...asked,
    id,
    personId: person.id,
    chargeId: chargeId ?? null,
    occurredAt: new Date(serverNow()).toISOString(),
    notBefore: holdFor ? Date.now() + holdFor : 0,
    sentAt: null,
    state: 'waiting',
    refusal: null,
  };
  const act = await shelf.add(asKept, beside);
  onKept?.();
  const isBlocked = actsOf(act.queue).some((before) => before.state === 'refused' || before.notBefore > Date.now());
  await refresh();
  tellTabs({ kind: 'changed', person: person.id });
  if (holdFor || isBlocked || !isReachable()) {
    courier.kick();
    return { state: 'queued', id: act.id };
  }
  const outcome = outcomeOf(act);
  courier.kick(act.queue);
  tellTabs({ kind: 'kick', person: person.id, queue: act.queue });
  return outcome;
}

/** Take back what has not been sent, or was refused. False where it is too late. */
export async function retract(id: string): Promise<boolean> {
  const free = await shelf.takeBack(id);
  await refresh();
  tellTabs({ kind: 'changed', person: session.peek()?.person.id ?? '' });
  courier.kick();
  return free;
}

/** Deliver a refused act again, in its old place; without a wrong claim of time where that was why. */
export async function tryAgain(id: string): Promise<void> {
  const act = all.peek().find((each) => each.id === id);
  if (!act) return;
  await shelf.renewed(id, act.refusal?.code === 'act.bad_time' ? { occurredAt: new Date(serverNow()).toISOString() } : {});
  await refresh();
  courier.kick(act.queue);
}

/** Give up a refused act. Whoever calls it has kept its text, or asked. */
export async function discard(id: string): Promise<void> {
  await shelf.remove(id);
  await refresh();
  tellTabs({ kind: 'changed', person: session.peek()?.person.id ?? '' });
  courier.kick();
}

/** Deliver now whatever can be delivered. */
export function deliverNow(): void {
  courier.wake();
}

/** Told of every act that was delivered or refused, in whichever tab. Returns how to stop it. */
export function onSettled(listener: (act: Act, outcome: Outcome) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
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

const courier = new Courier({
  send,
  exclusively,
  reachable: isReachable,
  settled,
  later: (milliseconds, work) => void setTimeout(work, milliseconds),
  now: Date.now,
});

let turn: Promise<void> = Promise.resolve();

/** One tab at a time, by a lock of the browser; where it has none (an address without TLS) at least one at a time here. */
async function exclusively(work: () => Promise<void>): Promise<void> {
  if (navigator.locks) await navigator.locks.request('patravali.acts', work);
  else await (turn = turn.then(work, work));
}

function isReachable(): boolean {
  return online.peek() && standing.peek() !== 'expired' && session.peek() !== null;
}

function outcomeOf(act: Act): Promise<Outcome> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => tell({ state: 'queued', id: act.id }), PATIENCE);
    const tell = (outcome: Outcome) => {
      clearTimeout(timer);
      waiters.delete(act.id);
      resolve(outcome);
    };
    waiters.set(act.id, { queue: act.queue, tell });
  });
}

function settled(act: Act, outcome: Outcome): void {
  void hear(act, outcome);
  tellTabs({ kind: 'settled', person: act.personId, act, outcome });
}

async function hear(act: Act, outcome: Outcome): Promise<void> {
  await refresh();
  waiters.get(act.id)?.tell(outcome);
  if (outcome.state !== 'done') {
    // What stands behind it waits as well.
    for (const [id, { queue, tell }] of waiters) if (queue === act.queue) tell({ state: 'queued', id });
  }
  if (outcome.state === 'queued') return;
  for (const listener of listeners) listener(act, outcome);
  if (outcome.state === 'done') for (const kind of ['file', 'receipt']) reloadViews(`${kind}:${act.queue}`);
}

let readings = 0;

/** What was read last is shown, whichever reading ends last. */
async function refresh(): Promise<void> {
  const reading = ++readings;
  const read = await shelf.list().catch(() => []);
  if (reading === readings) all.value = read;
}

function tellTabs(news: News): void {
  channel?.postMessage(news);
}

if (channel) {
  channel.onmessage = ({ data }: MessageEvent<News>) => {
    if (data.person !== session.peek()?.person.id) return;
    if (data.kind === 'settled') void hear(data.act, data.outcome);
    else if (data.kind === 'kick') courier.alsoFor(data.queue);
    else void refresh();
  };
}

// On start, when the line or the session comes back, and when somebody else signs in.
let whose: string | undefined;
effect(() => {
  const person = session.value?.person.id;
  const reachable = online.value && standing.value === 'in';
  if (person !== whose) shelf.forgetUnsaved();
  whose = person;
  if (!person) all.value = [];
  else void store().then(start).then(() => reachable && courier.wake(), () => undefined);
});

async function start(): Promise<void> {
  await Promise.all([refresh(), readDrafts()]);
}

if (typeof window !== 'undefined') {
  window.addEventListener('beforeunload', (event) => {
    if (all.peek().some((act) => shelf.isUnsaved(act.id))) event.preventDefault();
  });
}
