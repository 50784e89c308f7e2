import { useEffect, useRef } from 'preact/hooks';

/** The focus goes to the first control of a step when it begins, so that signing needs no mouse. */
export function useFirstFocus<Element extends HTMLElement>(begun = true) {
  const step = useRef<Element>(null);
  useEffect(() => {
    if (begun) step.current?.querySelector<HTMLElement>('input:not([type=file]), button.main, button:not(.plain)')?.focus();
  }, [begun]);
  return step;
}
