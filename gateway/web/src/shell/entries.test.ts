import { expect, test } from 'vitest';
import { offeredTo } from './entries';

const pathsFor = (...roles: Parameters<typeof offeredTo>[0][number][]) => offeredTo(roles).map(({ to }) => to);

test('a dealing hand is offered the work of an office and no administration', () => {
  expect(pathsFor('dealing_hand')).toEqual(['/', '/diarise', '/files/new', '/consultations', '/time-limits', '/paper-files', '/awaited']);
});

test('the e-District manager is offered the administration, the counts of paper files, and no letters', () => {
  expect(pathsFor('emd_manager')).toEqual(['/', '/paper-files', '/admin']);
});
