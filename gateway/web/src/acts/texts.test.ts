// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forgetEverything, openStore } from '../store/db';
import { keepText, keptText } from '../store/texts';
import type { Act } from './act';
import { asText } from './download';
import { nameOf } from './kinds';
import { forgetDraft, keepAsDraft, keptDrafts, placeOf, putBack, textOf } from './texts';

const NOTE = {
  id: '0192', queue: 'f', kind: 'add_note', method: 'POST', path: '/files/f/notes', headers: {}, personId: 'p',
  chargeId: null, occurredAt: '2026-11-22T06:30:00.000Z', textKey: 'note:f', text: 'प्रस्ताव उचित है।', about: '12/LRA',
  notBefore: 0, sentAt: null, state: 'refused', refusal: null, body: { paragraphs: ['प्रस्ताव उचित है।'], custody_number: 2 },
} satisfies Act;

beforeEach(async () => void (await openStore('p')));
afterEach(async () => forgetEverything('p'));

describe('the text of a refused act', () => {
  it('goes back to where it was written', async () => {
    expect(await putBack(NOTE)).toBe(true);

    expect(await keptText('note:f')).toBe(NOTE.text);
  });

  it('stands before what was written there since', async () => {
    await keepText('note:f', 'नया');

    await putBack(NOTE);

    expect(await keptText('note:f')).toBe(`${NOTE.text}\n\nनया`);
  });

  it('does not stand there twice', async () => {
    await putBack(NOTE);
    await putBack(NOTE);

    expect(await keptText('note:f')).toBe(NOTE.text);
  });

  it('does not overwrite a form that was filled anew, and is kept apart', async () => {
    const form = { ...NOTE, textKey: 'draft:f', text: { subject: 'पुराना' }, body: { subject: 'पुराना' } };
    await keepText('draft:f', { subject: 'नया' });

    expect(await putBack(form)).toBe(false);

    expect(await keptText('draft:f')).toEqual({ subject: 'नया' });
    expect(keptDrafts.value.map((draft) => draft.text)).toEqual(['पुराना']);
  });

  it('can be kept to be handed over, and given up', async () => {
    await keepAsDraft(NOTE);
    const kept = keptDrafts.value;
    await forgetDraft(kept[0]?.key ?? '');

    expect(kept).toMatchObject([{ about: '12/LRA', text: NOTE.text }]);
    expect(keptDrafts.value).toEqual([]);
  });

  it('is what somebody wrote, whichever field it was', () => {
    const body = { to_post: 'uuid', remarks: 'कृपया देखें', subject: 'विषय', custody_number: 1 };

    expect(textOf({ text: null, body })).toBe('विषय\n\nकृपया देखें');
    expect(textOf({ text: null, body: { to_post: 'uuid', remarks: '' } })).toBe('');
  });

  it('is read in the file that one downloads, with what it was about', () => {
    const text = asText([NOTE], []);

    for (const part of ['12/LRA', NOTE.text, nameOf('add_note')]) expect(text).toContain(part);
  });
});

describe('the screen of an act', () => {
  it.each([
    ['/files/f/forward', 'f', '/files/f'],
    ['/receipts/r/mark', 'r', '/receipts/r'],
    ['/drafts/d', 'f', '/files/f'],
    ['/drafts/d', '0192', null],
    ['/files', '0192', null],
  ])('of %s in the queue %s is %s', (path, queue, place) => {
    expect(placeOf({ path, queue, id: '0192' })).toBe(place);
  });
});
