import { describe, expect, it } from 'vitest';
import { folded } from '../../i18n/folded';
import { type Desk, type Habit, byHabit, firstOf, matching, withChoice } from './desks';

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-22T05:00:00Z');

function aDesk(post_id: string, differing: Partial<Desk> = {}): Desk {
  return {
    post_id,
    designation_hi: '',
    designation_en: post_id,
    abbreviation: post_id.toUpperCase(),
    unit_hi: '',
    unit_en: '',
    office_id: null,
    office_hi: 'कलेक्ट्रेट',
    office_en: 'Collectorate',
    holders: [],
    ...differing,
  };
}
const habit = (desk: Desk, times: number, daysAgo: number): Habit => ({ desk, times, last: NOW - daysAgo * DAY });
const ids = (desks: Desk[]) => desks.map((desk) => desk.post_id);

describe('habit', () => {
  it('puts the desk that gets most before others', () => {
    expect(ids(byHabit([habit(aDesk('once'), 1, 0), habit(aDesk('often'), 5, 0)], NOW))).toEqual(['often', 'once']);
  });

  it('forgets: half of its weight is gone after thirty days', () => {
    expect(ids(byHabit([habit(aDesk('before'), 3, 90), habit(aDesk('now'), 1, 0)], NOW))).toEqual(['now', 'before']);
  });

  it('grows with a choice, and knows a desk only once', () => {
    const adm = aDesk('adm');

    const after = withChoice(withChoice([habit(aDesk('dm'), 1, 0)], adm, NOW), adm, NOW);

    expect(after.map(({ desk, times }) => [desk.post_id, times])).toEqual([
      ['adm', 2],
      ['dm', 1],
    ]);
  });
});

describe('the likely desks', () => {
  it('stand in the order of their lists, each once, and none that makes no sense', () => {
    const [adm, dm, own] = [aDesk('adm'), aDesk('dm'), aDesk('own')];

    expect(
      ids(
        firstOf(
          [
            [adm, own],
            [dm, adm],
          ],
          8,
          ['own'],
        ),
      ),
    ).toEqual(['adm', 'dm']);
  });

  it('are no more than fit the digits', () => {
    const many = Array.from({ length: 20 }, (_, at) => aDesk(`desk-${at}`));

    expect(firstOf([many], 8)).toHaveLength(8);
  });
});

describe('the search among desks of this PC', () => {
  const adm = aDesk('adm', {
    designation_hi: 'अपर जिलाधिकारी',
    holders: [{ name_hi: 'उषा मैठाणी', name_en: 'Usha Maithani' }],
  });
  const dm = aDesk('dm', { designation_hi: 'जिलाधिकारी' });

  it('finds by post, person and office', () => {
    expect(ids(matching([adm, dm], 'usha'))).toEqual(['adm']);
    expect(ids(matching([adm, dm], 'उषा कलेक्ट्रेट'))).toEqual(['adm']);
    expect(matching([adm, dm], 'usha tehsil')).toEqual([]);
  });

  it('puts the post that begins so before one that only holds it', () => {
    expect(ids(matching([adm, dm], 'जिला'))).toEqual(['dm', 'adm']);
  });
});

it('letters are compared without case, nukta and joiners', () => {
  expect(folded('गढ़वाल')).toBe(folded('गढवाल'));
  expect(folded('क्\u200dष')).toBe(folded('क्ष'));
  expect(folded('ADM')).toBe('adm');
  expect(folded('राम')).not.toBe(folded('रम'));
});
