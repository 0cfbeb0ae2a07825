import "../_shared/explain/explained.css";
import { useEffect, useState } from "preact/hooks";
import type { Explanation } from "../../store/appState";
import { Button } from "../../ui/Button";
import { clock, fullDate, localTime } from "../../ui/formats";
import { openSheet } from "../../ui/router";
import { Sheet } from "../../ui/Sheet";
import { language, siteZone, t } from "../../ui/words";
import { amountText, ExplainedRows } from "../_shared/explain/ExplainedRows";
import { useApp } from "../_shared/useApp";

/** What a balance is made of: rows that add up to it, each day opening to the rules that made it. */
export function Explain({ of = "flex", onClose }: { of?: string; onClose: () => void }) {
  const app = useApp();
  const [shown, setShown] = useState<Explanation | "failed" | null>(null);
  const load = (): Promise<void> => app.acts.explain(of).then(setShown, () => setShown("failed"));
  const balances = app.balances.value;
  useEffect(() => void load(), [of, balances]);
  return (
    <Sheet title={t(`explain.title.${of}`)} onClose={onClose}>
      {shown === "failed" ? (
        <div class="note" role="alert">
          <p>{t("explain.failed")}</p>
          <Button onClick={load}>{t("common.try_again")}</Button>
        </div>
      ) : shown ? (
        <Whole explanation={shown} />
      ) : (
        <p class="loading">{t("common.loading")}</p>
      )}
    </Sheet>
  );
}

function Whole({ explanation }: { explanation: Explanation }) {
  const { asOf, account, unit, total, rows } = explanation;
  const lang = language();
  const zone = siteZone();
  const when = t("explain.as_of", { date: fullDate(localTime(asOf, zone).date, lang), at: clock(asOf, lang, zone) });
  const local = rows.some((row) => row.local);
  return (
    <>
      <p class="explained-sum">
        <strong>{amountText(total, unit, account)}</strong> <span>{when}</span>
      </p>
      {local ? <p class="muted small explained-told">{t("explain.local")}</p> : null}
      {account === "kiky" ? <p class="muted small explained-told">{t("explain.kiky_owed")}</p> : null}
      {account === "kiky" ? <Button onClick={() => openSheet("kiky")}>{t("explain.kiky_year")}</Button> : null}
      {rows.length ? <ExplainedRows explanation={explanation} /> : <p class="muted">{t("explain.empty")}</p>}
    </>
  );
}
