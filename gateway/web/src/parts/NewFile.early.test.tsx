// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { render } from 'preact';
import { afterEach, expect, it, vi } from 'vitest';
import type { NewAct } from '../acts';
import { openStore } from '../store/db';

const attempt = vi.fn((_: NewAct) => new Promise(() => undefined));
vi.mock('../acts/attempt', () => ({ useAttempt: () => attempt }));
const { NewFileForm } = await import('./NewFile');

const place = document.createElement('div');
document.body.append(place);
afterEach(() => {
  render(null, place);
  vi.unstubAllGlobals();
});

it('is sent when the heads come, where somebody pressed before they were there', async () => {
  await openStore('new-file-early');
  const answers: ((response: Response) => void)[] = [];
  vi.stubGlobal('fetch', () => new Promise<Response>((resolve) => answers.push(resolve)));
  render(<NewFileForm subject="भूमि विवाद" onCreated={vi.fn()} />, place);
  await vi.waitFor(() => expect(answers).toHaveLength(2));

  place.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(attempt).not.toHaveBeenCalled();
  const heads = { items: [{ code: '21', title_hi: 'दाखिल-खारिज', title_en: 'Mutation' }], next_cursor: null };
  for (const answer of answers) answer(Response.json({ ...heads, case_types: [], subjects: [] }));

  await vi.waitFor(() => expect(attempt).toHaveBeenCalledTimes(1));
  expect(attempt.mock.calls[0]?.[0].body).toMatchObject({ subject: 'भूमि विवाद', head: '21' });
});
