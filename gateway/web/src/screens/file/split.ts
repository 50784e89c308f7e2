// How wide the noting side is beside the correspondence, as each person likes it.
import { session } from '../../api/session';

/** Per cent of the width; neither side becomes too narrow to read. */
export const NARROWEST = 25;
export const WIDEST = 75;
export const USUAL = 46;
export const STEP = 2;

export function within(share: number): number {
  return Number.isFinite(share) ? Math.round(Math.max(NARROWEST, Math.min(share, WIDEST))) : USUAL;
}

/** What a key makes of the share; null for a key that means nothing here. */
export function moved(share: number, key: string): number | null {
  switch (key) {
    case 'ArrowLeft':
      return within(share - STEP);
    case 'ArrowRight':
      return within(share + STEP);
    case 'Home':
      return NARROWEST;
    case 'End':
      return WIDEST;
    case 'Enter':
      return USUAL;
    default:
      return null;
  }
}

// It is of the person and of this screen, holds nothing of the office, and so outlives signing out.
const key = () => `patravali.split.${session.peek()?.person.id ?? ''}`;

export function recalled(): number {
  const kept = localStorage.getItem(key());
  return kept === null ? USUAL : within(Number(kept));
}

export function remember(share: number): void {
  localStorage.setItem(key(), String(share));
}
