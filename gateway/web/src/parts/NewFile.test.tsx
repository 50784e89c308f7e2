// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { render } from 'preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openStore } from '../store/db';
import { NewFileForm } from './NewFile';
import words from './office/newfile.hi.json';

const place = document.createElement('div');
document.body.append(place);
const created = vi.fn();

beforeEach(async () => {
  await openStore('new-file');
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no line')));
  created.mockClear();
  render(<NewFileForm onCreated={created} />, place);
});
afterEach(() => {
  render(null, place);
  vi.unstubAllGlobals();
});

const submit = () => place.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));

it('says beside each field what is missing, once somebody tried', async () => {
  expect(place.textContent).not.toContain(words.missing_subject);

  submit();

  // The number is asked for once it is known that the heads cannot be had.
  await vi.waitFor(() => expect(place.textContent).toContain(words.missing_number));
  expect(place.textContent).toContain(words.missing_subject);
  const invalid = [...place.querySelectorAll('[aria-invalid="true"]')];
  expect(invalid.map((field) => field.getAttribute('aria-describedby'))).not.toContain(null);
  expect(created).not.toHaveBeenCalled();
});
