import { describe, expect, it } from 'vitest';
import { blank, isSame, missingIn, nobody, textOf, writingOf } from './writing';

const ram = { name: 'श्री राम सिंह', address: 'ग्राम डोईवाला', email: '' };

describe('what the server takes of a draft', () => {
  it('has a paragraph for each stretch between empty lines, and keeps lines within it', () => {
    const text = textOf({ ...blank(), body: ' पहला\nप्रस्तर\n \n\n दूसरा \n' });

    expect(text.body).toEqual(['पहला\nप्रस्तर', 'दूसरा']);
  });

  it('has no empty addressees and no empty lines of copies', () => {
    const text = textOf({ ...blank(), addressees: [nobody(), ram], copyTo: 'तहसीलदार\n\n बी.डी.ओ. \n' });

    expect(text.addressees).toEqual([{ name: ram.name, address: ram.address, email: null }]);
    expect(text.copy_to).toEqual(['तहसीलदार', 'बी.डी.ओ.']);
  });
});

describe('what is missing', () => {
  it('is all of a new draft', () => {
    expect(missingIn(blank())).toEqual(['subject', 'addressees', 'body']);
  });

  it('is a name where there is an address without one', () => {
    const writing = { ...blank(), subject: 'विषय', body: 'पाठ', addressees: [ram, { ...nobody(), address: 'देहरादून' }] };

    expect(missingIn(writing)).toEqual(['addressees']);
    expect(missingIn({ ...writing, addressees: [ram] })).toEqual([]);
  });
});

describe('a draft that is opened again', () => {
  const writing = { ...blank(), subject: 'विषय', body: 'एक\n\nदो', addressees: [ram], copyTo: 'तहसीलदार' };
  const draft = { ...textOf(writing), form: 'letter', language: writing.language, version: 3 } as Parameters<typeof writingOf>[0];

  it('is the same as what was written, whatever it is based on', () => {
    expect(isSame(writingOf(draft), writing)).toBe(true);
    expect(writingOf(draft).base).toBe(3);
  });

  it('differs once a word does', () => {
    expect(isSame(writingOf(draft), { ...writing, body: 'एक\n\nतीन' })).toBe(false);
  });
});
