// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { speak } from '../../i18n';
import type { Office, Unit } from './directory';
import { UnitForm } from './UnitForm';

const OFFICE = { id: '0192', name_hi: 'कलेक्ट्रेट', name_en: 'Collectorate' } as Office;
const UNIT = {
  id: '0193',
  office_id: '0192',
  name_hi: 'राजस्व अनुभाग',
  name_en: 'Revenue',
  abbreviation_hi: 'राज',
  abbreviation_en: 'REV',
  heads: [{ code: '7', title_hi: 'भू-अभिलेख', title_en: 'Land records' }],
  version: 4,
} as Unit;
const WRONG = {
  code: 'request.validation',
  title: 'प्रविष्टि ठीक नहीं है',
  detail: 'सुधारें।',
  errors: [{ pointer: '/abbreviation_en', field: 'abbreviation_en', label: 'संक्षेप', code: 'x', message: 'यह बहुत लम्बा है।' }],
};

let page: HTMLElement;
const closed = vi.fn();

function answering(status: number, body: unknown) {
  const answer = vi.fn<typeof fetch>(() =>
    Promise.resolve(new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })),
  );
  vi.stubGlobal('fetch', answer);
  return answer;
}

async function submit(): Promise<void> {
  await act(async () => {
    page.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  });
}

beforeEach(async () => {
  speak('hi');
  closed.mockClear();
  page = document.createElement('div');
  document.body.append(page);
  await act(() => render(<UnitForm unit={UNIT} office={OFFICE} onClose={closed} />, page));
});
afterEach(() => {
  render(null, page);
  page.remove();
  vi.unstubAllGlobals();
});

test('what is refused stands beside its field, and the form stays', async () => {
  answering(400, WRONG);

  await submit();

  await vi.waitFor(() => expect(page.querySelector('.field .error')?.textContent).toBe('यह बहुत लम्बा है।'));
  expect(page.querySelector('[aria-invalid="true"]')?.getAttribute('lang')).toBe('en');
  expect(closed).not.toHaveBeenCalled();
});

test('a change names the version that was seen and is sent once', async () => {
  const sent = answering(200, UNIT);

  await submit();

  await vi.waitFor(() => expect(closed).toHaveBeenCalledTimes(1));
  const request = sent.mock.calls[0]?.[0] as Request;
  expect(request.headers.get('If-Match')).toBe('"4"');
  expect(await request.json()).toMatchObject({ unit_id: '0193', office_id: '0192', heads: UNIT.heads, deleted: false });
  expect(sent).toHaveBeenCalledTimes(1);
});

test('heads that cannot be read are not sent', async () => {
  const sent = answering(200, UNIT);
  const heads = page.querySelector('textarea');
  await act(() => {
    if (heads) heads.value = '7 भू-अभिलेख';
    heads?.dispatchEvent(new Event('input', { bubbles: true }));
  });

  await submit();

  expect(page.textContent).toContain('पंक्ति 1');
  expect(sent).not.toHaveBeenCalled();
});
