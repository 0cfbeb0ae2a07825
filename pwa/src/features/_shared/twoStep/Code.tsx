import type { Signal } from "@preact/signals";
import { t } from "../../../ui/words";
import { Field } from "../forms/Field";

/** The code of an authenticator app; a phone offers it from its keeper of passwords. */
export function Code({ id, value }: { id: string; value: Signal<string> }) {
  return (
    <Field id={id} label={t("two_step.code")} hint={t("two_step.code_hint")}>
      <input
        id={id}
        class="input"
        inputMode="text"
        autocomplete="one-time-code"
        autocapitalize="none"
        spellcheck={false}
        required
        maxLength={40}
        aria-describedby={`${id}-hint`}
        value={value.value}
        onInput={(event) => (value.value = event.currentTarget.value)}
      />
    </Field>
  );
}
