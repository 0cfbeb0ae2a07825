import type { WaitingMark } from "../../store/appState";
import { dayDate } from "../../ui/formats";
import { language, t } from "../../ui/words";
import { useApp } from "../_shared/useApp";
import { Refusing } from "../_shared/forms/Refusing";
import { decisionUndo, announce } from "../_shared/reply/announce";

/** Somebody has marked kiky on a past day without punches: it counts when the supervisor says so. */
export function DecideMark({ mark }: { mark: WaitingMark }) {
  const { acts } = useApp();
  const { id, person, personName: name, date, start, end, breakMin, note, version } = mark;
  const clocked = start !== null && end !== null;
  const minutes = clocked ? (end - start) / 60_000 - breakMin : 0;
  const decide = async (decision: "approve" | "reject", reason: string): Promise<void> =>
    announce(
      await acts.decideMark(mark, decision, reason),
      t(`team.decided.${decision}`),
      decisionUndo(acts, { kind: "kiky", id, person, name, version }, acts.loadTeam),
    );
  return (
    <article class="card team-decision">
      <h3>{t("team.mark", { name, day: dayDate(date, language()) })}</h3>
      <p>
        {clocked ? t("team.mark.between", { start, end, minutes }) : t("team.mark.whole")}
        {note ? ` · ${note}` : ""}
      </p>
      <Refusing
        id={id}
        yes={t("team.approve")}
        no={t("team.reject")}
        onYes={() => decide("approve", "")}
        onNo={(reason) => decide("reject", reason)}
      />
    </article>
  );
}
