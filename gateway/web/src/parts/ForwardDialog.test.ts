import { expect, it } from 'vitest';
import { type Forwarded, UNMARKED, forwardAct } from './ForwardDialog';

const to = { post_id: 'adm', holders: [] } as never;
const item = (kind: Forwarded['kind']): Forwarded => ({ kind, id: 'i', number: '21/1', subject: 'सीमांकन' });
const followed = { ...UNMARKED, to, followOn: '2026-12-15', followWord: ' आख्या आई या नहीं ' };

it('has the sending desk reminded of a file on the day that it chose', () => {
  expect(forwardAct(item('file'), followed).body).toMatchObject({ follow_up: { due_on: '2026-12-15', word: 'आख्या आई या नहीं' } });
});

it('reminds nobody of a receipt, nor where no day was chosen', () => {
  expect(forwardAct(item('receipt'), followed).body).not.toHaveProperty('follow_up');
  expect(forwardAct(item('file'), { ...followed, followOn: '' }).body).not.toHaveProperty('follow_up');
});
