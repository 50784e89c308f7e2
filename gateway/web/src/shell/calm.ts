// What somebody waits for goes first. On a thin line each answer costs the others their time, so whatever can wait
// (messages, a lease, pictures in full) is asked for while none of the others is under way. What somebody did goes before
// what only brings the screen up to date.

/** Milliseconds without a request in front after which it is calm: what follows from an answer is asked for by then. */
const CALM = 250;
/** Nothing waits longer than this, whatever goes on. */
const LONGEST = 8_000;
/** Answers slower than this (milliseconds) tell of a thin line; the last few count. */
const SLOW = 250;
const COUNTED = 5;
/** An act that gets no answer for so long (milliseconds) holds back nothing more. */
const LONGEST_ACT = 4_000;

let inFront = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
const waiting = new Set<() => void>();
const listeners = new Set<() => void>();
let answered: number[] = [];
let acts = 0;
const behindActs = new Set<() => void>();

/** A request begins that somebody waits for. Returns what ends it. */
export function begin(): () => void {
  inFront += 1;
  clearTimeout(timer);
  timer = undefined;
  for (const listener of listeners) listener();
  let isOver = false;
  return () => {
    if (isOver) return;
    isOver = true;
    inFront -= 1;
    settle();
  };
}

/** When nothing that somebody waits for is under way any more; at once where nothing was for a while. */
export function untilCalm(longest = LONGEST): Promise<void> {
  return inFront === 0 && timer === undefined ? Promise.resolve() : told(waiting, longest);
}

/** Somebody did something that is to be delivered now. Returns what ends it. */
export function beginAct(): () => void {
  acts += 1;
  let isOver = false;
  return () => {
    if (isOver) return;
    isOver = true;
    acts -= 1;
    if (acts === 0) for (const end of [...behindActs]) end();
  };
}

/** When what somebody did has been delivered: until then it has the line to itself. */
export function untilDelivered(longest = LONGEST_ACT): Promise<void> {
  return acts === 0 ? Promise.resolve() : told(behindActs, longest);
}

/** Told when a request begins that somebody waits for. Returns how to stop it. */
export function onFront(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** So many milliseconds lay between a question and the beginning of its answer. */
export function tookTime(milliseconds: number): void {
  answered = [...answered, milliseconds].slice(-COUNTED);
}

/** Whether the line is thin, by its last answers or because its owner says so; unknown lines are taken for thin. */
export function isThin(): boolean {
  if (typeof navigator !== 'undefined' && 'connection' in navigator) {
    const { saveData } = navigator.connection as { saveData?: boolean };
    if (saveData) return true;
  }
  const [middle = Number.POSITIVE_INFINITY] = [...answered].sort((a, b) => a - b).slice(Math.floor(answered.length / 2));
  return middle > SLOW;
}

function settle(): void {
  if (inFront > 0) return;
  timer = setTimeout(() => {
    timer = undefined;
    for (const end of [...waiting]) end();
  }, CALM);
}

/** When the members of that set are called, at the latest after that time (milliseconds). */
function told(those: Set<() => void>, longest: number): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(limit);
      those.delete(end);
      resolve();
    };
    const limit = setTimeout(end, longest);
    those.add(end);
  });
}
