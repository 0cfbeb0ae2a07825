/** The form kit: labelled controls. */
import "./desk.css";
import { DateInput, TimeInput } from "../../../ui/DateTime";
import { t } from "../../../ui/words";
import { Field } from "./Field";

interface InputProps {
  id: string;
  label: string;
  value: string;
  onInput: (value: string) => void;
  type?: "text" | "date" | "time" | "search" | "email";
  hint?: string;
  required?: boolean;
  maxLength?: number;
  wrong?: boolean;
}

/** How another person's address is typed: with the @ at hand, never filled with one's own, never written large. */
const ADDRESS = { inputMode: "email", autocomplete: "off", autocapitalize: "none", spellcheck: false } as const;

/** A labelled line of text, an e-mail address, a date or a time. */
export function Input({ id, label, value, onInput, type = "text", hint, required, maxLength, wrong }: InputProps) {
  return (
    <Field id={id} label={label} hint={hint}>
      {type === "date" || type === "time" ? (
        <Typed id={id} type={type} value={value} hint={hint} required={required} onInput={onInput} />
      ) : (
        <input
          id={id}
          class="input"
          {...({ type } as { type: "text" })}
          {...(type === "email" ? ADDRESS : {})}
          value={value}
          required={required}
          maxLength={maxLength}
          aria-invalid={wrong || undefined}
          aria-describedby={hint ? `${id}-hint` : undefined}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

function Typed({ id, value, onInput, type, hint, required }: Omit<InputProps, "label">) {
  const Kind = type === "date" ? DateInput : TimeInput;
  return (
    <Kind
      id={id}
      value={value}
      required={required}
      aria-describedby={hint ? `${id}-hint` : undefined}
      onInput={onInput}
    />
  );
}

interface SelectProps {
  id: string;
  label: string;
  of?: string;
  value: string;
  options: readonly (readonly [string, string])[];
  onInput: (value: string) => void;
  hint?: string;
}

/** A labelled choice; options are [value, name]. */
export function Select({ id, label, of, value, options, onInput, hint }: SelectProps) {
  return (
    <Field id={id} label={label} of={of} hint={hint}>
      <select
        id={id}
        class="input"
        value={value}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onInput(event.currentTarget.value)}
      >
        {options.map(([key, name]) => (
          <option key={key} value={key} selected={key === value}>
            {name}
          </option>
        ))}
      </select>
    </Field>
  );
}

interface FileProps {
  id: string;
  label: string;
  accept: string;
  /** The name of the file that has been chosen; empty while none has. */
  chosen: string;
  onChoose: (file: File | undefined) => void;
}

/** A file to choose. The browser's own control speaks the browser's language: only its button is used, in our words. */
export function FileField({ id, label, accept, chosen, onChoose }: FileProps) {
  return (
    <div class="field desk-file">
      <span class="label" id={`${id}-label`}>
        {label}
      </span>
      <input
        id={id}
        class="vh"
        type="file"
        accept={accept}
        aria-labelledby={`${id}-label ${id}-button`}
        aria-describedby={`${id}-chosen`}
        onChange={(event) => onChoose(event.currentTarget.files?.[0])}
      />
      <label id={`${id}-button`} class="button desk-file-button" for={id}>
        {t("desk.file.choose")}
      </label>
      <span id={`${id}-chosen`}>{chosen || t("desk.file.none")}</span>
    </div>
  );
}
