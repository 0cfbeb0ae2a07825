import "../claim.css";
import type { ClaimFact } from "../../../store/appState";
import { fullDate } from "../../../ui/formats";
import { language, t } from "../../../ui/words";
import { euros } from "../../_shared/forms/money";

/** A claim's receipts, and what they come to. */
export function Receipts({ claim }: { claim: Pick<ClaimFact, "id" | "receipts"> }) {
  const lang = language();
  if (claim.receipts.length === 0) return null;
  return (
    <section class="travel-receipts" aria-label={t("travel.receipts")}>
      <h3>{t("travel.receipts")}</h3>
      <ul class="travel-lines">
        {claim.receipts.map((one) => (
          <li key={one.id}>
            <span>
              <b>{one.supplier || t("travel.receipt")}</b>
              <small>{one.date ? fullDate(one.date, lang) : ""}</small>
            </span>
            <em class="nowrap">{one.eur_cents === null ? "–" : euros(one.eur_cents, lang)}</em>
          </li>
        ))}
      </ul>
    </section>
  );
}
