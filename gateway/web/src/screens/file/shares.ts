// The shares of a file's time, as the server charged them; nothing is counted here.
import type { Schemas } from '../../api/client';

export type Shares = Schemas['SharesView'];
export const SHARES = ['desk', 'citizen', 'other_office', 'court', 'outage', 'off_hours'] as const satisfies readonly (keyof Shares)[];
export type Share = (typeof SHARES)[number];

/** The shares that have any time; the desk's always, because that is what is asked first. */
export function present(shares: Shares): Share[] {
  return SHARES.filter((share) => share === 'desk' || shares[share] > 0);
}

/** How wide a share is drawn. */
export function percentOf(shares: Shares, share: Share): number {
  return shares.total ? (shares[share] / shares.total) * 100 : 0;
}

export function hoursAndMinutes(seconds: number): { hours: number; minutes: number } {
  return { hours: Math.floor(seconds / 3600), minutes: Math.floor((seconds % 3600) / 60) };
}
