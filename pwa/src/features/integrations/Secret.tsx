import { useRef } from "preact/hooks";
import { Button } from "../../ui/Button";
import { say } from "../../ui/toast";
import { t } from "../../ui/words";
import { Field } from "../_shared/forms/Field";

/** A secret that has just been made: it is shown this once, to be copied. */
export function Secret({ id, label, secret, onClose }: SecretProps) {
  const field = useRef<HTMLInputElement>(null);
  const copy = async (): Promise<void> => {
    field.current?.select();
    const done = await navigator.clipboard?.writeText(secret).then(
      () => true,
      () => false,
    );
    say(t(done ? "integrations.copied" : "people.copy_by_hand"));
  };
  return (
    <div class="note integrations-secret" role="status">
      <p>{t("integrations.once")}</p>
      <Field id={id} label={label}>
        <input id={id} class="input" readOnly ref={field} value={secret} />
      </Field>
      <div class="row-buttons">
        <Button kind="go" onClick={copy}>
          {t("integrations.copy")}
        </Button>
        <Button onClick={onClose}>{t("integrations.copied_it")}</Button>
      </div>
    </div>
  );
}

interface SecretProps {
  id: string;
  label: string;
  secret: string;
  onClose: () => void;
}
