// Delivers acts: queue by queue, in order within a queue, each once. One tab does it at a time; whichever tab that is
// delivers for all. A queue stops at its first refusal, or rests while its act gets no answer; other queues go on.
import { type Act, type Outcome, type Refused, type Verdict, isUnasked } from './act';
import * as shelf from './shelf';

export interface Ways {
  send: (act: Act) => Promise<Verdict>;
  /** Runs it while no other tab runs its own. */
  exclusively: (work: () => Promise<void>) => Promise<void>;
  /** Whether anything can get through. */
  reachable: () => boolean;
  settled: (act: Act, outcome: Outcome) => void;
  later: (milliseconds: number, work: () => void) => void;
  now: () => number;
}

/** Queues that are delivered side by side; a browser has six connections, and pages and events need some. */
const ABREAST = 3;
const FIRST_REST = 2_000;
const LONGEST_REST = 60_000;
const LONGEST_HOLD = 10 * 60_000;
/** Faults of the server in a row after which its words are shown, so that a person decides. */
const FAULTS = 6;

export class Courier {
  private inside = false;
  private asked = false;
  /** Queues that somebody waits for go first. */
  private urgent: string[] = [];
  private readonly walking = new Map<string, Promise<void>>();
  private readonly rests = new Map<string, { isOver: boolean; length: number }>();
  private readonly faults = new Map<string, number>();

  constructor(private readonly ways: Ways) {}

  /** There is something to deliver, in this queue or in any. */
  kick(queue?: string): void {
    if (queue) {
      this.rests.delete(queue);
      this.urgent.unshift(queue);
    }
    if (this.inside) void this.fill().catch(() => undefined);
    // A round that is just ending would not see it.
    void this.enter();
  }

  /** The line is back: nothing rests any more. */
  wake(): void {
    this.rests.clear();
    this.kick();
  }

  /** Another tab has something: this one takes it along if it delivers just now. */
  alsoFor(queue: string): void {
    if (this.inside) this.kick(queue);
  }

  private async enter(): Promise<void> {
    if (this.asked || !this.ways.reachable()) return;
    this.asked = true;
    try {
      await this.ways.exclusively(() => this.deliver());
    } catch {
      // The store was closed: its person has signed out, or somebody else has signed in.
    } finally {
      this.asked = false;
    }
  }

  private async deliver(): Promise<void> {
    this.asked = false;
    this.inside = true;
    try {
      await this.round();
    } finally {
      this.inside = false;
    }
  }

  private async round(): Promise<void> {
    await this.fill();
    while (this.walking.size > 0) {
      await Promise.race(this.walking.values());
      await this.fill();
    }
  }

  /** Starts as many queues as may go side by side. */
  private async fill(): Promise<void> {
    const ready = await this.ready();
    for (const queue of ready) {
      if (!this.inside || !this.ways.reachable() || this.walking.size >= ABREAST) return;
      if (this.walking.has(queue)) continue;
      this.urgent = this.urgent.filter((each) => each !== queue);
      this.walking.set(
        queue,
        this.walk(queue)
          .catch(() => this.rest(queue))
          .finally(() => this.walking.delete(queue)),
      );
    }
  }

  private async ready(): Promise<string[]> {
    const heads = new Map<string, Act>();
    for (const act of await shelf.list()) if (!heads.has(act.queue)) heads.set(act.queue, act);
    const due = [...heads.values()].filter((act) => this.isDue(act)).map((act) => act.queue);
    return [...this.urgent.filter((queue) => due.includes(queue)), ...due];
  }

  private isDue(act: Act): boolean {
    if (act.state === 'refused' || this.rests.get(act.queue)?.isOver === false) return false;
    const wait = act.notBefore - this.ways.now();
    // Longer than anybody holds an act back: the clock of this PC was set meanwhile.
    if (wait <= 0 || wait > LONGEST_HOLD) return true;
    this.rest(act.queue, wait);
    return false;
  }

  /** One after the other, till the queue is empty or has to stop. */
  private async walk(queue: string): Promise<void> {
    for (let act = await shelf.head(queue); act && this.isDue(act); act = await shelf.head(queue)) {
      const claimed = await shelf.claim(act.id);
      if (!claimed) continue;
      const verdict = await this.ways.send(claimed);
      if (!(await this.record(claimed, verdict))) return;
    }
  }

  /** Writes down what came of it. Says whether the queue goes on. */
  private async record(act: Act, verdict: Verdict): Promise<boolean> {
    if (verdict.kind === 'done') {
      await shelf.remove(act.id);
      this.faults.delete(act.id);
      this.rests.delete(act.queue);
      this.ways.settled(act, { state: 'done', id: act.id, view: verdict.view });
      return true;
    }
    const refusal = verdict.kind === 'refused' ? verdict.refusal : this.givenUp(act, verdict.refusal);
    if (refusal) {
      this.faults.delete(act.id);
      const goesOn = isUnasked(act);
      if (goesOn) await shelf.remove(act.id);
      else await shelf.refuse(act.id, refusal);
      this.ways.settled(act, { state: 'refused', id: act.id, refusal });
      return goesOn;
    }
    const { after, line } = verdict as Extract<Verdict, { kind: 'away' }>;
    if (!line || this.ways.reachable()) this.rest(act.queue, after);
    this.ways.settled(act, { state: 'queued', id: act.id });
    return false;
  }

  private givenUp(act: Act, fault: Refused | undefined): Refused | null {
    if (!fault) return null;
    const count = (this.faults.get(act.id) ?? 0) + 1;
    this.faults.set(act.id, count);
    return count >= FAULTS ? fault : null;
  }

  /** The queue is not tried again for that long (milliseconds); twice as long each time where it is not said. */
  private rest(queue: string, length?: number): void {
    const before = this.rests.get(queue)?.length ?? FIRST_REST / 2;
    const next = length ?? Math.min(before * 2, LONGEST_REST);
    const rest = { isOver: false, length: length === undefined ? next : FIRST_REST / 2 };
    this.rests.set(queue, rest);
    this.ways.later(next, () => {
      rest.isOver = true;
      this.kick();
    });
  }
}
