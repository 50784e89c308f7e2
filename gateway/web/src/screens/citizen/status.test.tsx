// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { language, speak } from '../../i18n';
import { type Standing, ask, slipOf } from './ask';
import { STEPS, placeOf, sentenceOf } from './stages';
import { Status } from './Status';

const STANDING: Standing = {
  diary_number: 'DM-DDN/2026/412',
  office_hi: 'जिलाधिकारी कार्यालय, देहरादून',
  office_en: "District Magistrate's Office, Dehradun",
  received_on: '2026-11-02',
  stage: 'under_consideration',
  level: 'adm',
  since: '2026-11-20',
  cancelled: false,
};

const answering = (status: number, body: unknown) =>
  vi.fn<typeof fetch>(() =>
    Promise.resolve(new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })),
  );

let page: HTMLElement;
beforeEach(() => {
  page = document.createElement('div');
  document.body.append(page);
  speak('hi');
});
afterEach(() => {
  render(null, page);
  page.remove();
  vi.unstubAllGlobals();
});

test('the QR code of a slip gives number and code', () => {
  expect(slipOf('?office=5f0c&number=DM-DDN%2F2026%2F412&code=7K2M-9QXD')).toEqual({
    number: 'DM-DDN/2026/412',
    code: '7K2M-9QXD',
  });
  expect(slipOf('')).toEqual({ number: '', code: '' });
});

test('who scanned the code sees the answer without typing', async () => {
  const fetched = answering(200, STANDING);
  vi.stubGlobal('fetch', fetched);

  await act(async () => {
    render(<Status slip={{ number: 'DM-DDN/2026/412', code: '7K2M-9QXD' }} />, page);
  });

  await vi.waitFor(() => expect(page.textContent).toContain('अपर जिलाधिकारी के स्तर पर विचाराधीन'));
  expect(page.textContent).toContain('20.11.2026');
  expect((fetched.mock.calls[0]?.[0] as Request).url).toContain('number=DM-DDN%2F2026%2F412&code=7K2M-9QXD');
});

test('nothing is asked before number and code are there', async () => {
  const fetched = answering(200, STANDING);
  vi.stubGlobal('fetch', fetched);

  await act(async () => {
    render(<Status slip={{ number: 'DM-DDN/2026/412', code: '' }} />, page);
  });

  expect(fetched).not.toHaveBeenCalled();
});

test('a wrong number, a wrong code and a code that can be none are told alike', async () => {
  for (const status of [404, 400, 422]) {
    expect(await ask({ number: '1', code: 'x' }, answering(status, {}))).toEqual({ kind: 'not_found' });
  }
});

test('too many questions and a broken line are told apart from a wrong code', async () => {
  const broken = vi.fn<typeof fetch>(() => Promise.reject(new TypeError('no line')));

  expect(await ask({ number: '1', code: 'x' }, answering(429, {}))).toEqual({ kind: 'too_often' });
  expect(await ask({ number: '1', code: 'x' }, answering(503, {}))).toEqual({ kind: 'away' });
  expect(await ask({ number: '1', code: 'x' }, broken)).toEqual({ kind: 'away' });
});

test('who gave wrong codes is told so, and how long to wait', async () => {
  const headers = { 'Content-Type': 'application/problem+json', 'Retry-After': '661' };
  const body = JSON.stringify({ code: 'receipt.too_many_wrong_codes' });
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(body, { status: 429, headers })));

  await act(async () => {
    render(<Status slip={{ number: '1', code: '7K2M-9QXD' }} />, page);
  });

  await vi.waitFor(() => expect(page.textContent).toContain('गलत कोड'));
  expect(page.textContent).toContain('12 मिनट बाद');
});

test('going back to the section does not take a step back', () => {
  const stages = ['with_section', 'under_consideration'] as const;

  for (const stage of stages) expect(STEPS.map((step) => placeOf(step, stage))).toEqual(['done', 'now', 'to_come']);
  expect(STEPS.map((step) => placeOf(step, 'received'))).toEqual(['now', 'to_come', 'to_come']);
  expect(STEPS.map((step) => placeOf(step, 'closed'))).toEqual(['done', 'done', 'done']);
});

test('the sentence names the level only where one is told', () => {
  expect(sentenceOf({ stage: 'under_consideration', level: 'dm', cancelled: false })).toBe('with_dm');
  expect(sentenceOf({ stage: 'under_consideration', level: null, cancelled: false })).toBe('is_under_consideration');
  expect(sentenceOf({ stage: 'with_section', level: null, cancelled: false })).toBe('is_with_section');
  expect(sentenceOf({ stage: 'closed', level: null, cancelled: true })).toBe('is_cancelled');
});

test('the page changes its language without asking again', async () => {
  const fetched = answering(200, STANDING);
  vi.stubGlobal('fetch', fetched);
  await act(async () => {
    render(<Status slip={{ number: '1', code: '7K2M-9QXD' }} />, page);
  });
  await vi.waitFor(() => expect(page.textContent).toContain('विचाराधीन'));

  await act(async () => {
    page.querySelector<HTMLButtonElement>('.tongue')?.click();
  });

  await vi.waitFor(() => expect(page.textContent).toContain('Additional District Magistrate'));
  expect(language.value).toBe('en');
  expect(fetched).toHaveBeenCalledTimes(1);
});
