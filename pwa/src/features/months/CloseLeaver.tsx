import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { Button } from "../../ui/Button";
import { t } from "../../ui/words";
import { useApp } from "../_shared/useApp";
import type { Wire } from "../../store/appState";

interface Props {
  /** YYYY-MM. */
  month: string;
  person: Wire["PersonMonth"];
  onClosed: () => Promise<void>;
}

/** The month of somebody who has left: payroll sends, approves and closes it with a reason. */
export function CloseLeaver({ month, person, onClosed }: Props) {
  const { office } = useApp();
  const reason = useSignal("");
  const trouble = useSignal("");
  const id = useRef("");
  const field = `left-${person.person}`;
  const close = async (): Promise<void> => {
    const why = reason.value.trim();
    if (why === "") {
      trouble.value = t("error.reason_needed");
      document.getElementById(field)?.focus();
      return;
    }
    id.current ||= office.newId();
    const body = { id: id.current, month, people: [person.person], reason: why };
    const reply = await office.post("/api/v1/months/close", body);
    if (!reply.ok) return void (trouble.value = reply.offline ? t("months.offline") : reply.problem.detail);
    trouble.value = reply.data.refused[0]?.detail ?? "";
    id.current = "";
    if (reply.data.closed.length > 0) await onClosed();
  };
  return (
    <details class="months-left">
      <summary>{t("months.leaver_close")}</summary>
      <p class="muted">{t("months.leaver")}</p>
      <label for={field}>{t("months.leaver_reason")}</label>
      <input
        id={field}
        class="input"
        value={reason.value}
        maxLength={500}
        aria-invalid={trouble.value !== "" || undefined}
        aria-describedby={trouble.value ? `${field}-wrong` : undefined}
        onInput={(event) => (reason.value = event.currentTarget.value)}
      />
      {trouble.value ? (
        <p id={`${field}-wrong`} class="wrong" role="alert">
          {trouble.value}
        </p>
      ) : null}
      <Button kind="go" onClick={close}>
        {t("months.leaver_close")}
      </Button>
    </details>
  );
}
