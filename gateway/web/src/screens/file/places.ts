// Going from a note to what it names, and back: each jump is a step of the browser's own history, so that its way back
// (Alt+ArrowLeft, the phone's gesture) works as well as the screen's.
import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { type Target, anchorOf, targetOf } from './references';

export interface Place {
  target: Target;
  number: number;
}

export interface Places {
  /** Go there; `from` is where the way back ends. */
  go: (to: Place, from?: Place) => void;
  /** From where the last jump came. */
  origin: Place | null;
  back: () => void;
}

const Context = createContext<Places>({ go: () => undefined, origin: null, back: () => undefined });
export const PlacesProvider = Context.Provider;
export const usePlaces = () => useContext(Context);

interface Step {
  /** The anchor that the jump came from. */
  from?: string;
}

/** `reveal` brings the side into view on which the place is; `ready` says that there is something to go to. */
export function usePlacesOf(reveal: (target: Target) => void, ready: boolean): Places {
  const [goal, setGoal] = useState<Place | null>(() => targetOf(location.hash));
  const [origin, setOrigin] = useState<Place | null>(cameFrom);
  useEffect(() => {
    const onPop = () => {
      setOrigin(cameFrom());
      setGoal(targetOf(location.hash));
    };
    window.addEventListener('popstate', onPop);
    return () => window.removeEventListener('popstate', onPop);
  }, []);
  useEffect(() => {
    if (!goal || !ready) return undefined;
    reveal(goal.target);
    const frame = requestAnimationFrame(() => {
      show(goal);
      setGoal(null);
    });
    return () => cancelAnimationFrame(frame);
  }, [goal, ready]);
  return {
    origin,
    back: () => history.back(),
    go: (to, from) => {
      if (from) history.replaceState(history.state, '', `#${anchorOf(from.target, from.number)}`);
      const step: Step = from ? { from: anchorOf(from.target, from.number) } : {};
      history.pushState(step, '', `#${anchorOf(to.target, to.number)}`);
      setOrigin(from ?? null);
      setGoal(to);
    },
  };
}

function cameFrom(): Place | null {
  return targetOf((history.state as Step | null)?.from ?? '');
}

function show({ target, number }: Place): void {
  const element = document.getElementById(anchorOf(target, number));
  if (!element) return;
  for (const before of document.querySelectorAll('.found')) before.classList.remove('found');
  element.classList.add('found');
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: target === 'page' ? 'start' : 'center' });
}
