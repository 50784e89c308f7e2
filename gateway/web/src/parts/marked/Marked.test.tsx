// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, beforeEach, expect, it } from 'vitest';
import fixtures from '../../../../../tests/contract/marked.json';
import { Marked } from './Marked';

let root: HTMLElement;
beforeEach(() => {
  root = document.body.appendChild(document.createElement('div'));
});
afterEach(() => {
  render(null, root);
  root.remove();
});

const OURS = new Set(['P', 'STRONG', 'U', 'OL', 'UL', 'LI', 'SPAN', 'DIV', 'TABLE', 'THEAD', 'TBODY', 'TR', 'TH', 'TD']);

it('makes elements of marks only, whatever is typed', () => {
  for (const { text } of fixtures) {
    render(<Marked text={text} />, root);
    const all = [...root.querySelectorAll('*')];
    expect(all.map(({ tagName }) => tagName).filter((name) => !OURS.has(name))).toEqual([]);
    expect(all.flatMap((each) => [...each.attributes].map(({ name }) => name)).filter((name) => name.startsWith('on') || name === 'href')).toEqual([]);
    render(null, root);
  }
});

it('is a table, lists and emphasis for who cannot see them', () => {
  render(<Marked text={'**राशि** __देय__\n| मद | ₹ |\n|---|---:|\n| वेतन | 12 |\n1. एक\n  - दो'} />, root);

  expect(root.querySelector('p strong')?.textContent).toBe('राशि');
  expect(root.querySelector('p u')?.textContent).toBe('देय');
  expect([...root.querySelectorAll('th[scope=col]')].map((each) => each.textContent)).toEqual(['मद', '₹']);
  expect(root.querySelector('td.count')?.textContent).toBe('12');
  expect(root.querySelector('[role=region]')?.getAttribute('aria-label')).toBe('तालिका: 2 स्तंभ, 1 पंक्तियाँ');
  expect(root.querySelector('ol > li .marker')?.textContent).toBe('1.');
  expect(root.querySelector('ol ul > li')?.textContent).toBe('• दो');
});
