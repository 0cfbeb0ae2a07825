import "./claim.css";
import type { ClaimFact } from "../../store/appState";
import { Button } from "../../ui/Button";
import { t } from "../../ui/words";
import { Refusing } from "../_shared/forms/Refusing";
import { announce } from "../_shared/reply/announce";
import { useApp } from "../_shared/useApp";
import { useSignal } from "@preact/signals";

/** A supervisor's word: yes with one tap, back for mending or no with a reason. */
export function Decide({ claim, onDone }: { claim: ClaimFact; onDone: () => void }) {
  const { acts, session } = useApp();
  const rejecting = useSignal(false);
  if (claim.status !== "submitted" || !session.value.roles.includes("supervisor")) return null;
  const decide = async (decision: "approve" | "return" | "reject", reason: string): Promise<void> => {
    announce(
      await acts.decideClaim(claim, decision, reason),
      t(`travel.decided.${decision}`, { name: claim.personName }),
    );
    onDone();
  };
  return (
    <div class="travel-decide">
      <Refusing
        key={String(rejecting.value)}
        id={claim.id}
        yes={t("team.approve")}
        no={t(rejecting.value ? "team.reject" : "travel.return")}
        onYes={() => decide("approve", "")}
        onNo={(reason) => decide(rejecting.value ? "reject" : "return", reason)}
      />
      <Button kind="link" onClick={() => (rejecting.value = !rejecting.value)}>
        {t(rejecting.value ? "travel.rather_return" : "travel.rather_reject")}
      </Button>
    </div>
  );
}
