// Diary numbers that this PC has taken in advance, so that a letter that comes without a line has its number at once.
//
// They lie in localStorage, which signing out does not empty: a number that stands on a slip is not to be given again. The
// place moves on before the letter is kept: a tab that dies in between leaves a number unused, which the register explains.
import { signal } from '@preact/signals';
import { pendingActs } from '../../acts';
import { type Schemas, api, newId, view } from '../../api/client';
import { session } from '../../api/session';
import { serverNow } from '../../shell/line';

type View = Schemas['DiaryBlockView'];
export type Reserved = NonNullable<Schemas['DiariseReceipt']['reserved']>;

/** What a slip needs of the block stands with it, because there may be no line to ask for it. */
export type Block = Pick<View, 'id' | 'template' | 'first' | 'last' | 'expires_at' | 'office_id' | 'post'> & {
  /** The next number to be given. */
  next: number;
};

interface Kept {
  /** Names this browser to the server, and says nothing about it. */
  pc: string;
  /** By the charge under which they were taken. */
  blocks: Record<string, Block>;
}

export interface Given {
  reserved: Reserved;
  number: string;
  block: Block;
}

const KEY = 'patravali.diary-blocks';
export const SIZE = 20;
const changed = signal(0);

/** The block of the present charge with numbers left; null where there is none. */
export function ownBlock(): Block | null {
  void changed.value;
  const block = read()?.blocks[chargeOf()];
  return block && isOpen(block) ? block : null;
}

export const leftOf = ({ next, last }: Block) => last - next + 1;
export const numberOf = ({ template }: Pick<Block, 'template'>, serial: number) => template.replaceAll('{serial}', String(serial));

/** Takes numbers, or finds again those that this PC has. Throws Refusal or Away. */
export async function take(): Promise<void> {
  const kept = read() ?? { pc: newId(), blocks: {} };
  // On this PC before it is asked for: an answer that is lost is found again under it.
  write(kept);
  const charge = chargeOf();
  const taken = await view(api.POST('/diary/blocks', { body: { pc: kept.pc, size: SIZE } }));
  await alone(() => {
    const now = read() ?? kept;
    const before = now.blocks[charge]?.id === taken.id ? now.blocks[charge].next : taken.first;
    const next = Math.max(before, ...taken.used.map((serial) => serial + 1), ...waitingOf(taken.id).map((serial) => serial + 1));
    const { id, template, first, last, expires_at, office_id, post } = taken;
    write({ ...now, blocks: { ...now.blocks, [charge]: { id, template, first, last, expires_at, office_id, post, next } } });
  });
}

/** The next number, for one letter; null where there is none. */
export function give(): Promise<Given | null> {
  return alone(() => {
    const kept = read();
    const charge = chargeOf();
    const block = kept?.blocks[charge];
    if (!kept || !block || !isOpen(block)) return null;
    const serial = block.next;
    write({ ...kept, blocks: { ...kept.blocks, [charge]: { ...block, next: serial + 1 } } });
    return { reserved: { block_id: block.id, serial, pc: kept.pc }, number: numberOf(block, serial), block };
  });
}

/** The letter was refused, so nothing bears its number: the next one gets it, unless a later one was given meanwhile. */
export function notUsed({ reserved }: Given): Promise<void> {
  return alone(() => {
    const kept = read();
    const found = Object.entries(kept?.blocks ?? {}).find(([, each]) => each.id === reserved.block_id);
    if (!kept || !found || found[1].next !== reserved.serial + 1) return;
    write({ ...kept, blocks: { ...kept.blocks, [found[0]]: { ...found[1], next: reserved.serial } } });
  });
}

/** Whether letters with its numbers still wait here to be told. */
export function isAwaited(block: Block): boolean {
  return waitingOf(block.id).length > 0;
}

/** It is used no more; what is left of it stands in the register with the reason. */
export function forget(block: Block): Promise<void> {
  return alone(() => {
    const kept = read();
    if (!kept) return;
    write({ ...kept, blocks: Object.fromEntries(Object.entries(kept.blocks).filter(([, each]) => each.id !== block.id)) });
  });
}

function waitingOf(block: string): number[] {
  const reserved = pendingActs.value.map((act) => act.body['reserved'] as Reserved | null | undefined);
  return reserved.flatMap((each) => (each?.block_id === block ? [each.serial] : []));
}

function isOpen(block: Block): boolean {
  return block.next <= block.last && serverNow() < Date.parse(block.expires_at);
}

const chargeOf = () => session.value?.chargeId ?? '';

/** One tab at a time, where the browser has locks. */
async function alone<Result>(work: () => Result): Promise<Result> {
  if (typeof navigator === 'undefined' || !navigator.locks) return work();
  return (await navigator.locks.request(KEY, () => work())) as Result;
}

/** Null where the browser keeps nothing for the page, or what is there is none of it. */
function read(): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Partial<Kept> | null;
    return kept && typeof kept.pc === 'string' && kept.blocks ? { pc: kept.pc, blocks: kept.blocks } : null;
  } catch {
    return null;
  }
}

function write(kept: Kept): void {
  localStorage.setItem(KEY, JSON.stringify(kept));
  changed.value += 1;
}
