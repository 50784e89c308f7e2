import { useState } from 'preact/hooks';
import { type FieldError, Refusal } from '../../api/client';
import { tell } from '../../parts/notices';
import { changed } from './directory';

/** Sends a form once; what is refused stays beside the field that it concerns. */
export function useSaving<Result>(save: () => Promise<Result>, done: (result: Result) => void, said?: string) {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<unknown>(null);
  const errors: FieldError[] = trouble instanceof Refusal ? trouble.errors : [];

  async function run(event?: Event): Promise<void> {
    event?.preventDefault();
    if (busy) return;
    setBusy(true);
    setTrouble(null);
    try {
      const result = await save();
      changed();
      if (said) tell(said);
      done(result);
    } catch (refused) {
      setTrouble(refused);
    }
    setBusy(false);
  }

  return {
    busy,
    trouble,
    run,
    /** What is wrong with this field. */
    error: (field: string) => errors.find((each) => each.pointer.startsWith(`/${field}`))?.message,
  };
}
