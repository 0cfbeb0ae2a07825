import type { ComponentChildren } from "preact";

interface FieldProps {
  id: string;
  label: string;
  /** Whose it is, where that is seen from where it stands; it is told all the same. */
  of?: string;
  hint?: string;
  children: ComponentChildren;
}

/** A label, its control, and what helps to fill it. */
export function Field({ id, label, of, hint, children }: FieldProps) {
  return (
    <div class="field">
      <label for={id}>
        {label}
        {of ? <span class="vh">: {of}</span> : null}
      </label>
      {children}
      {hint ? <small id={`${id}-hint`}>{hint}</small> : null}
    </div>
  );
}
