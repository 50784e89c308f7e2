// What closes while the mouse is pressed moves what lies below it, and the press ends beside the button it began on.
const PRESSING = ['pointerdown', 'pointerup', 'pointercancel'] as const;
let pressed = false;

const note = (event: Event) => void (pressed = event.type === 'pointerdown');

/** Knows of presses until what it answers is called. */
export function watchPresses(): () => void {
  for (const type of PRESSING) addEventListener(type, note, { capture: true });
  return () => {
    for (const type of PRESSING) removeEventListener(type, note, { capture: true });
    pressed = false;
  };
}

/** Runs it at once, or, while the mouse is pressed, after the click that the press becomes. */
export function afterPress(run: () => void): void {
  if (!pressed) return run();
  const released = () => {
    removeEventListener('pointerup', released);
    removeEventListener('pointercancel', released);
    setTimeout(run);
  };
  addEventListener('pointerup', released);
  addEventListener('pointercancel', released);
}
