import { useSignal } from "@preact/signals";
import { Button } from "../../ui/Button";
import { t } from "../../ui/words";

interface Props {
  id: string;
  onDecide: (decision: "approve" | "reject", reason: string) => Promise<void>;
}

/** Approved with one tap; rejected with two, and with a reason where there is one. */
export function Verdict({ id, onDecide }: Props) {
  const rejecting = useSignal(false);
  const reason = useSignal("");
  const decide = (decision: "approve" | "reject"): Promise<void> => onDecide(decision, reason.value.trim());
  return (
    <>
      {rejecting.value ? (
        <div class="field">
          <label for={`reason-${id}`}>{t("team.reason")}</label>
          <input
            id={`reason-${id}`}
            class="input"
            value={reason.value}
            maxLength={500}
            onInput={(event) => (reason.value = event.currentTarget.value)}
          />
        </div>
      ) : null}
      <div class="row-buttons">
        {rejecting.value ? (
          <Button onClick={() => (rejecting.value = false)}>{t("common.cancel")}</Button>
        ) : (
          <Button kind="go" onClick={() => decide("approve")}>
            {t("team.approve")}
          </Button>
        )}
        <Button
          kind={rejecting.value ? "danger" : "plain"}
          onClick={() => (rejecting.value ? decide("reject") : void (rejecting.value = true))}
        >
          {t("team.reject")}
        </Button>
      </div>
    </>
  );
}
