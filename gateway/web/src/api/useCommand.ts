import { useRef, useState } from 'preact/hooks';
import { Refusal, newId } from './client';

/**
 * One command at a time. Sent again after an answer was lost it is the same command, so that it takes effect once; what
 * was refused is another one.
 */
export function useCommand<Arguments extends unknown[]>(send: (key: string, ...given: Arguments) => Promise<void>) {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<unknown>(null);
  const running = useRef(false);
  const key = useRef(newId());

  async function run(...given: Arguments): Promise<void> {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setTrouble(null);
    try {
      await send(key.current, ...given);
      key.current = newId();
    } catch (error) {
      if (error instanceof Refusal) key.current = newId();
      setTrouble(error);
    }
    running.current = false;
    setBusy(false);
  }
  return { run, busy, trouble };
}
