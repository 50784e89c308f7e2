import { type Schemas, api, view } from '../../api/client';
import { putView, reloadViews, useView } from '../../store/views';

export type LetterView = Schemas['LetterView'];

export const at = (letter_id: string) => ({ path: { letter_id } });

export function useLetter(id: string) {
  return useView(`letter:${id}`, () => view(api.GET('/letters/{letter_id}', { params: at(id) }))).value;
}

/** After an act at the letter: what it answered is shown, and what else shows it is asked for anew. */
export function showLetter(letter: LetterView): void {
  void putView(`letter:${letter.id}`, letter);
  reloadViews(`file:${letter.file_id}`);
  reloadViews('letters:');
}

export function may(letter: LetterView, act: string): boolean {
  return letter.allowed_actions?.includes(act) ?? false;
}
