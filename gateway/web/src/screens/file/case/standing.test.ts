import { expect, it } from 'vitest';
import type { Case } from '../views';
import { standingOf } from './standing';

const limit = (code: string, decides: boolean, due_at: string) => ({ code, decides, due_at });
const FOUND = {
  limits: [limit('undisputed', true, '2026-04-16T18:29:59Z'), limit('contested', true, '2026-05-31T18:29:59Z'), limit('transfer', false, '2026-03-07T18:29:59Z')],
  choices: [{ serial: 1, limit: 'undisputed' }, { serial: 2, limit: 'contested' }],
} as unknown as Case;

it('the limit that was chosen last holds and stands first; one that does not hold cannot be over', () => {
  const lines = standingOf(FOUND, Date.parse('2026-05-01T06:30:00Z'));

  expect(lines.map(({ limit: { code }, standing, isOver }) => [code, standing, isOver])).toEqual([
    ['contested', 'holds', false],
    ['transfer', 'besides', true],
    ['undisputed', 'other', false],
  ]);
});
