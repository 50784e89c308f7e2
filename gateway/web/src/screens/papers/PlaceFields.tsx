import longest from '../../api/longest.json';
import { words } from '../../i18n';
import { Field } from '../../parts/Field';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });
const PARTS = ['room', 'almirah', 'shelf'] as const;

export interface Place {
  room: string;
  almirah: string;
  shelf: string;
}

/** Where it is put; the desk itself where all three are empty. */
export function PlaceFields({ place, onInput }: { place: Place; onInput: (change: Partial<Place>) => void }) {
  return (
    <fieldset class="paper-fields">
      <legend>{t('place_legend')}</legend>
      {PARTS.map((part) => (
        <Field key={part} label={t(part)}>
          {(attributes) => <input {...attributes} maxLength={longest.subject} value={place[part]} onInput={(event) => onInput({ [part]: event.currentTarget.value })} />}
        </Field>
      ))}
    </fieldset>
  );
}
