import { expect, test } from 'vitest';
import { type MessageView, placeOf } from './messages';

const about = (message: Partial<MessageView>) => placeOf({ kind: 'file_arrived', ...message } as MessageView);

test('a message leads to the file or the receipt that it is about', () => {
  expect(about({ file_id: '0192', receipt_id: '0193' })).toBe('/files/0192');
  expect(about({ kind: 'receipt_arrived', receipt_id: '0193' })).toBe('/receipts/0193');
  expect(about({ kind: 'receipt_acknowledged' })).toBeNull();
});

test.each(['authority_proposed', 'authority_to_confirm', 'authority_settled'] as const)(
  'a message about a proposal (%s) leads to where it is confirmed or refused',
  (kind) => {
    expect(about({ kind, number: 'ABFB9E' })).toBe('/admin/confirmations?number=ABFB9E');
  },
);

test('what waits for one\'s word leads to where it is given', () => {
  expect(about({ kind: 'oral_order_recorded' })).toBe('/oral-orders');
  expect(about({ kind: 'contest_to_rule', file_id: '0192' })).toBe('/reviews/contests');
  expect(about({ kind: 'paper_lost' })).toBe('/paper-files?box=to_order');
  expect(about({ kind: 'paper_coming' })).toBe('/paper-files');
  expect(about({ kind: 'oral_order_denied', file_id: '0192' })).toBe('/files/0192');
});
