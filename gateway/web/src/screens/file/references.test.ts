import { describe, expect, it } from 'vitest';
import { backlinksOf, correctedIn, piecesOf, referencesOf, targetOf } from './references';

describe('references in a note', () => {
  it('finds a page in either language and either digits', () => {
    const found = referencesOf('कृपया @page 12 एवं @पृष्ठ १४ देखें; @पृ.7 भी।');

    expect(found.map(({ target, from }) => [target, from])).toEqual([
      ['page', 12],
      ['page', 14],
      ['page', 7],
    ]);
  });

  it('tells notes and paragraphs from pages', () => {
    const found = referencesOf('@Note 3, @टिप्पणी 4, @para 7, @प्रस्तर 8, @पैरा9');

    expect(found.map(({ target, from }) => `${target} ${from}`)).toEqual([
      'note 3',
      'note 4',
      'para 7',
      'para 8',
      'para 9',
    ]);
  });

  it('takes a range', () => {
    expect(referencesOf('@page 12-14')).toEqual([{ target: 'page', from: 12, to: 14, text: '@page 12-14' }]);
    expect(referencesOf('@पृष्ठ 3 से 5 तक')[0]).toMatchObject({ from: 3, to: 5 });
  });

  it('takes no range that runs backwards', () => {
    expect(referencesOf('@page 14-12')).toEqual([]);
  });

  it('keeps every letter of the text', () => {
    const text = 'देखें @page 2। फिर @para 1, (@note 3) — और user@page12.in';

    const joined = piecesOf(text)
      .map((piece) => (typeof piece === 'string' ? piece : piece.text))
      .join('');

    expect(joined).toBe(text);
  });

  it('leaves addresses, words and page nought alone', () => {
    expect(referencesOf('a@page12.in, @page, @pages of it, @page 0, @pager 3, @page 12th, पृष्ठ 12')).toEqual([]);
  });
});

describe('the way back', () => {
  const links = backlinksOf([
    { number: 1, text: 'आवेदन @page 1-2 पर।' },
    { number: 2, text: '@para 1 से सहमत, @page 2 देखें, @page 2 पुनः।' },
  ]);

  it('reads a text as it is shown, without its marks', () => {
    expect(correctedIn(['**@शुद्धि 3:** __@correction 5__', '| @शुद्धि 7 | x |\n|---|---|'])).toEqual([3, 5, 7]);
    expect([...backlinksOf([{ number: 4, text: '__@पृष्ठ 12__' }]).keys()]).toEqual(['page-12']);
  });

  it('names each paragraph once on what it refers to', () => {
    expect(links.get('page-1')).toEqual([1]);
    expect(links.get('page-2')).toEqual([1, 2]);
    expect(links.get('para-1')).toEqual([2]);
  });

  it('has none where nothing refers', () => {
    expect(links.get('page-3')).toBeUndefined();
  });
});

describe('a fragment of the address', () => {
  it('names what to go to', () => {
    expect(targetOf('#page-12')).toEqual({ target: 'page', number: 12 });
    expect(targetOf('para-3')).toEqual({ target: 'para', number: 3 });
  });

  it('is nothing else', () => {
    expect(targetOf('#content')).toBeNull();
    expect(targetOf('')).toBeNull();
  });
});
