// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { render } from 'preact';
import { beforeEach, expect, it, vi } from 'vitest';
import { type Session, session } from '../../api/session';
import { openStore } from '../../store/db';
import { keepText, keptText } from '../../store/texts';
import { Editor } from './Editor';
import { type Writing, blank } from './writing';

const KEY = 'draft:d1';
const SAVED: Writing = {
  ...blank(),
  subject: 'विषय',
  body: 'पहला पाठ',
  addressees: [{ name: 'तहसीलदार', address: '', email: '' }],
  base: 3,
};
let root: HTMLElement;

beforeEach(async () => {
  const person = crypto.randomUUID();
  await openStore(person);
  session.value = { person: { id: person }, charges: [], posts: [], chargeId: 'c1', mustChangePassword: false } as unknown as Session;
  document.body.innerHTML = '';
  root = document.body.appendChild(document.createElement('div'));
});

async function shown(initial: Writing): Promise<void> {
  const act = () => ({ kind: 'revise_draft', method: 'PUT', path: '/drafts/d1', body: {}, about: '1' }) as const;
  render(
    <Editor textKey={KEY} initial={initial} saveLabel="रखें" act={act} onSaved={vi.fn()} onPutBack={vi.fn()} />,
    root,
  );
  await vi.waitFor(() => expect(area().value).not.toBe(''));
}

const area = () => root.querySelector<HTMLTextAreaElement>('textarea[rows="14"]') as HTMLTextAreaElement;
const saving = () => root.querySelector<HTMLButtonElement>('button.main') as HTMLButtonElement;
const button = (text: string) => [...root.querySelectorAll('button')].find((each) => each.textContent === text);

function type(text: string): void {
  area().value = text;
  area().dispatchEvent(new Event('input', { bubbles: true }));
}

it('keeps every keystroke, and has nothing to save before one was made', async () => {
  await shown(SAVED);
  expect(saving().disabled).toBe(true);

  type('दूसरा पाठ');

  await vi.waitFor(async () => expect((await keptText<Writing>(KEY))?.body).toBe('दूसरा पाठ'));
  expect(saving().disabled).toBe(false);
});

it('shows what was written before rather than what the server has', async () => {
  await keepText(KEY, { ...SAVED, body: 'अधूरा पाठ' });

  await shown(SAVED);

  await vi.waitFor(() => expect(area().value).toBe('अधूरा पाठ'));
  expect(root.textContent).not.toContain('किसी और ने');
});

it('says that another version came meanwhile, and goes on with either text', async () => {
  await keepText(KEY, { ...SAVED, body: 'मेरा पाठ' });
  await shown({ ...SAVED, body: 'उनका पाठ', base: 4 });
  await vi.waitFor(() => expect(root.textContent).toContain('किसी और ने'));

  button('मेरा पाठ रखें')?.click();

  await vi.waitFor(async () => expect(await keptText<Writing>(KEY)).toMatchObject({ body: 'मेरा पाठ', base: 4 }));
  expect(root.textContent).not.toContain('किसी और ने');
});

it('takes the other version where that is wanted', async () => {
  await keepText(KEY, { ...SAVED, body: 'मेरा पाठ' });
  await shown({ ...SAVED, body: 'उनका पाठ', base: 4 });
  await vi.waitFor(() => expect(root.textContent).toContain('किसी और ने'));

  button('नया संस्करण लें')?.click();

  await vi.waitFor(() => expect(area().value).toBe('उनका पाठ'));
  expect(await keptText(KEY)).toBeUndefined();
});

it('leads to what is missing instead of sending half a letter', async () => {
  await shown({ ...SAVED, addressees: [{ name: '', address: '', email: '' }], body: 'पाठ' });
  type('पाठ और');
  await vi.waitFor(() => expect(saving().disabled).toBe(false));

  saving().click();

  await vi.waitFor(() => expect(document.activeElement?.getAttribute('aria-invalid')).toBe('true'));
  expect(document.activeElement?.closest('.addressee')).not.toBeNull();
});

it('shows marks where what will be saved is marked, and the text of before as it was typed', async () => {
  await shown({ ...SAVED, body: 'देखें **तत्काल**', marked: false });
  const sheet = () => root.querySelector('.sheet');
  expect(sheet()?.textContent).toContain('**तत्काल**');
  expect(sheet()?.querySelector('strong')).toBeNull();

  type('देखें **अविलम्ब**');

  await vi.waitFor(() => expect(sheet()?.querySelector('strong')?.textContent).toBe('अविलम्ब'));
  expect(root.querySelector('.mark-tools')).not.toBeNull();
});
