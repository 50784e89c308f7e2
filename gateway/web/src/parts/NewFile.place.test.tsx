// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { render } from 'preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openStore } from '../store/db';
import { NewFileForm } from './NewFile';

const place = document.createElement('div');
document.body.append(place);

beforeEach(async () => openStore('new-file-heads'));
afterEach(() => {
  render(null, place);
  vi.unstubAllGlobals();
});

it('keeps the place of what is fetched, so that the button does not move away from under the mouse', async () => {
  const labels = () => [...place.querySelectorAll('label')].map((label) => label.textContent);
  const answers: ((response: Response) => void)[] = [];
  vi.stubGlobal('fetch', () => new Promise<Response>((resolve) => answers.push(resolve)));
  render(<NewFileForm onCreated={vi.fn()} />, place);
  const seen = new Set([labels().join()]);
  const watch = new MutationObserver(() => seen.add(labels().join()));
  watch.observe(place, { childList: true, subtree: true });
  await vi.waitFor(() => expect(answers.length).toBeGreaterThan(0));

  const heads = { items: [{ code: '21', title_hi: 'दाखिल-खारिज', title_en: 'Mutation' }], next_cursor: null };
  const types = [{ code: 'rti', name_hi: 'सूचना', name_en: 'RTI', limits: [], checklist: [] }];
  const subjects = [{ code: 'land', name_hi: 'भूमि', name_en: 'Land' }];
  for (const answer of answers) answer(Response.json({ ...heads, case_types: types, subjects }));
  await vi.waitFor(() => expect(place.querySelector('select option[value="21"]')).not.toBeNull());
  await vi.waitFor(() => expect(place.querySelector('select option[value="rti"]')).not.toBeNull());

  watch.disconnect();
  expect([...seen]).toHaveLength(1);
  expect(seen.has('')).toBe(false);
});
