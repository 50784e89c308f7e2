import { expect, it } from 'vitest';
import { groupOf } from './groups';

it('puts a letter where the next act of this desk is', () => {
  expect(groupOf({ state: 'rendered', allowed_actions: ['render_letter', 'prepare_signature', 'cancel_letter'] })).toBe('to_sign');
  expect(groupOf({ state: 'approved', allowed_actions: ['render_letter', 'cancel_letter'] })).toBe('to_print');
  expect(groupOf({ state: 'signed', allowed_actions: ['issue_letter', 'verify_letter'] })).toBe('to_issue');
});

it('leaves with others what waits for their act, though it may be printed again or given up here', () => {
  expect(groupOf({ state: 'rendered', allowed_actions: ['render_letter', 'cancel_letter'] })).toBe('with_others');
  expect(groupOf({ state: 'approved', allowed_actions: [] })).toBe('with_others');
});
