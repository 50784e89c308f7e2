import { describe, expect, it } from 'vitest';
import type { DraftView, FileView } from '../file/views';
import { EVERYTHING } from './narrowing';
import { filterOf, savedOf } from './arrangement';
import { aRow } from './builders';
import { UNMARKED } from '../../parts/ForwardDialog';
import { type Decisions, approving, forwarding, kept, leftOut, nextOpen } from './review';

const rows = [aRow(), aRow(), aRow()];
const [first, second, third] = rows.map((row) => row.id) as [string, string, string];
const to = { post_id: 'adm', holders: [] } as never;
const FILE = { id: 'f', number: '21/1', subject: 'सीमांकन', custody_number: 4, holder: { post_id: 'dm' } };
const aFile = (...allowed_actions: string[]) =>
  ({ ...FILE, created_by: { post: { post_id: 'clerk' } }, allowed_actions }) as unknown as FileView;
const aDraft = (...allowed_actions: string[]) => ({ id: 'd', version: 7, allowed_actions }) as unknown as DraftView;

describe('the review of many', () => {
  it('goes on to the next that nobody has decided on', () => {
    const decisions: Decisions = new Map([[second, 'dropped']]);

    expect(nextOpen(rows, decisions, 0)).toBe(2);
    expect(nextOpen(rows, decisions, 2)).toBe(0);
  });

  it('ends where all are decided', () => {
    expect(
      nextOpen(
        rows,
        new Map([
          [first, 'kept'],
          [second, 'kept'],
          [third, 'dropped'],
        ]),
        1,
      ),
    ).toBeNull();
  });

  it('keeps only what was kept by hand', () => {
    expect(
      kept(
        rows,
        new Map([
          [first, 'kept'],
          [second, 'dropped'],
        ]),
      ).map((row) => row.id),
    ).toEqual([first]);
  });

  it('makes one act a thing, held to its stay on this desk', () => {
    const items = forwarding(rows.slice(0, 2), { to, ...UNMARKED, remarks: ' देखें ' });

    expect(items.map((item) => item.acts.length)).toEqual([1, 1]);
    expect(items[0]?.acts[0]).toMatchObject({
      path: `/files/${first}/forward`,
      queue: first,
      body: { to_post: 'adm', remarks: 'देखें', custody_number: 1 },
    });
  });
});

describe('an approval', () => {
  it('approves the draft as it was seen, and then sends the file on', () => {
    const acts = approving(aFile('add_note'), [aDraft(), aDraft('approve_draft')], 'अनुमोदित।', to);

    expect(acts.map((act) => act.kind)).toEqual(['approve_draft', 'forward_file']);
    expect(acts[0]?.body).toMatchObject({ base_version: 7, custody_number: 4 });
  });

  it('approves every draft that waits, and sends the file back to the desk that began it', () => {
    const acts = approving(aFile(), [aDraft('approve_draft'), aDraft(), aDraft('approve_draft')], '', 'back');

    expect(acts.map((act) => act.kind)).toEqual(['approve_draft', 'approve_draft', 'forward_file']);
    expect(acts[2]?.body).toMatchObject({ to_post: 'clerk', custody_number: 4 });
  });

  it('sends it back through the level that it jumped', () => {
    const file = { ...aFile('add_note'), returns_through: [{ post: { post_id: 'adm' } }] } as unknown as FileView;

    expect(approving(file, [], 'अनुमोदित।', 'back')[1]?.body).toMatchObject({ to_post: 'adm' });
  });

  it('is a note where no draft waits', () => {
    const [act] = approving(aFile('add_note'), [aDraft()], 'अनुमोदित।', null);

    expect(act).toMatchObject({ kind: 'add_note', body: { kind: 'green', paragraphs: ['अनुमोदित।'] } });
  });

  it('does nothing where the server allows neither', () => {
    expect(approving(aFile('forward_file'), [], 'अनुमोदित।', to)).toEqual([]);
  });
});

describe('what an approval leaves out', () => {
  it('is said with its reason', () => {
    expect(leftOut(aRow({ kind: 'receipt' }), undefined, undefined)).toBe('receipt');
    expect(leftOut(aRow(), aFile('add_note'), undefined)).toBe('not_read');
    expect(leftOut(aRow(), aFile('forward_file'), [aDraft()])).toBe('not_now');
  });

  it('is nothing that the server lets one approve', () => {
    expect(leftOut(aRow(), aFile('add_note'), [])).toBeNull();
    expect(leftOut(aRow(), aFile(), [aDraft('approve_draft')])).toBeNull();
  });
});

it('a saved filter comes back as it was', () => {
  const filter = { ...EVERYTHING, unread: true, label: 'court' as const, search: ' सीमांकन ', folder: 'urgent' };

  expect(filterOf(savedOf('न्यायालय', 'inbox', filter))).toEqual({ ...filter, search: 'सीमांकन' });
  expect(filterOf(savedOf('सब', 'inbox', EVERYTHING))).toEqual(EVERYTHING);
});
