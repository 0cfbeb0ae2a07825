import { type Signal, useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { t } from "../../ui/words";

interface FieldProps {
  label: string;
  type: "email" | "password";
  complete: string;
  value: Signal<string>;
  hint?: string;
  least?: number;
}

export function Field({ label, type, complete, value, hint, least }: FieldProps) {
  const id = useId();
  const shown = useSignal(false);
  const rest = {
    id,
    class: "input",
    required: true,
    minLength: least,
    autocomplete: complete,
    "aria-describedby": hint ? `${id}-hint` : undefined,
    value: value.value,
    onInput: (event: { currentTarget: HTMLInputElement }) => (value.value = event.currentTarget.value),
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {type === "email" ? (
        <input type="email" inputMode="email" autocapitalize="none" spellcheck={false} {...rest} />
      ) : (
        <input {...({ type: shown.value ? "text" : "password" } as { type: "password" })} {...rest} />
      )}
      {hint ? <small id={`${id}-hint`}>{hint}</small> : null}
      {type === "password" ? (
        <Button kind="link" class="show-password" pressed={shown.value} onClick={() => (shown.value = !shown.value)}>
          {t("signin.show_password")}
        </Button>
      ) : null}
    </div>
  );
}

/** The place for what went wrong; always there, so that it is announced when it fills. */
export function Wrong({ text }: { text: string }) {
  return (
    <div role="alert" class="wrong">
      {text ? (
        <>
          <Icon name="warn" />
          <p>{text}</p>
        </>
      ) : null}
    </div>
  );
}

export function Submit({ busy, children }: { busy: boolean; children: ComponentChildren }) {
  return (
    <button type="submit" class="button go door-submit" aria-disabled={busy || undefined}>
      {children}
    </button>
  );
}
