import { expect, it } from 'vitest';
import { type Head, inOrder, pathOf, retentionOf, suggested } from './tree';

const head = (code: string, parent: string | null, name_hi: string, keywords_hi: string[], keywords_en: string[], retention: string | null = null): Head => ({
  code, parent, name_hi, name_en: code, keywords_hi, keywords_en, retention, citation: 'practice', valid_from: '2000-01-01', valid_to: null,
});
const HEADS = [
  head('mutation', 'revenue', 'नामान्तरण', ['नामान्तरण', 'दाखिल खारिज'], ['mutation']),
  head('revenue', null, 'राजस्व', ['राजस्व'], ['revenue'], 'b'),
  head('rti', null, 'सूचना', ['सूचना का अधिकार'], ['right to information', 'rti'], 'c_3'),
];
const codes = (subject: string) => suggested(subject, HEADS).map(({ code }) => code);

it('offers heads by words in either script, however they are spelled', () => {
  expect(codes('ग्राम कालसी में नामांतरण के सम्बन्ध में')).toEqual(['mutation']);
  expect(codes('दाखिल-खारिज हेतु')).toEqual(['mutation']);
  expect(codes('RTI: mutation of land, revenue village')).toEqual(['mutation', 'revenue', 'rti']);
  expect(codes('')).toEqual([]);
});

it('takes whole words only', () => {
  expect(codes('partition, shirtings')).toEqual([]);
});

it('puts each head below the one above it', () => {
  expect(inOrder(HEADS).map(({ head: { code }, depth }) => `${depth} ${code}`)).toEqual(['0 revenue', '1 mutation', '0 rti']);
  expect(pathOf('mutation', HEADS)).toBe('राजस्व › नामान्तरण');
});

it('keeps a file as the nearest head above says', () => {
  const retention = [{ code: 'b', name_hi: 'ख', name_en: 'B', citation: 'practice', valid_from: '2000-01-01', valid_to: null }];

  expect(retentionOf('mutation', { subjects: HEADS, retention })?.name_en).toBe('B');
  expect(retentionOf('unknown', { subjects: HEADS, retention })).toBeUndefined();
});
