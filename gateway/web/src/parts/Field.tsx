import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface Attributes {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': boolean;
}

interface Props {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  children: (attributes: Attributes) => ComponentChildren;
}

/** A labelled control with its hint and its refusal tied to it. */
export function Field({ label, hint, error, children }: Props) {
  const id = useId();
  const told = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({ id, 'aria-describedby': told, 'aria-invalid': Boolean(error) })}
      {hint && (
        <small class="hint" id={`${id}-hint`}>
          {hint}
        </small>
      )}
      {error && (
        <small class="error" id={`${id}-error`}>
          {error}
        </small>
      )}
    </div>
  );
}
