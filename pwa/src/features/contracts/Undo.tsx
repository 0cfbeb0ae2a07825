import { useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { say } from "../../ui/toast";
import { t } from "../../ui/words";
import { type Refusal, Refused } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";

interface Props {
  outcome: Wire["Outcome"];
  onUndone: (outcome: Wire["Outcome"]) => void;
}

/** Takes a change back for everyone, after asking once; not when a month has been closed since. */
export function Undo({ outcome, onUndone }: Props) {
  const { office } = useApp();
  const [asking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  if (!outcome.may_undo || !outcome.id) return null;
  const undo = async (): Promise<void> => {
    const reply = await office.post(`/api/v1/contracts/changes/${outcome.id}/undo`, {});
    setAsking(false);
    if (!reply.ok) return setRefusal(reply);
    say(t("contracts.undone"));
    onUndone(reply.data);
  };
  return (
    <>
      {asking ? (
        <>
          <Button kind="danger" onClick={undo}>
            {t("contracts.undo_yes")}
          </Button>
          <Button onClick={() => setAsking(false)}>{t("common.cancel")}</Button>
        </>
      ) : (
        <Button onClick={() => setAsking(true)}>{t("contracts.undo")}</Button>
      )}
      <Refused refusal={refusal} />
    </>
  );
}
