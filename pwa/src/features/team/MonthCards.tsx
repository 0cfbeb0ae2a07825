import "../month.css";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { MonthRow, Waiting } from "../../store/live";
import { Button } from "../../ui/Button";
import { t, tn } from "../../ui/words";
import { ChangeCard } from "../ChangeCard";
import { useLive } from "../live";
import { MonthCard } from "../MonthCard";
import { tell } from "../saving";

/** Months and late facts that wait for the supervisor: one tap each, or all months that have nothing odd at once. */
export function MonthsWaiting() {
  const live = useLive();
  const waiting = useSignal<Waiting | null>(null);
  const load = async (): Promise<void> => {
    const reply = await live.office.get<Waiting>("/api/v1/months/waiting");
    if (!reply.ok) return;
    const decided = new Set(await live.acts.decidedHere());
    const stands = (row: { id: string }): boolean => !decided.has(row.id);
    waiting.value = { months: reply.data.months.filter(stands), changes: reply.data.changes.filter(stands) };
  };
  const team = live.team.value;
  const { unsent } = live.sync.value;
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
        <section class="inbox" aria-labelledby="late">
          <h2 id="late">{tn("month.late", changes.length)}</h2>
          {changes.map((row) => (
            <ChangeCard key={row.id} row={row} onDone={without(row.id)} onUndone={load} />
          ))}
        </section>
      ) : null}
    </>
  );
}

type Without = (id: string) => () => void;

function Months({ rows, without, onUndone }: { rows: MonthRow[]; without: Without; onUndone: () => unknown }) {
  const { acts } = useLive();
  const clear = rows.filter(({ summary }) => summary && summary.pending.length + summary.findings.length === 0);
  const undoAll = async (): Promise<void> => {
    for (const { id, person, person_name: name, version } of clear)
      await acts.undoDecision({ kind: "month", id, person, name, version });
    tell("saved", t("undo.decision"));
    onUndone();
  };
  const approveAll = async (): Promise<void> => {
    for (const row of clear) {
      const saved = await acts.approveMonth(row);
      if (saved !== "saved") return tell(saved, "");
      without(row.id)();
    }
    tell("saved", tn("month.approved_many", clear.length), undoAll);
  };
  return (
    <section class="inbox" aria-labelledby="months-wait">
      <h2 id="months-wait">{tn("month.waiting", rows.length)}</h2>
      {clear.length > 1 ? (
        <Button kind="go" onClick={approveAll}>
          {t("month.approve_clear", { n: clear.length })}
        </Button>
      ) : null}
      {rows.map((row) => (
        <MonthCard key={row.id} row={row} onDone={without(row.id)} onUndone={onUndone} />
      ))}
    </section>
  );
}
