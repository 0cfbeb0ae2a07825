/** Who one is and the secret that shows it, filled by the browser or a keeper of passwords. */
import { type Signal, useSignal } from "@preact/signals";
import { Button } from "../../../ui/Button";
import { t } from "../../../ui/words";
import { Field } from "./Field";

interface Props {
  id: string;
  label: string;
  value: Signal<string>;
}

const take = (value: Signal<string>) => (event: { currentTarget: HTMLInputElement }) =>
  (value.value = event.currentTarget.value);

/** One's own e-mail address. */
export function OwnEmail({ id, label, value }: Props) {
  return (
    <Field id={id} label={label}>
      <input
        id={id}
        class="input"
        type="email"
        inputMode="email"
        autocomplete="username"
        autocapitalize="none"
        spellcheck={false}
        required
        value={value.value}
        onInput={take(value)}
      />
    </Field>
  );
}

interface SecretProps extends Props {
  complete: "current-password" | "new-password";
  hint?: string;
  /** Letters that it has at least. */
  least?: number;
  /** What the button that shows it is called, where there are several on the screen. */
  showLabel?: string;
}

/** A password, which can be looked at while it is typed. */
export function Secret({ id, label, value, complete, hint, least, showLabel }: SecretProps) {
  const shown = useSignal(false);
  return (
    <Field id={id} label={label} hint={hint}>
      <input
        id={id}
        class="input"
        {...({ type: shown.value ? "text" : "password" } as { type: "password" })}
        autocomplete={complete}
        required
        minLength={least}
        aria-describedby={hint ? `${id}-hint` : undefined}
        value={value.value}
        onInput={take(value)}
      />
      <Button
        kind="link"
        class="show-secret"
        pressed={shown.value}
        label={showLabel}
        onClick={() => (shown.value = !shown.value)}
      >
        {t("signin.show_password")}
      </Button>
    </Field>
  );
}
