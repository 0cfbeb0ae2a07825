import { fullDate } from "../../ui/formats";
import { language, t, tn } from "../../ui/words";
import { useReply } from "../_shared/reply/reply";
import { TrialRun } from "../_shared/forms/TrialRun";
import { Undo } from "./Undo";

/** The latest changes: who made them, whom they touched, and whether they can still be taken back. */
export function Past({ onUndone }: { onUndone: () => void }) {
  const [reply, again] = useReply("/api/v1/contracts/changes");
  if (!reply?.ok || reply.data.changes.length === 0) return null;
  const undone = (): void => {
    again();
    onUndone();
  };
  return (
    <section class="card" aria-labelledby="past">
      <h2 id="past">{t("contracts.past")}</h2>
      {reply.data.changes.map((one) => (
        <details key={one.id} class="contracts-past-change">
          <summary>
            <span>
              <b>{t("contracts.from_on", { date: fullDate(one.from, language()) })}</b>{" "}
              {tn("desk.people_changed", one.changed.length)}
              <small>
                {one.at ? fullDate(one.at.slice(0, 10), language()) : ""} · {one.by ?? ""}
                {one.undone ? ` · ${t("contracts.is_undone")}` : ""}
              </small>
            </span>
          </summary>
          <TrialRun outcome={one} done />
          <div class="row-buttons">
            <Undo outcome={one} onUndone={undone} />
          </div>
        </details>
      ))}
    </section>
  );
}
