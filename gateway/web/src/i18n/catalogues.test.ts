import { describe, expect, it } from 'vitest';

type Catalogue = Record<string, string>;

const found = import.meta.glob<Catalogue>('../**/*{hi,en}.json', { eager: true, import: 'default' });
const hindi = Object.keys(found).filter((path) => path.endsWith('hi.json'));
const places = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();

describe('the catalogues', () => {
  it('come in pairs', () => {
    const paired = hindi.flatMap((path) => [path, englishOf(path)]);
    expect(paired.sort()).toEqual(Object.keys(found).sort());
    expect(hindi.length).toBeGreaterThan(10);
  });

  it.each(hindi)('%s says the same things as the English beside it', (path) => {
    const [hi, en] = [found[path] ?? {}, found[englishOf(path)] ?? {}];
    expect(Object.keys(en)).toEqual(Object.keys(hi));
    for (const key of Object.keys(hi)) expect({ [key]: places(en[key] ?? '') }).toEqual({ [key]: places(hi[key] ?? '') });
  });

  it.each(Object.keys(found))('%s is in order and leaves nothing unsaid', (path) => {
    const catalogue = found[path] ?? {};
    expect(Object.keys(catalogue)).toEqual(Object.keys(catalogue).sort());
    expect(Object.entries(catalogue).filter(([, text]) => text.trim() === '')).toEqual([]);
  });
});

function englishOf(path: string): string {
  return path.replace(/hi\.json$/, 'en.json');
}
