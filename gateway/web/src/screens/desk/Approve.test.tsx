// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { render } from 'preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { session } from '../../api/session';
import { openStore } from '../../store/db';
import { putView } from '../../store/views';
import { draftsOf, fileOf } from '../file/views';
import { Approve } from './Approve';
import { aRow } from './builders';
import hi from './hi.json';
import { batches, takeBack } from './sending';

const able = aRow({ number: '21/1' });
const held = aRow({ number: '21/2' });
const unread = aRow({ number: '21/3' });
const receipt = aRow({ number: 'R-7', kind: 'receipt' });
const root = document.createElement('div');
const onHeld = vi.fn();

async function looked(id: string, ...allowed_actions: string[]): Promise<void> {
  await putView(fileOf(id).key, { id, number: '', subject: '', custody_number: 1, allowed_actions });
  await putView(draftsOf(id).key, []);
}

beforeEach(async () => {
  await openStore('approve');
  session.value = { person: { id: 'approve' }, charges: [], posts: [], chargeId: 'dm' } as never;
  await looked(able.id, 'add_note');
  await looked(held.id, 'forward_file');
  document.body.append(root);
  render(<Approve rows={[able, held, unread, receipt]} onClose={() => undefined} onHeld={onHeld} />, root);
});
afterEach(async () => {
  render(null, root);
  for (const batch of batches.value) await takeBack(batch.id);
  session.value = null;
});

it('says before and after what is left out, and why', async () => {
  const left = () => [...root.querySelectorAll('.notice li')].map((each) => each.textContent?.replace(/^.*: /, ''));
  await expect.poll(left).toEqual([hi.left_not_now, hi.left_not_read, hi.left_receipt]);
  expect(root.querySelector('button.main')?.textContent).toBe(hi.approve_count.replace('{count}', '1'));

  root.querySelector('form')?.requestSubmit();

  await expect.poll(() => onHeld.mock.calls.length).toBe(1);
  expect(batches.value[0]?.items.map(({ id, reason }) => [id, reason])).toEqual([
    [able.id, ''],
    [held.id, hi.left_not_now],
    [unread.id, hi.left_not_read],
    [receipt.id, hi.left_receipt],
  ]);
});
