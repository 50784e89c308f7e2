// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest';
import { speak } from '../../../i18n';
import type { Procedure } from '../../../parts/procedure';
import { linesOf, unconfirmed } from './rules';

const rule = { citation: 'practice', valid_from: '2000-01-01', valid_to: null };
const citation = { text_hi: 'व्यवहार', text_en: 'Practice', source: '' };
const PROCEDURE = {
  citations: { practice: { ...citation, confirmed: false }, rti: { ...citation, confirmed: true } },
  levels: [
    { ...rule, code: 'desk', name_hi: 'पटल', name_en: 'Desk', roles: ['dealing_hand'] },
    { ...rule, code: 'head', name_hi: 'प्रमुख', name_en: 'Head', roles: ['dm'] },
  ],
  channels: [{ ...rule, code: 'ordinary', name_hi: 'सरणी', name_en: 'Channel', levels: ['desk', 'head'] }],
  urgency: [],
  limits: [{ ...rule, citation: 'rti', code: 'rti', name_hi: 'सूचना', name_en: 'RTI', basis: 'statutory', count: 48, unit: 'calendar_hours' }],
  disposals: [],
  notings: [{ ...rule, code: 'approved', text_hi: 'अनुमोदित।', text_en: 'Approved.' }],
  numbering: [{ ...rule, code: 'letter', pattern: '{file}/{serial}' }],
} as unknown as Procedure;

afterEach(() => speak('hi'));

it('a channel is told by the names of its levels, a limit with its unit', () => {
  const { channels, limits, numbering } = linesOf(PROCEDURE);

  expect(channels[0]).toMatchObject({ name: 'सरणी', says: 'पटल → प्रमुख' });
  expect(limits[0]).toMatchObject({ name: 'सूचना', says: '48 घंटे' });
  expect(numbering[0]).toMatchObject({ name: 'पत्र', says: '{file}/{serial}' });
});

it('a noting is told in both languages whatever the screen speaks', () => {
  speak('en');

  expect(linesOf(PROCEDURE).notings[0]).toMatchObject({ name: 'अनुमोदित।', says: 'Approved.' });
});

it('rules that rest on nothing confirmed are counted', () => {
  expect(unconfirmed(PROCEDURE)).toBe(3);
});
