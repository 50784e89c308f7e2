// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { render } from 'preact';
import { beforeEach, expect, it, vi } from 'vitest';
import { type Session, session, standing } from '../../api/session';
import { openStore, store } from '../../store/db';
import { keepText, keptKeys, keptText } from '../../store/texts';
import type { Seen } from '../../store/views';
import { Noting } from './Noting';
import { backlinksOf } from './references';
import type { Consultation, FileView, NoteView } from './views';

const post = { post_id: 'p1', designation_hi: 'वरिष्ठ सहायक', designation_en: 'Dealing Hand', abbreviation: 'DH' } as FileView['holder'];
const author = { person: { person_id: 'n1', name_hi: 'दीपक भट्ट', name_en: 'Deepak Bhatt' }, post, capacity: 'own' } as const;

const PERSON = 'n1';
const SIGNED_IN = {
  person: { id: PERSON, name_hi: 'दीपक भट्ट', name_en: 'Deepak Bhatt' },
  charges: [],
  charge_id: 'c1',
  access_token: `head.${btoa(JSON.stringify({ sub: PERSON, chg: 'c1' }))}.signature`,
  expires_at: '2199-01-01T00:00:00Z',
};

function aFile(allowed_actions: string[]): FileView {
  return { id: 'f1', number: '21/1/2026', custody_number: 4, allowed_actions } as unknown as FileView;
}

function aNote(change: Partial<NoteView> = {}): NoteView {
  return {
    id: 'n1',
    file_id: 'f1',
    kind: 'green',
    state: 'confirmed',
    paragraphs: [{ number: 1, text: '@पृष्ठ 2 देखें।' }],
    author,
    side: 'left',
    written_at: '2026-11-22T10:00:00+05:30',
    confirmed_at: '2026-11-22T10:05:00+05:30',
    oral_order: null,
    merged_from: null,
    version: 1,
    ...change,
  };
}

function aConsultation(change: Partial<Consultation> = {}): Consultation {
  const open = { id: 'k1', file_id: 'f1', file_number: '21/1/2026', number: 1, state: 'open', question: 'क्या भूमि विवादरहित है?' };
  const asked = { asked_by: author, asked_at: '2026-11-22T10:00:00+05:30', due_on: '2199-01-01', holder: post, reminders: [] };
  const stay = { stays: [], opened_at: '2026-11-22T11:00:00+05:30', custody_number: 2, version: 3, allowed_actions: [] };
  return { ...open, ...asked, ...stay, ...change } as unknown as Consultation;
}

function seen<Value>(value: Value[]): Seen<Value[]> {
  return { value, seenAt: 0, stale: false, loading: false, error: null, reload: () => Promise.resolve() };
}

let root: HTMLElement;
/** What was sent to the server, and what it says. */
let sent: { path: string; body: Record<string, unknown> }[];
let answer: () => Response;

function show(file: FileView, notes: NoteView[], consultations: Consultation[] = []): void {
  const links = backlinksOf(notes.flatMap((note) => note.paragraphs));
  render(
    <Noting file={file} notes={seen(notes)} papers={[]} consultations={seen(consultations)} decisions={[]} links={links} />,
    root,
  );
}

async function write(text: string): Promise<void> {
  const area = await vi.waitFor(() => root.querySelector('textarea') ?? Promise.reject(new Error('no writer')));
  area.value = text;
  area.dispatchEvent(new Event('input', { bubbles: true }));
  await vi.waitFor(async () => expect((await keptKeys('note:f1')).length).toBe(1));
}

const press = (label: string) =>
  [...root.querySelectorAll('button')].find((button) => button.textContent?.includes(label))?.click();

beforeEach(async () => {
  sent = [];
  vi.stubGlobal('fetch', async (input: Request | string, init?: RequestInit) => {
    const request = new Request(new URL(String(input instanceof Request ? input.url : input), 'http://office.test'), init);
    const path = new URL(request.url).pathname.replace('/api/v1', '');
    if (path === '/session/refresh') return Response.json(SIGNED_IN);
    if (path === '/me') return Response.json({ posts: [] });
    sent.push({ path, body: (await request.json()) as Record<string, unknown> });
    return answer();
  });
  const kept = await openStore(PERSON);
  await Promise.all([kept.clear('texts'), kept.clear('acts')]);
  session.value = { ...SIGNED_IN, posts: [], chargeId: 'c1', mustChangePassword: false } as unknown as Session;
  standing.value = 'in';
  document.body.innerHTML = '';
  root = document.body.appendChild(document.createElement('div'));
});

it('shows notes with numbered paragraphs, links, and the dealing hand on the left', () => {
  show(aFile([]), [aNote(), aNote({ id: 'n2', side: 'right', paragraphs: [{ number: 2, text: '@para 1 से सहमत।' }] })]);

  expect(root.querySelector('#para-1 a')?.getAttribute('href')).toBe('#page-2');
  expect(root.querySelector('#para-1 .way-back a')?.getAttribute('href')).toBe('#para-2');
  expect([...root.querySelectorAll('.signature')].map((each) => each.className)).toEqual(['signature left', 'signature right']);
});

it('offers no writing where the server does not allow it', () => {
  show(aFile(['forward_file']), [aNote()]);

  expect(root.querySelector('textarea')).toBeNull();
});

it('sends a note by its paragraphs, held to the stay of the file, and then forgets the text', async () => {
  answer = () => Response.json(aNote(), { status: 201 });
  show(aFile(['add_note']), []);
  await write('पहला\n\nदूसरा');

  press('टिप्पणी अंकित करें');

  await vi.waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]?.path).toBe('/files/f1/notes');
  expect(sent[0]?.body).toMatchObject({ kind: 'green', paragraphs: ['पहला', 'दूसरा'], custody_number: 4 });
  await vi.waitFor(async () => expect(await keptText('note:f1')).toBeUndefined());
});

it('keeps the text of a refused note where it was written, with the reason beside it', async () => {
  const problem = { code: 'file.held_by_another', title: 'पत्रावली दूसरे पटल पर है', detail: 'अब नहीं।' };
  answer = () => Response.json(problem, { status: 409 });
  show(aFile(['add_note']), []);
  await write('मेरी टिप्पणी');

  press('टिप्पणी अंकित करें');

  await vi.waitFor(() => expect(root.querySelector('[role=alert]')?.textContent).toContain('पत्रावली दूसरे पटल पर है'));
  expect(root.querySelector('textarea')?.value).toBe('मेरी टिप्पणी');
  expect(await keptText('note:f1')).toBe('मेरी टिप्पणी');
  await vi.waitFor(async () => expect(await (await store()).count('acts')).toBe(0));
});

it('shows what was written when the file has left the desk', async () => {
  await keepText('note:f1', 'अधूरी टिप्पणी');

  show(aFile([]), [aNote()]);

  await vi.waitFor(() => expect(root.querySelector('.note.pending')?.textContent).toContain('अधूरी टिप्पणी'));
});

it('shows nothing as left behind while it can still be written', async () => {
  await keepText('note:f1', 'अधूरी टिप्पणी');

  show(aFile(['add_note']), []);

  await vi.waitFor(() => expect(root.querySelector('textarea')?.value).toBe('अधूरी टिप्पणी'));
  expect(root.querySelector('.note.pending')).toBeNull();
});

it('shows the open note on yellow paper with what may be done to it', () => {
  const yellow = aNote({ id: 'y1', kind: 'yellow', state: 'draft', confirmed_at: null });
  show(aFile(['confirm_note', 'revise_note']), [yellow]);

  const buttons = [...root.querySelectorAll('.note.yellow .actions button')].map((button) => button.textContent);

  expect(buttons).toEqual(['पुष्ट करें (हरी टिप्पणी)', 'संशोधित करें']);
});

const ANSWERING = { allowed_actions: ['answer_consultation', 'return_consultation', 'pass_on_consultation'] };

it('sends an opinion held to the stay of the question, and then forgets the text', async () => {
  answer = () => Response.json(aConsultation({ state: 'answered' }));
  show(aFile([]), [aNote()], [aConsultation(ANSWERING)]);
  await write('विवादरहित है।\n\nखतौनी देखें।');

  press('राय दें');

  await vi.waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]?.path).toBe('/consultations/k1/answer');
  expect(sent[0]?.body).toMatchObject({ paragraphs: ['विवादरहित है।', 'खतौनी देखें।'], custody_number: 2, base_version: 3 });
  await vi.waitFor(async () => expect(await keptKeys('note:f1')).toEqual([]));
});

it('keeps the text of a refused opinion where it was written, with the reason beside it', async () => {
  const problem = { code: 'consultation.ended', title: 'यह परामर्श पूरा हो चुका है', detail: 'वापस लिया गया।' };
  answer = () => Response.json(problem, { status: 409 });
  show(aFile([]), [], [aConsultation(ANSWERING)]);
  await write('मेरी राय');

  press('राय दें');

  await vi.waitFor(() => expect(root.querySelector('[role=alert]')?.textContent).toContain('यह परामर्श पूरा हो चुका है'));
  expect(root.querySelector('textarea')?.value).toBe('मेरी राय');
  expect(await keptText('note:f1:opinion:k1')).toBe('मेरी राय');
});

it('shows what was written for a question that this desk does not have any more', async () => {
  await keepText('note:f1:opinion:k1', 'अधूरी राय');

  show(aFile([]), [aNote()], [aConsultation({ state: 'withdrawn' })]);

  await vi.waitFor(() => expect(root.querySelector('.note.pending')?.textContent).toContain('अधूरी राय'));
});

it('shows an opinion at its place, with its question and paragraph numbers of its own', () => {
  const opinion = {
    paragraphs: [{ number: 1, text: 'सहमत।' }],
    author,
    side: 'right' as const,
    given_at: '2026-11-22T12:00:00+05:30',
    after_paragraph: 1,
  };
  const notes = [aNote(), aNote({ id: 'n2', paragraphs: [{ number: 2, text: 'आगे।' }] })];

  show(aFile([]), notes, [aConsultation({ state: 'answered', opinion })]);

  const sheet = [...root.querySelectorAll('article')].map((each) => each.querySelector('h3')?.textContent);
  expect(sheet).toEqual(['टिप्पणी 1', 'राय 1', 'टिप्पणी 2']);
  expect(root.querySelector('.opinion')?.textContent).toContain('क्या भूमि विवादरहित है?');
});

it('shows a correction at the paragraph and at the note that corrects it, and begins a further one', async () => {
  const corrected = aNote({ paragraphs: [{ number: 1, text: 'दो हेक्टेयर', corrected_by: [2] }] });
  const further = aNote({ id: 'n2', corrects: [1], paragraphs: [{ number: 2, text: '@शुद्धि 1: तीन हेक्टेयर' }] });
  answer = () => Response.json(aNote(), { status: 201 });
  show(aFile(['add_note']), [corrected, further]);

  expect(root.querySelector('#para-1 .correction a')?.getAttribute('href')).toBe('#para-2');
  expect(root.querySelector('#note-2 > .correction a')?.getAttribute('href')).toBe('#para-1');
  expect(root.querySelector('#para-1 .way-back')).toBeNull();

  await write('@शुद्धि 1-2: चार हेक्टेयर');
  press('टिप्पणी अंकित करें');

  await vi.waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]?.body).toMatchObject({ paragraphs: ['@शुद्धि 1-2: चार हेक्टेयर'], corrects: [1, 2] });
});

it('says of an oral order who gave it, and that he has still to confirm it', () => {
  const officer = { person: { ...author.person, person_id: 'other' }, post };
  const order = { ordered_by: officer, ordered_at: '2026-11-22T09:00:00+05:30', means: 'telephone', remarks: '' } as const;
  show(aFile([]), [aNote({ oral_order: { ...order, state: 'unconfirmed', answered_at: null } })]);

  expect(root.querySelector('.oral-order')?.textContent).toContain('दूरभाष पर');
  expect(root.querySelector('.oral-order .badge.warn')?.textContent).toBe('अधिकारी की पुष्टि अपेक्षित');
  expect(root.querySelector('.oral-order a')).toBeNull();
});
