import type { LeaveRequest } from "../../store/appState";
import { capital } from "../../ui/formats";
import { language, t, tn } from "../../ui/words";
import { SeeInCalendar } from "../_shared/CalendarLink";
import { Refusing } from "../_shared/forms/Refusing";
import { daysText, flagsOf } from "../_shared/orders/leaveText";
import { spanText } from "../_shared/orders/spanText";
import { GivenTag } from "../_shared/pages/GivenTag";
import { announce, decisionUndo } from "../_shared/reply/announce";
import { useApp } from "../_shared/useApp";
import { useLeaveWaiting } from "../_shared/useRead";
import { Pick } from "./Pick";

/** Requests for leave that wait for the supervisor, and wishes to have granted leave cancelled. */
export function LeaveWaiting() {
  const requests = useLeaveWaiting();
  if (!requests?.length) return null;
  return (
    <section class="team-inbox" aria-labelledby="leave-waits">
      <h2 id="leave-waits">{tn("away.ask.waiting", requests.length)}</h2>
      {requests.map((one) => (
        <Pick key={one.id} id={one.id}>
          <Waiting asked={one} />
        </Pick>
      ))}
    </section>
  );
}

function Waiting({ asked }: { asked: LeaveRequest }) {
  const { acts } = useApp();
  const lang = language();
  const { id, person, personName: name, version, from, until, kind, minutes, status, note } = asked;
  const when = spanText(from, until, lang);
  const decide = async (decision: "approve" | "reject", reason: string): Promise<void> =>
    announce(
      await acts.decideLeave(asked, decision, reason),
      t(`team.decided.${decision}`),
      decisionUndo(acts, { kind: "leave", id, person, name, version }),
    );
  const told = [
    `${t(`absence.${kind}`)} ${when}`,
    minutes === null ? "" : t("away.minutes", { minutes }),
    daysText(asked),
    note,
  ];
  return (
    <article class="card team-decision">
      <h3>{t(status === "cancelling" ? "away.ask.cancel_of" : "away.ask.of", { name })}</h3>
      <p>{told.filter(Boolean).join(" · ")}</p>
      <Flags asked={asked} />
      <GivenTag of={id} pages={asked.certificate} about={`${name} ${when}`} />
      <SeeInCalendar name={name} from={from} when={when} />
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

/** What to look at before one decides. */
function Flags({ asked }: { asked: LeaveRequest }) {
  const flags = flagsOf(asked);
  return flags.length ? (
    <ul class="team-flags">
      {flags.map((flag) => (
        <li key={flag}>{capital(flag)}</li>
      ))}
    </ul>
  ) : null;
}
