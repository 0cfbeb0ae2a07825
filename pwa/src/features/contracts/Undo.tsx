import { useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { say } from "../../ui/toast";
import { t } from "../../ui/words";
import { AskFirst } from "../_shared/forms/AskFirst";
import { type Refusal, Refused } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";

interface Props {
  outcome: Wire["Outcome"];
  onUndone: (outcome: Wire["Outcome"]) => void;
}

/** Takes a change back for everyone, after asking once; not when a month has been closed since. */
export function Undo({ outcome, onUndone }: Props) {
  const { office } = useApp();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  if (!outcome.may_undo || !outcome.id) return null;
  const undo = async (): Promise<void> => {
    const reply = await office.post(`/api/v1/contracts/changes/${outcome.id}/undo`, {});
    if (!reply.ok) return setRefusal(reply);
    say(t("contracts.undone"));
    onUndone(reply.data);
  };
  return (
    <>
      <AskFirst act={t("contracts.undo")} yes={t("contracts.undo_yes")} onYes={undo} />
      <Refused refusal={refusal} />
    </>
  );
}
