import "./travel.css";
import type { ClaimFact } from "../../store/appState";
import { capital } from "../../ui/formats";
import { t } from "../../ui/words";

/** How far a claim has come, and whether the server has heard of it. */
export function StatusTag({ claim: { status, local } }: { claim: Pick<ClaimFact, "status" | "local"> }) {
  // One that was sent here and has not gone has not been sent.
  if (local && status === "submitted") return <span class="travel-tag">{capital(t("travel.unsent"))}</span>;
  return (
    <span class={`travel-tag is-${status}`}>
      {t(`travel.status.${status}`)}
      {local ? <small> · {t("travel.unsent")}</small> : null}
    </span>
  );
}
