/** Controls of a trip's page: numbers with a comma, and one of a few with one tap. */
import "./claim.css";
import { useState } from "preact/hooks";
import { language } from "../../ui/words";
import { Field } from "../_shared/forms/Field";

const WHOLE = /^\d{1,6}([.,]\d{1,3})?$/;

interface NumberProps {
  id: string;
  label: string;
  value: number | null;
  onValue: (value: number | null) => void;
  hint?: string;
}

/** A number of at most three decimals; what is typed stays as it is typed until the field is left. */
export function NumberField({ id, label, value, onValue, hint }: NumberProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? (value === null ? "" : typedAs(value));
  const wrong = text.trim() !== "" && !WHOLE.test(text.trim());
  return (
    <Field id={id} label={label} hint={hint}>
      <input
        id={id}
        class="input"
        inputMode="decimal"
        autocomplete="off"
        value={text}
        aria-invalid={wrong || undefined}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onInput={(event) => {
          const now = event.currentTarget.value;
          setTyped(now);
          onValue(WHOLE.test(now.trim()) ? Number(now.trim().replace(",", ".")) : null);
        }}
        onBlur={() => !wrong && setTyped(null)}
      />
    </Field>
  );
}

/** As it is typed: all its decimals, and thousands together. */
function typedAs(value: number): string {
  return String(value).replace(".", language() === "en" ? "." : ",");
}

interface ChoiceProps<T> {
  id: string;
  label: string;
  value: T;
  options: readonly (readonly [T, string])[];
  onPick: (value: T) => void;
}

/** One of a few, each a button. */
export function Choice<T extends string | number>({ id, label, value, options, onPick }: ChoiceProps<T>) {
  return (
    <div class="travel-choice" role="group" aria-labelledby={`${id}-label`} id={id} tabIndex={-1}>
      <span class="label" id={`${id}-label`}>
        {label}
      </span>
      <span class="travel-options">
        {options.map(([key, name]) => (
          <button key={key} type="button" class="tag" aria-pressed={key === value} onClick={() => onPick(key)}>
            {name}
          </button>
        ))}
      </span>
    </div>
  );
}
