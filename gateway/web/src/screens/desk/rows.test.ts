import { describe, expect, it } from 'vitest';
import { aRow } from './builders';
import { type Row, type Rows, applyChanges, applyPage, rowOfChange } from './rows';

const rowsOf = (...rows: Row[]): Rows => new Map(rows.map((row) => [row.id, row]));
const at = (hour: number) => `2026-11-20T${String(hour).padStart(2, '0')}:00:00Z`;

describe('what the change feed brings', () => {
  it('puts new rows in, replaces known ones and takes away what is gone', () => {
    const [stays, changes, goes, comes] = [aRow(), aRow({ unread: true }), aRow(), aRow()];
    const rows = rowsOf(stays, changes, goes);

    const touched = applyChanges(rows, {
      items: [{ ...changes, unread: false }, comes],
      gone: [goes.id],
      reset: false,
    });

    expect([...rows.keys()]).toEqual([stays.id, changes.id, comes.id]);
    expect(rows.get(changes.id)?.unread).toBe(false);
    expect(touched).toEqual(new Set([changes.id, comes.id, goes.id]));
  });

  it('forgets everything known where the server starts anew', () => {
    const [old, fresh] = [aRow(), aRow()];
    const rows = rowsOf(old);

    const touched = applyChanges(rows, { items: [fresh], gone: [], reset: true });

    expect([...rows.keys()]).toEqual([fresh.id]);
    expect(touched).toEqual(new Set([old.id, fresh.id]));
  });

  it('leaves no trace of a row that is both new and gone', () => {
    const rows: Rows = new Map();
    const passing = aRow();

    applyChanges(rows, { items: [passing], gone: [passing.id], reset: false });

    expect(rows.size).toBe(0);
  });

  it('can be applied twice', () => {
    const changes = { items: [aRow()], gone: [], reset: false };
    const rows: Rows = new Map();

    applyChanges(rows, changes);
    applyChanges(rows, changes);

    expect([...rows.values()]).toEqual(changes.items);
  });
});

describe('a page laid over known rows', () => {
  it('takes away what is not on it any more, but nothing older', () => {
    const [newest, gone, oldest] = [
      aRow({ arrived_at: at(12) }),
      aRow({ arrived_at: at(11) }),
      aRow({ arrived_at: at(8) }),
    ];
    const rows = rowsOf(newest, gone, oldest);

    const touched = applyPage(rows, [newest, aRow({ arrived_at: at(10) })], null, false);

    expect(rows.has(gone.id)).toBe(false);
    expect(rows.has(oldest.id)).toBe(true);
    expect(touched.has(newest.id)).toBe(false);
  });

  it('leaves what the page before has brought', () => {
    const [first, second] = [aRow({ arrived_at: at(12) }), aRow({ arrived_at: at(9) })];
    const rows = rowsOf(first);

    applyPage(rows, [second], first, false);

    expect([...rows.keys()]).toEqual([first.id, second.id]);
  });

  it('takes away all that is older than the last page', () => {
    const [shown, stale] = [aRow({ arrived_at: at(12) }), aRow({ arrived_at: at(1) })];
    const rows = rowsOf(shown, stale);

    applyPage(rows, [shown], null, true);

    expect([...rows.keys()]).toEqual([shown.id]);
  });

  it('touches nothing where the page is known already', () => {
    const known = aRow();

    expect(applyPage(rowsOf(known), [{ ...known }], null, true).size).toBe(0);
  });
});

it('a row can be searched by number, subject, sender and desk', () => {
  const {
    folded: _,
    desk_hi: from_hi,
    desk_en: from_en,
    deadline_on: __,
    ...view
  } = aRow({ number: '7/2026', sender: 'Ramesh', subject: 'सीमांकन' });

  const row = rowOfChange({ ...view, box: 'inbox', from_hi, from_en });

  for (const piece of ['7/2026', 'ramesh', 'सीमांकन', 'dealing hand']) expect(row.folded).toContain(piece);
});
