// Certificates on the token, beside those that the server knows as this person's.
import type { Schemas } from '../../api/client';
import type { TokenCertificate } from './agent';

export type Registered = Schemas['CertificateView'];

export interface Usable {
  onToken: TokenCertificate;
  registered: Registered;
}

export interface Found {
  onToken: TokenCertificate;
  /** Absent where it has not been registered. */
  registered: Registered | null;
}

export function matched(onToken: TokenCertificate[], registered: Registered[]): Found[] {
  return onToken.map((each) => ({
    onToken: each,
    registered: registered.find(({ sha256 }) => sha256.toLowerCase() === each.sha256.toLowerCase()) ?? null,
  }));
}

/** Registered and in force: it can be signed with. */
export function isUsable(found: Found): found is Usable {
  return found.registered?.status === 'active';
}

/** The name out of a distinguished name, as tokens and verifications write it; the whole where it has none. */
export function nameIn(distinguished: string): string {
  return /(?:^|[,;] ?)(?:CN=|Common Name: )([^,;]+)/.exec(distinguished)?.[1]?.trim() ?? distinguished;
}
