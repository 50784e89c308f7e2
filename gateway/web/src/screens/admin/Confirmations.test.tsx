// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Schemas } from '../../api/client';
import { speak } from '../../i18n';
import { Confirmations } from './Confirmations';

const PENDING = {
  id: '0192',
  number: 'ABFB9E',
  act: 'assume_charge',
  state: 'pending',
  reason: 'स्थानान्तरण आदेश 412, दिनांक 20.11.2026',
  post: { post_id: '0193', designation_hi: 'अपर जिलाधिकारी', designation_en: 'Additional District Magistrate' },
  person: { person_id: '0194', name_hi: 'सुनीता रावत', name_en: 'Sunita Rawat' },
  proposed_by: { person_id: '0195', name_hi: 'रमेश तोमर', name_en: 'Ramesh Tomar' },
  proposed_at: '2026-11-27T05:00:00Z',
  lapses_at: '2026-11-30T05:00:00Z',
  changes: [],
  allowed_actions: ['confirm_proposal', 'refuse_proposal'],
} as unknown as Schemas['ProposalView'];
const SETTLED = { ...PENDING, id: '0196', number: '12CD34', state: 'lapsed', settled_at: PENDING.lapses_at, allowed_actions: [] };

let page: HTMLElement;
let asked: string[];

async function open(path: string, items: unknown[]): Promise<void> {
  asked = [];
  history.replaceState(null, '', path);
  vi.stubGlobal('fetch', (request: Request) => {
    asked.push(request.url);
    return Promise.resolve(new Response(JSON.stringify({ items }), { headers: { 'Content-Type': 'application/json' } }));
  });
  await act(() => render(<Confirmations />, page));
  await vi.waitFor(() => expect(page.querySelector('.proposals > li, p[role=status]:not(.waiting)')).not.toBeNull());
}

beforeEach(() => {
  speak('hi');
  page = document.createElement('div');
  document.body.append(page);
});
afterEach(() => {
  render(null, page);
  page.remove();
  vi.unstubAllGlobals();
});

test('what waits is listed with what can be done about it', async () => {
  await open('/admin/confirmations', [PENDING]);

  expect(asked[0]).toContain('pending=true');
  expect(page.querySelector('li')?.textContent).toContain('सुनीता रावत');
  expect([...page.querySelectorAll('li button')].map((button) => button.textContent)).toEqual(['पुष्टि करें', 'अस्वीकार करें']);
  expect(page.querySelector('[aria-current]')).toBeNull();
});

test('who comes from a message finds its proposal marked, also where it is settled by now', async () => {
  await open('/admin/confirmations?number=12CD34', [PENDING, SETTLED]);

  expect(asked[0]).toContain('pending=false');
  const marked = page.querySelectorAll('[aria-current]');
  expect(marked).toHaveLength(1);
  expect(marked[0]?.textContent).toContain('12CD34');
  expect(document.activeElement).toBe(marked[0]);
});

test('a change says from what to what, also where something falls away', async () => {
  const changes = [
    { field: 'roles', before: 'adm', after: 'adm, dispatch' },
    { field: 'mobile', before: '+919000000001', after: '' },
    { field: 'email', before: '', after: 'adm@example.in' },
  ];
  await open('/admin/confirmations', [{ ...PENDING, changes }]);
  await vi.waitFor(() => expect(page.textContent).toContain('+91'));

  const said = [...page.querySelectorAll('li dd')].map((fact) => fact.textContent);
  expect(said.slice(2, 5)).toEqual(['अपर जिलाधिकारी → अपर जिलाधिकारी, प्रेषण', '+919000000001 → —', 'adm@example.in']);
});

test('an empty list says whether nothing waits or nothing was ever proposed', async () => {
  await open('/admin/confirmations', []);
  await vi.waitFor(() => expect(page.querySelector('[role=status]')?.textContent).toContain('प्रतीक्षारत नहीं'));

  await act(() => page.querySelector<HTMLInputElement>('input[type=checkbox]')?.click());

  await vi.waitFor(() => expect(page.querySelector('[role=status]')?.textContent).toContain('कोई प्रस्ताव नहीं'));
});
