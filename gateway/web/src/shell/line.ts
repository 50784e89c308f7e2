// Whether the server can be reached. The browser knows whether a cable is in; whether anybody answers at its other end
// is known from the requests, and from asking quietly while none has been answered.
import { signal } from '@preact/signals';
import { begin, tookTime } from './calm';

/** Every other part may read it; only this one writes it. */
export const online = signal(typeof navigator === 'undefined' ? true : navigator.onLine);

/** Milliseconds between two questions while nobody answers: soon at first, then rarely. */
const FIRST = 2_000;
const LONGEST = 60_000;
/** After this time without an answer the line is asked whether it is there. */
export const SLOW = 15_000;

let timer: ReturnType<typeof setTimeout> | undefined;
let pause = FIRST;
/** The server's clock minus that of this PC, in milliseconds; no later reading may be further ahead. */
let ahead: number | null = null;

/** An answer came, whatever it says. */
export function heard(response: Response, sentAt: number): void {
  tookTime(Date.now() - sentAt);
  readClock(response, sentAt);
  clearTimeout(timer);
  timer = undefined;
  pause = FIRST;
  online.value = true;
}

/** No answer came. Asks again until one does. */
export function unheard(): void {
  online.value = false;
  if (timer === undefined && hasCable()) timer = setTimeout(() => void probe(), pause);
}

/** Ask now whether the server is there. */
export async function probe(): Promise<boolean> {
  clearTimeout(timer);
  timer = undefined;
  const sentAt = Date.now();
  try {
    const answer = await fetch('/livez', { cache: 'no-store', signal: AbortSignal.timeout(SLOW) });
    // A captive portal answers too, but not like this.
    if (!answer.headers.get('content-type')?.includes('json')) throw new Error('not our server');
    heard(answer, sentAt);
  } catch {
    pause = Math.min(pause * 2, LONGEST);
    unheard();
  }
  return online.peek();
}

/**
 * Runs beside a request: where it takes long, finds out whether the line is dead; what can wait does so meanwhile, unless
 * the request itself is `behind` what somebody waits for. Returns how to stop it.
 */
export function watchLine(behind = false): () => void {
  const slow = setTimeout(() => void probe(), SLOW);
  const end = behind ? () => undefined : begin();
  return () => {
    clearTimeout(slow);
    end();
  };
}

/** Now by the server's clock as far as it is known: never behind it, at most about a second ahead. */
export function serverNow(): number {
  return Date.now() + (ahead ?? 0);
}

/**
 * The header tells whole seconds, so the server's clock stood below the next second when it answered. An answer that a
 * cache may have given tells an old time.
 */
function readClock(response: Response, sentAt: number): void {
  if (!response.headers.get('cache-control')?.includes('no-store')) return;
  const told = Date.parse(response.headers.get('date') ?? '');
  if (Number.isNaN(told)) return;
  const most = told + 1_000 - sentAt;
  const least = told - Date.now();
  // Readings only narrow the estimate, unless this PC's clock was set meanwhile.
  ahead = ahead === null || ahead < least || most < ahead ? most : ahead;
}

function hasCable(): boolean {
  return typeof navigator === 'undefined' || navigator.onLine;
}

if (typeof window !== 'undefined') {
  window.addEventListener('online', () => {
    pause = FIRST;
    void probe();
  });
  window.addEventListener('offline', () => {
    clearTimeout(timer);
    timer = undefined;
    online.value = false;
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && !online.peek()) void probe();
  });
}
