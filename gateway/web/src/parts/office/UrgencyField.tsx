import type { Schemas } from '../../api/client';
import { Field } from '../Field';
import { URGENCIES, urgencyName } from './who';

type Urgency = Schemas['FileView']['urgency'];

interface Props<Value> {
  label: string;
  value: Value;
  onPick: (urgency: Value) => void;
  /** Offered besides, where it may stay what it is. */
  same?: string;
}

export function UrgencyField<Value extends Urgency | ''>({ label, value, onPick, same }: Props<Value>) {
  return (
    <Field label={label}>
      {(attributes) => (
        <select {...attributes} value={value} onChange={(event) => onPick(event.currentTarget.value as Value)}>
          {same && <option value="">{same}</option>}
          {URGENCIES.map((each) => (
            <option key={each} value={each}>
              {urgencyName(each)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
