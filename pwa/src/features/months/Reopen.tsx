import { useRef, useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { t, tn } from "../../ui/words";
import { Input } from "../_shared/forms/fields";
import { type Refusal, Refused } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import type { Named } from "./Outcome";

interface Props {
  month: string;
  people: readonly Wire["PersonMonth"][];
  onDone: (done: number, refused: readonly Named[]) => Promise<void>;
  onCancel: () => void;
}

/** Opens closed months again: it names whose, and asks why. */
export function Reopen({ month, people, onDone, onCancel }: Props) {
  const { office } = useApp();
  const [reason, setReason] = useState("");
  const [refusal, setRefusal] = useState<Refusal | string | null>(null);
  const id = useRef("");
  const open = async (): Promise<void> => {
    if (!reason.trim()) {
      setRefusal(t("error.reason_needed"));
      return document.getElementById("reopen-reason")?.focus();
    }
    id.current ||= office.newId();
    const body = { id: id.current, month, people: people.map(({ person }) => person), reason: reason.trim() };
    const reply = await office.post("/api/v1/months/reopen", body);
    if (!reply.ok) return setRefusal(reply);
    id.current = "";
    await onDone(reply.data.done.length, reply.data.refused);
  };
  return (
    <div class="months-board-reopen">
      <p>{t("months.reopen_text", { names: people.map(({ name }) => name).join(", ") })}</p>
      <Input id="reopen-reason" label={t("months.reopen_reason")} value={reason} maxLength={500} onInput={setReason} />
      <Refused refusal={refusal} />
      <span class="row-buttons">
        <Button kind="go" onClick={open}>
          {tn("months.reopen", people.length)}
        </Button>
        <Button onClick={onCancel}>{t("common.cancel")}</Button>
      </span>
    </div>
  );
}
