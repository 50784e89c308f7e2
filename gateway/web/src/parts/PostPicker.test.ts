// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { actionOf } from './PostPicker';
import type { Desk } from './posts/desks';

const desks = ['adm', 'dm', 'sdm'].map((post_id) => ({ post_id, holders: [] }) as unknown as Desk);
const key = (name: string) => new KeyboardEvent('keydown', { key: name });
const likely = { query: '', open: true, taken: true, marked: 0, desks, likely: true };
const typed = { query: 'd', open: true, taken: false, marked: 1, desks, likely: false };

describe('a key in the picker of posts', () => {
  it('that is a digit takes the likely desk of that number', () => {
    expect(actionOf(key('2'), likely)).toEqual({ pick: desks[1] });
    expect(actionOf(key('8'), likely)).toBeNull();
  });

  it('that is a digit is text once something is typed', () => {
    expect(actionOf(key('2'), typed)).toBeNull();
  });

  it('takes the next desk with the arrow where one is taken, so that Enter sends what is marked', () => {
    expect(actionOf(key('ArrowDown'), likely)).toEqual({ open: true, mark: 1, pick: desks[1] });
    expect(actionOf(key('ArrowUp'), likely)).toEqual({ open: true, mark: 0, pick: desks[0] });
  });

  it('only marks with the arrow while a search is typed', () => {
    expect(actionOf(key('ArrowDown'), typed)).toEqual({ open: true, mark: 2 });
    expect(actionOf(key('ArrowDown'), { ...typed, marked: 2 })).toEqual({ open: true, mark: 2 });
  });

  it('takes the marked desk with Enter, and leaves a second Enter to the form', () => {
    expect(actionOf(key('Enter'), typed)).toEqual({ pick: desks[1] });
    expect(actionOf(key('Enter'), likely)).toBeNull();
  });

  it('clears the search with Escape, and leaves a second Escape to the dialogue', () => {
    expect(actionOf(key('Escape'), typed)).toEqual({ clear: true, mark: 0 });
    expect(actionOf(key('Escape'), likely)).toBeNull();
  });
});
