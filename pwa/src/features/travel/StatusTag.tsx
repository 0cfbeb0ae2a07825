import "./travel.css";
import type { ClaimFact } from "../../store/appState";
import { t } from "../../ui/words";

/** How far a claim has come, and whether the server has heard of it. */
export function StatusTag({ claim: { status, local } }: { claim: Pick<ClaimFact, "status" | "local"> }) {
  return (
    <span class={`travel-tag is-${status}`}>
      {t(`travel.status.${status}`)}
      {local ? <small> · {t("travel.unsent")}</small> : null}
    </span>
  );
}
