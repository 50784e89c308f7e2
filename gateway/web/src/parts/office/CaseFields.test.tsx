// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, expect, it, vi } from 'vitest';
import type { Procedure } from '../procedure';
import { CaseFields, beganAt, noCase } from './CaseFields';

const rule = { citation: 'rti', valid_from: '2005-10-12', valid_to: null };
const limit = (code: string, count: number) => ({ ...rule, code, name_hi: code, name_en: code, basis: 'statutory', count, unit: 'calendar_days' });
const PROCEDURE = {
  limits: [limit('usual', 30), limit('other', 40)],
  case_types: [
    { ...rule, code: 'rti', name_hi: 'सूचना', name_en: 'RTI', channel: null, limits: [{ limit: 'usual', after: null }, { limit: 'other', after: null }], besides: [], checklist: [] },
  ],
} as unknown as Procedure;

const place = document.createElement('div');
document.body.append(place);
afterEach(() => render(null, place));

it('offers the limits of the chosen type, of which the first is the usual one', () => {
  const changed = vi.fn();
  render(<CaseFields procedure={PROCEDURE} value={{ ...noCase('2026-11-20'), caseType: 'rti' }} onChange={changed} />, place);

  const [, limits] = place.querySelectorAll('select');
  expect([...(limits?.options ?? [])].map(({ value }) => value)).toEqual(['', 'other']);
  expect(place.querySelector<HTMLInputElement>('input[type=date]')?.value).toBe('2026-11-20');
});

it('asks for no day and no limit before a type is chosen, and for nothing where the pack knows no types', () => {
  render(<CaseFields procedure={PROCEDURE} value={noCase()} onChange={vi.fn()} />, place);
  expect(place.querySelectorAll('input')).toHaveLength(0);

  render(<CaseFields procedure={{ ...PROCEDURE, case_types: [] }} value={noCase()} onChange={vi.fn()} />, place);
  expect(place.textContent).toBe('');
});

it('counts from the first moment of an earlier day in India, and from now for today', () => {
  const noon = Date.parse('2026-11-27T06:30:00Z');

  expect(beganAt(noCase('2026-11-20'), noon)).toBe('2026-11-19T18:30:00.000Z');
  expect(beganAt(noCase('2026-11-27'), noon)).toBeUndefined();
});
