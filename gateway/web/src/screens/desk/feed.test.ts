// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { beginAct } from '../../shell/calm';
import { openStore } from '../../store/db';
import { aRow } from './builders';
import { DeskFeed } from './feed';
import type { Row } from './rows';

/** The desk of a server: what a list or the change feed shows of it. */
class FakeDesk {
  rows: Row[] = [];
  gone: string[] = [];
  asked: string[] = [];
  isDown = false;
  most = 500;

  readonly fetch = async (request: Request): Promise<Response> => {
    if (this.isDown) throw new TypeError('no line');
    const { pathname, searchParams } = new URL(request.url);
    this.asked.push(searchParams.get('since') ?? searchParams.get('cursor') ?? '');
    return Response.json(pathname.endsWith('/changes') ? this.changes(searchParams) : this.page(searchParams));
  };

  private changes(query: URLSearchParams) {
    const since = Number(query.get('since') ?? 0);
    const part = this.rows.slice(since, since + this.most);
    const items = part.map(({ desk_hi, desk_en, folded: _, ...row }) => ({
      ...row,
      from_hi: desk_hi,
      from_en: desk_en,
    }));
    const cursor = since + part.length;
    return { items, gone: this.gone, reset: since === 0, more: cursor < this.rows.length, cursor: String(cursor) };
  }

  private page(query: URLSearchParams) {
    const from = Number(query.get('cursor') ?? 0);
    const items = this.rows.slice(from, from + this.most);
    const next = from + items.length < this.rows.length ? String(from + items.length) : null;
    return { items: items.map((row) => ({ ...row, holder: {}, from_post: null, parked: null })), next };
  }
}

let desk: FakeDesk;
let charges = 0;
let charge = '';
const shown = (feed: DeskFeed) => [...feed.shown.value.rows.keys()].sort();
const aTurn = () => new Promise((resolve) => setTimeout(resolve, 0));
const ids = (rows: Row[]) => rows.map((row) => row.id).sort();

beforeEach(async () => {
  await openStore('feed');
  desk = new FakeDesk();
  charge = `charge-${(charges += 1)}`;
  vi.stubGlobal('fetch', desk.fetch);
});
afterEach(() => vi.unstubAllGlobals());

describe('the rows of a desk', () => {
  it('come in parts until there are no more', async () => {
    desk.most = 2;
    desk.rows = [aRow(), aRow(), aRow(), aRow(), aRow()];
    const feed = new DeskFeed(charge, 'desk');

    await feed.sync();

    expect(shown(feed)).toEqual(ids(desk.rows));
    expect(feed.shown.value.complete).toBe(true);
    expect(desk.asked).toEqual(['', '2', '4']);
  });

  it('are there at once the next time, without a line', async () => {
    desk.rows = [aRow(), aRow()];
    await new DeskFeed(charge, 'desk').sync();
    desk.isDown = true;
    const again = new DeskFeed(charge, 'desk');

    await again.sync();

    expect(shown(again)).toEqual(ids(desk.rows));
    expect(again.shown.value).toMatchObject({ ready: true, trouble: null });
  });

  it('are followed from where the last time ended', async () => {
    desk.rows = [aRow(), aRow()];
    await new DeskFeed(charge, 'desk').sync();
    const [first] = desk.rows as [Row];
    desk.rows = [...desk.rows, aRow()];
    desk.gone = [first.id];
    desk.asked = [];
    const again = new DeskFeed(charge, 'desk');

    await again.sync();

    expect(desk.asked).toEqual(['2']);
    expect(shown(again)).toEqual(ids(desk.rows.slice(1)));
  });

  it('of one charge are not those of another', async () => {
    desk.rows = [aRow()];
    await new DeskFeed(charge, 'desk').sync();
    desk.isDown = true;
    const other = new DeskFeed(`${charge}-other`, 'desk');

    await other.sync();

    expect(shown(other)).toEqual([]);
    expect(other.shown.value.ready).toBe(false);
    expect(other.shown.value.trouble).not.toBeNull();
  });

  it('are asked for once an act has been delivered, and then once for all that was a reason to', async () => {
    desk.rows = [aRow()];
    const feed = new DeskFeed(charge, 'desk');
    await feed.load();
    const end = beginAct();
    const synced = [feed.sync(), feed.sync()];
    await aTurn();
    const meanwhile = desk.asked.length;

    end();
    await Promise.all(synced);
    await aTurn();

    expect(meanwhile).toBe(0);
    expect(desk.asked).toEqual(['']);
  });

  it('that were sent off are gone before the server tells', async () => {
    desk.rows = [aRow(), aRow()];
    const feed = new DeskFeed(charge, 'desk');
    await feed.sync();

    feed.drop(desk.rows[0]?.id ?? '');

    expect(shown(feed)).toEqual(ids(desk.rows.slice(1)));
  });
});

describe('a box that is read by pages', () => {
  const sent = (hour: number) => aRow({ box: 'sent', arrived_at: `2026-11-20T${hour}:00:00Z` });

  it('is read to the end once, and then only until nothing is new', async () => {
    desk.most = 2;
    desk.rows = [sent(20), sent(19), sent(18), sent(17), sent(16)];
    await new DeskFeed(charge, 'sent').sync();
    expect(desk.asked).toEqual(['', '2', '4']);
    desk.rows = [sent(21), ...desk.rows];
    desk.asked = [];
    const again = new DeskFeed(charge, 'sent');

    await again.sync();

    expect(desk.asked).toEqual(['', '2']);
    expect(shown(again)).toEqual(ids(desk.rows));
  });
});
