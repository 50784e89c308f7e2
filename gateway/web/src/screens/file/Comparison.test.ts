import { expect, it } from 'vitest';
import type { Schemas } from '../../api/client';
import { changesOf } from './Comparison';

type Version = Schemas['DraftVersionView'];

function aVersion(change: Partial<Version> = {}): Version {
  return {
    number: 1,
    subject: 'सीमांकन के सम्बन्ध में',
    reference: '',
    addressees: [{ name: 'तहसीलदार, ऋषिकेश', address: '', email: null }],
    body: ['आख्या भेजें।'],
    marked: true,
    copy_to: [],
    revised_by: {} as Version['revised_by'],
    revised_at: '2026-11-22T10:00:00+05:30',
    ...change,
  };
}

it('names the parts in which two versions differ, in the order of the letter', () => {
  const found = changesOf(aVersion(), aVersion({ copy_to: ['उप जिलाधिकारी'], body: ['आख्या तत्काल भेजें।'] }));

  expect(found.map(({ part }) => part)).toEqual(['body', 'copy_to']);
  expect(found[0]?.stretches.filter(({ kind }) => kind === 'added').map(({ text }) => text.trim())).toEqual(['तत्काल']);
});

it('sees an addressee whose address alone was changed', () => {
  const moved = [{ name: 'तहसीलदार, ऋषिकेश', address: 'रेलवे रोड', email: null }];

  expect(changesOf(aVersion(), aVersion({ addressees: moved })).map(({ part }) => part)).toEqual(['addressees']);
});

it('finds nothing between two that say the same', () => {
  expect(changesOf(aVersion(), aVersion({ number: 2, body: ['आख्या भेजें।  '] }))).toEqual([]);
});
