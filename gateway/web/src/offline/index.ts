// Looks after the files that are kept on this PC, when nothing else is to be done.
import { effect } from '@preact/signals';
import { session, standing } from '../api/session';
import { online } from '../shell/line';

/** Milliseconds after the start, or after the line came back: the screen comes first. */
const LATER = 5_000;

export function tendKeptFiles(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  effect(() => {
    clearTimeout(timer);
    if (standing.value !== 'in' || !session.value?.chargeId || !online.value) return;
    timer = setTimeout(() => void import('./kept').then(({ tend }) => tend()).catch(() => undefined), LATER);
  });
}
