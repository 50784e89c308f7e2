import { describe, expect, it } from 'vitest';
import { type Place, begunAt, offersFor } from './completion';
import { piecesOf } from './references';

const PLACES: Place[] = [
  { target: 'page', number: 1, about: 'श्री जगतराम का प्रार्थना-पत्र', leads: true },
  { target: 'page', number: 2, about: 'श्री जगतराम का प्रार्थना-पत्र', leads: false },
  { target: 'page', number: 12, about: 'तहसीलदार की आख्या', leads: true },
  { target: 'note', number: 1, about: 'दीपक भट्ट', leads: true },
  { target: 'para', number: 1, about: 'विचाराधीन पत्र', leads: true },
];
const typed = (before: string, language: 'hi' | 'en' = 'hi') => {
  const begun = begunAt(before);
  return begun ? offersFor(begun, PLACES, language).map(({ text }) => text) : null;
};

describe('a reference while it is typed', () => {
  it('offers the newest of each kind after the sign alone', () => {
    expect(typed('कृपया @')).toEqual(['@पृष्ठ 12', '@पृष्ठ 1', '@टिप्पणी 1', '@प्रस्तर 1']);
    expect(typed('please see @', 'en')?.[0]).toBe('@page 12');
  });

  it('goes by the first letters, in either language', () => {
    expect(typed('@ट')).toEqual(['@टिप्पणी 1']);
    expect(typed('@no')).toEqual(['@note 1']);
    expect(typed('see @pag', 'hi')).toEqual(['@page 12', '@page 1']);
  });

  it('waits for the end of a syllable that is typed by sound', () => {
    expect(typed('@टिप्')).toEqual(['@टिप्पणी 1']);
  });

  it('puts the very number before longer ones, in either digits', () => {
    expect(typed('@पृष्ठ 1')).toEqual(['@पृष्ठ 1', '@पृष्ठ 12']);
    expect(typed('@पृष्ठ १२')).toEqual(['@पृष्ठ 12']);
    expect(typed('@page 2')).toEqual(['@page 2']);
  });

  it('finds a page by the name of its paper', () => {
    expect(typed('@तहसील')).toEqual(['@पृष्ठ 12']);
  });

  it('is none in an address, after a blank, or where nothing fits', () => {
    expect(typed('dm@page')).toBeNull();
    expect(typed('@ ')).toBeNull();
    expect(typed('दर @ 5')).toBeNull();
    expect(typed('@पृष्ठ 1 पर')).toBeNull();
    expect(typed('@note 7')).toEqual([]);
  });

  it('becomes a reference that the notesheet links', () => {
    for (const text of typed('@') ?? []) expect(piecesOf(text)).toMatchObject([{ text }]);
  });
});
