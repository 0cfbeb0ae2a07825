import "./desk.css";
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { OfficeReply } from "../store/live";
import { Button } from "../ui/Button";
import { follow } from "../ui/Nav";
import { knows, t } from "../ui/words";
import { useLive } from "./live";

export type Refusal = Exclude<OfficeReply<never>, { ok: true }>;

/** What a path answers, now and after `again`; null while it is on its way. */
export function useReply<T>(path: string): [OfficeReply<T> | null, () => void] {
  const { office } = useLive();
  const [reply, setReply] = useState<OfficeReply<T> | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let wanted = true;
    void office.get<T>(path).then((found) => wanted && setReply(found));
    return () => {
      wanted = false;
    };
  }, [path, turn, office]);
  return [reply, () => setTurn(turn + 1)];
}

interface WaitProps<T> {
  reply: OfficeReply<T> | null;
  again: () => void;
  children: (data: T) => ComponentChildren;
}

/** The data once it is there; until then that it is coming, or why it did not. */
export function Wait<T>({ reply, again, children }: WaitProps<T>) {
  if (!reply) return <p class="loading">{t("common.loading")}</p>;
  if (reply.ok) return <>{children(reply.data)}</>;
  return (
    <div class="note">
      <Said refusal={reply} />
      <Button onClick={again}>{t("common.try_again")}</Button>
    </div>
  );
}

/** Why something was not done: what happened, each field that is wrong, and what to do. */
export function Refused({ refusal }: { refusal: Refusal | null }) {
  return <div role="alert">{refusal ? <div class="note bad">{<Said refusal={refusal} />}</div> : null}</div>;
}

function Said({ refusal }: { refusal: Refusal }) {
  if (refusal.offline) return <p>{t("desk.offline")}</p>;
  const { detail, fields } = refusal.problem;
  return (
    <>
      <p>{detail || t("desk.failed")}</p>
      {fields.length > 0 ? (
        <ul class="wrong-fields">
          {fields.map(({ field, message }) => (
            <li key={field + message}>
              <b>{fieldName(field)}</b>: {message}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

/** `rows[2].source` as `rivi 3, lähde`; a field without a name of its own as it stands. */
export function fieldName(field: string): string {
  const parts = field.split(".").filter((part) => part !== "change" && part !== "contract");
  return parts.flatMap(partName).join(", ");
}

/** `value[1]` as `arvo`, `rivi 2`; `rows[2]` as `rivi 3`. */
function partName(part: string): string[] {
  const [, name = part, number] = /^([\p{L}_]+)\[(\d+)\]$/u.exec(part) ?? [];
  const key = [`desk.field.${name}`, `setting.field.${name}`, `setting.part.${name}`].find(knows);
  const word = key ? t(key) : name;
  if (number === undefined) return [word];
  return key?.startsWith("desk") && name !== "value" ? [`${word} ${Number(number) + 1}`] : [word, rowName(number)];
}

function rowName(number: string): string {
  return `${t("desk.field.rows")} ${Number(number) + 1}`;
}

/** A link within the app. */
export function Go({ to, class: kind, children }: { to: string; class?: string; children: ComponentChildren }) {
  return (
    <a class={`go-link ${kind ?? ""}`} href={to} onClick={(event) => follow(event, to)}>
      {children}
    </a>
  );
}

interface FieldProps {
  id: string;
  label: string;
  hint?: string;
  children: ComponentChildren;
}

export function Field({ id, label, hint, children }: FieldProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children}
      {hint ? <small id={`${id}-hint`}>{hint}</small> : null}
    </div>
  );
}

interface InputProps {
  id: string;
  label: string;
  value: string;
  onInput: (value: string) => void;
  type?: "text" | "date" | "time" | "search" | "email";
  hint?: string;
}

/** How another person's address is typed: with the @ at hand, never filled with one's own, never written large. */
const ADDRESS = { inputMode: "email", autocomplete: "off", autocapitalize: "none", spellcheck: false } as const;

/** A labelled line of text, an e-mail address, a date or a time. */
export function Input({ id, label, value, onInput, type = "text", hint }: InputProps) {
  return (
    <Field id={id} label={label} hint={hint}>
      <input
        id={id}
        class="input"
        {...({ type } as { type: "text" })}
        {...(type === "email" ? ADDRESS : {})}
        value={value}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </Field>
  );
}

interface SelectProps {
  id: string;
  label: string;
  value: string;
  options: readonly (readonly [string, string])[];
  onInput: (value: string) => void;
}

/** A labelled choice; options are [value, name]. */
export function Select({ id, label, value, options, onInput }: SelectProps) {
  return (
    <Field id={id} label={label}>
      <select id={id} class="input" value={value} onChange={(event) => onInput(event.currentTarget.value)}>
        {options.map(([key, name]) => (
          <option key={key} value={key} selected={key === value}>
            {name}
          </option>
        ))}
      </select>
    </Field>
  );
}
