// The app itself on this PC, so that it opens without a line.
import { untilCalm } from '../shell/calm';

/** Milliseconds after the start by which the first screen has asked for what it shows. */
const LATER = 1_500;

/** All screens are fetched for later use, so the one that is being opened comes first. */
export function keepTheApp(): void {
  if (!('serviceWorker' in navigator)) return;
  setTimeout(() => void untilCalm().then(register), LATER);
}

async function register(): Promise<void> {
  // Without it the app works as long as there is a line.
  await navigator.serviceWorker.register('/sw.js', { type: 'module' }).catch(() => undefined);
}

/** The app opens without a line; for ever pending where the browser keeps no app. */
export async function appIsHere(): Promise<void> {
  if ('serviceWorker' in navigator) await navigator.serviceWorker.ready;
  else await new Promise<never>(() => undefined);
}
