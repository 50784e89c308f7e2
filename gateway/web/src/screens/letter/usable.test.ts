import { expect, it } from 'vitest';
import type { TokenCertificate } from './agent';
import { type Registered, isUsable, matched, nameIn } from './usable';

const onToken = (sha256: string) => ({ sha256, common_name: 'ANITA RAWAT' }) as TokenCertificate;
const registered = (sha256: string, status: Registered['status'] = 'active') => ({ id: sha256, sha256, status }) as Registered;

it('finds a certificate of the token among those registered, however its digest is written', () => {
  const [found] = matched([onToken('ab01')], [registered('ff00'), registered('AB01')]);

  expect(found?.registered?.sha256).toBe('AB01');
  expect(found && isUsable(found)).toBe(true);
});

it('lets nobody sign with one that is not registered, or no more in force', () => {
  const found = matched([onToken('ab01'), onToken('cd02')], [registered('cd02', 'deactivated')]);

  expect(found.map(isUsable)).toEqual([false, false]);
});

it('reads the name of an authority however it is written', () => {
  expect(nameIn('Common Name: Demo CA, Organization: Demo, Country: IN')).toBe('Demo CA');
  expect(nameIn('O=Demo,CN=Demo CA,C=IN')).toBe('Demo CA');
  expect(nameIn('O=Demo')).toBe('O=Demo');
});
