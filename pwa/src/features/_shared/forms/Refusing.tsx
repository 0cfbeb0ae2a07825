import { useSignal } from "@preact/signals";
import { Button } from "../../../ui/Button";
import { t } from "../../../ui/words";

interface Props {
  id: string;
  /** The words of the yes and of the no; empty where there is none. */
  yes: string;
  no: string;
  onYes?: () => unknown;
  onNo: (reason: string) => unknown;
}

/** Yes with one tap; no with a reason, which the other person gets to read. */
export function Refusing({ id, yes, no, onYes, onNo }: Props) {
  const refusing = useSignal(false);
  const reason = useSignal("");
  const missing = useSignal(false);
  const refuse = (): unknown => {
    if (!refusing.value) return void (refusing.value = true);
    missing.value = reason.value.trim() === "";
    return missing.value ? document.getElementById(`why-${id}`)?.focus() : onNo(reason.value.trim());
  };
  return (
    <>
      {refusing.value ? (
        <div class="field">
          <label for={`why-${id}`}>{t("team.reason")}</label>
          <input
            id={`why-${id}`}
            class="input"
            value={reason.value}
            maxLength={500}
            aria-invalid={missing.value || undefined}
            aria-describedby={missing.value ? `why-${id}-missing` : undefined}
            onInput={(event) => (reason.value = event.currentTarget.value)}
          />
          {missing.value ? (
            <p id={`why-${id}-missing`} class="wrong" role="alert">
              {t("error.reason_needed")}
            </p>
          ) : null}
        </div>
      ) : null}
      <div class="row-buttons">
        {refusing.value ? (
          <Button onClick={() => (refusing.value = false)}>{t("common.cancel")}</Button>
        ) : yes && onYes ? (
          <Button kind="go" onClick={onYes}>
            {yes}
          </Button>
        ) : null}
        {no ? (
          <Button kind={refusing.value ? "danger" : "plain"} onClick={refuse}>
            {no}
          </Button>
        ) : null}
      </div>
    </>
  );
}
