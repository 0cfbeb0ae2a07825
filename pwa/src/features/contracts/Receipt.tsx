import { useEffect, useRef, useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { t } from "../../ui/words";
import { TrialRun } from "../_shared/forms/TrialRun";
import { Undo } from "./Undo";

interface Props {
  outcome: Wire["Outcome"];
  onClose: () => void;
  onUndone?: () => void;
}

/** What was done, who has been told, and the way back while there is one. */
export function Receipt({ outcome, onClose, onUndone }: Props) {
  const [shown, setShown] = useState(outcome);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const undone = (after: Wire["Outcome"]): void => {
    setShown(after);
    onUndone?.();
  };
  return (
    <section class="card contracts-change" aria-labelledby="receipt">
      <h2 id="receipt" ref={heading} tabIndex={-1}>
        {t(shown.undone ? "contracts.undone" : "contracts.done")}
      </h2>
      <p class="muted">{t("contracts.told")}</p>
      <TrialRun outcome={shown} done />
      <div class="row-buttons">
        <Button kind="go" onClick={onClose}>
          {t("contracts.ready")}
        </Button>
        <Undo outcome={shown} onUndone={undone} />
      </div>
    </section>
  );
}
