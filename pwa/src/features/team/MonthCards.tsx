import "../_shared/months/month.css";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { isUnfinished } from "../../domain/month";
import type { MonthRow, Waiting } from "../../store/appState";
import { Button } from "../../ui/Button";
import { t, tn } from "../../ui/words";
import { ChangeCard } from "../_shared/months/ChangeCard";
import { useApp } from "../_shared/useApp";
import { MonthCard } from "../_shared/months/MonthCard";
import { announce } from "../_shared/reply/announce";
import { Pick } from "./Pick";

/** Months and late facts that wait for the supervisor: one tap each, or all months that have nothing odd at once. */
export function MonthsWaiting() {
  const app = useApp();
  const waiting = useSignal<Omit<Waiting, "as_of"> | null>(null);
  const load = async (): Promise<void> => {
    const told = await app.acts.monthsWaiting();
    if (told) waiting.value = told;
  };
  const team = app.team.value;
  const { unsent } = app.sync.value;
  useEffect(() => void load(), [team, unsent]);
  if (!waiting.value) return null;
  const { months, changes } = waiting.value;
  const without = (id: string) => (): void => {
    if (waiting.value)
      waiting.value = {
        months: waiting.value.months.filter((row) => row.id !== id),
        changes: waiting.value.changes.filter((row) => row.id !== id),
      };
  };
  return (
    <>
      {months.length > 0 ? <Months rows={months} without={without} onUndone={load} /> : null}
      {changes.length > 0 ? (
        <section class="team-inbox" aria-labelledby="late">
          <h2 id="late">{tn("month.late", changes.length)}</h2>
          {changes.map((row) => (
            <Pick key={row.id} id={row.id}>
              <ChangeCard row={row} onDone={without(row.id)} onUndone={load} />
            </Pick>
          ))}
        </section>
      ) : null}
    </>
  );
}

type Without = (id: string) => () => void;

/** Nothing is odd, nothing waits, nothing is missing, and nothing changed after an approval. */
function isClear({ summary, changed }: MonthRow): boolean {
  if (!summary || changed) return false;
  return summary.pending.length + summary.findings.length === 0 && !isUnfinished(summary.unfinished);
}

function Months({ rows, without, onUndone }: { rows: readonly MonthRow[]; without: Without; onUndone: () => unknown }) {
  const { acts } = useApp();
  const clear = rows.filter(isClear);
  const undoAll = async (): Promise<void> => {
    for (const { id, person, person_name: name, version } of clear)
      await acts.undoDecision({ kind: "month", id, person, name, version });
    announce("saved", t("undo.decision"));
    onUndone();
  };
  const approveAll = async (): Promise<void> => {
    for (const row of clear) {
      const saved = await acts.approveMonth(row);
      if (saved !== "saved") return announce(saved, "");
      without(row.id)();
    }
    announce("saved", tn("month.approved_many", clear.length), undoAll);
  };
  return (
    <section class="team-inbox" aria-labelledby="months-wait">
      <h2 id="months-wait">{tn("month.waiting", rows.length)}</h2>
      {clear.length > 1 ? (
        <Button kind="go" onClick={approveAll}>
          {t("month.approve_clear", { n: clear.length })}
        </Button>
      ) : null}
      {rows.map((row) => (
        <Pick key={row.id} id={row.id}>
          <MonthCard row={row} onDone={without(row.id)} onUndone={onUndone} />
        </Pick>
      ))}
    </section>
  );
}
