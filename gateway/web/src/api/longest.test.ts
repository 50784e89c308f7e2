import { expect, it } from 'vitest';

const sources = import.meta.glob<string>('../**/*.tsx', { eager: true, query: '?raw', import: 'default' });
/** A figure, and codes that are typed off a slip or a window, are no texts; the citizen's page asks for nothing else. */
const CODES = ['../screens/adoption/FactorDialog.tsx', '../screens/citizen/Status.tsx', '../screens/letter/Pairing.tsx', '../screens/papers/Scan.tsx'];

it('every field takes its bound from one place', () => {
  const own = Object.keys(sources).filter((path) => /maxLength=(?!\{(?:longest[.[]|of === |type === 'text' \? longest\.))/.test(sources[path] ?? ''));

  expect(own.sort()).toEqual(CODES);
  expect(Object.keys(sources).length).toBeGreaterThan(100);
});
