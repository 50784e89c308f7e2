// The desk of one charge: its rows in memory, read from this PC at once and then brought up to date by the server.
import { type Signal, signal } from '@preact/signals';
import { type Schemas, Away, api, view } from '../../api/client';
import { untilDelivered } from '../../shell/calm';
import {
  type Box,
  type Feed,
  type Row,
  type Rows,
  applyChanges,
  applyPage,
  feedOf,
  rowOfChange,
  rowOfItem,
} from './rows';
import { type Mark, UNREAD, loadRows, saveRows } from './shelf';

export interface Shown {
  rows: Rows;
  /** Raised with every change: the map itself stays the same. */
  revision: number;
  /** Read from this PC, or known to be nothing there. */
  ready: boolean;
  /** Everything that the server has is here. */
  complete: boolean;
  trouble: unknown;
}

const PAGE = 200;
const CHANGES = 500;
const A_DAY = 86_400_000;

/** One feed of one charge. */
export class DeskFeed {
  readonly shown: Signal<Shown>;
  private mark: Mark = UNREAD;
  private loading: Promise<void> | null = null;
  private running: Promise<void> | null = null;
  private again = false;

  constructor(
    private readonly charge: string,
    private readonly feed: Feed,
  ) {
    this.shown = signal({ rows: new Map(), revision: 0, ready: false, complete: false, trouble: null });
  }

  /** Shows what this PC keeps. */
  load(): Promise<void> {
    this.loading ??= loadRows(this.charge, this.feed).then(({ rows, mark }) => {
      this.mark = mark;
      this.show({ rows, ready: rows.size > 0 || mark.completeAt !== null, complete: mark.completeAt !== null });
    });
    return this.loading;
  }

  /** Follows the server; one at a time, and once more where it was asked for meanwhile. */
  sync(): Promise<void> {
    if (this.running) {
      this.again = true;
      return this.running;
    }
    this.running = this.follow().finally(() => {
      this.running = null;
      if (!this.again) return;
      this.again = false;
      void this.sync();
    });
    return this.running;
  }

  /** Takes a row away at once: it was sent off, and the server has said so. */
  drop(id: string): void {
    if (!this.shown.peek().rows.delete(id)) return;
    this.show({});
    void this.save(new Set([id]));
  }

  private async follow(): Promise<void> {
    await this.load();
    await untilDelivered();
    // Whatever was a reason to ask until now is answered by what is asked for from here on.
    this.again = false;
    try {
      if (this.feed === 'desk') await this.readChanges();
      else await this.readPages(this.feed);
      this.show({ ready: true, complete: true, trouble: null });
    } catch (error) {
      this.show({ trouble: error instanceof Away && this.shown.peek().ready ? null : error });
    }
  }

  private async readChanges(): Promise<void> {
    const touched = new Set<string>();
    const { rows } = this.shown.peek();
    let more = true;
    try {
      while (more) {
        const query = { limit: CHANGES, ...(this.mark.cursor ? { since: this.mark.cursor } : {}) };
        const changes = await view(api.GET('/desk/changes', { params: { query } }));
        for (const id of applyChanges(rows, { ...changes, items: changes.items.map(rowOfChange) })) touched.add(id);
        more = changes.more;
        this.mark = { cursor: changes.cursor, completeAt: more ? this.mark.completeAt : Date.now() };
        if (changes.items.length || changes.gone.length || changes.reset) this.show({ ready: true });
      }
    } finally {
      await this.save(touched);
    }
  }

  /** From the newest on, until a page brings nothing new; once a day to the end, for what changed far down. */
  private async readPages(box: Box): Promise<void> {
    const toTheEnd = Date.now() - (this.mark.completeAt ?? 0) > A_DAY;
    let above: Row | null = null;
    let cursor: string | undefined;
    do {
      const query = { box, limit: PAGE, ...(cursor ? { cursor } : {}) };
      const page: Schemas['Page_DeskItemView_'] = await view(api.GET('/desk', { params: { query } }));
      const items = page.items.map((item) => rowOfItem(item, box));
      cursor = page.next ?? undefined;
      const touched = applyPage(this.shown.peek().rows, items, above, !cursor);
      above = items.at(-1) ?? above;
      if (touched.size) this.show({ ready: true });
      await this.save(touched);
      if (!touched.size && !toTheEnd) return;
    } while (cursor);
    this.mark = { ...this.mark, completeAt: Date.now() };
    await this.save(new Set());
  }

  private async save(touched: Set<string>): Promise<void> {
    await saveRows(this.charge, this.feed, this.shown.peek().rows, touched, this.mark);
  }

  private show(change: Partial<Shown>): void {
    const before = this.shown.peek();
    this.shown.value = { ...before, ...change, revision: before.revision + 1 };
  }
}

let current: { charge: string; feeds: Map<Feed, DeskFeed> } | null = null;

/** The feed of a box, kept in memory as long as the charge stays the same. */
export function feedFor(charge: string, box: Box): DeskFeed {
  if (current?.charge !== charge) current = { charge, feeds: new Map() };
  const name = feedOf(box);
  const feed = current.feeds.get(name) ?? new DeskFeed(charge, name);
  current.feeds.set(name, feed);
  return feed;
}
