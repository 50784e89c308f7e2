import { describe, expect, it } from 'vitest';
import { isLeap, slots } from './slots';

describe('the rows that are there', () => {
  it('are those in the window and a few above and below', () => {
    const indices = slots(100, 10_000, 10, false);

    expect(indices[0]).toBe(96);
    expect(indices.at(-1)).toBe(113);
  });

  it('are equally many at both ends of the list', () => {
    expect(slots(0, 10_000, 10, false)).toHaveLength(slots(9_990, 10_000, 10, false).length);
    expect(slots(9_999, 10_000, 10, false).at(-1)).toBe(9_999);
  });

  it('are all rows of a short list', () => {
    expect(slots(0, 3, 10, false)).toEqual([0, 1, 2]);
    expect(slots(0, 0, 10, false)).toEqual([]);
  });

  it('keep the places of their elements while the list moves', () => {
    const before = slots(100, 10_000, 10, true);
    const after = slots(103, 10_000, 10, true);

    const moved = before.filter((index, place) => after.includes(index) && after[place] !== index);
    expect(moved).toEqual([]);
    expect(after.filter((index) => !before.includes(index))).toHaveLength(3);
  });
});

it('only more than half a window at once is a leap', () => {
  expect(isLeap(100, 105, 10)).toBe(false);
  expect(isLeap(100, 106, 10)).toBe(true);
  expect(isLeap(106, 100, 10)).toBe(true);
});
