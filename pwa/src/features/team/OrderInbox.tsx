import type { OrderRequest, TeamMember } from "../../store/appState";
import { Button } from "../../ui/Button";
import { dayDate } from "../../ui/formats";
import { language, t } from "../../ui/words";
import { useApp } from "../_shared/useApp";
import { Refusing } from "../_shared/forms/Refusing";
import { decisionUndo, announce } from "../_shared/reply/announce";
import { Named } from "../_shared/Person";

/** Somebody asks that their work counts as ordered. */
export function DecideOrder({ asked }: { asked: OrderRequest }) {
  const { acts } = useApp();
  const { id, person, personName: name, start, end, version } = asked;
  const decided = { kind: "order", id, person, name, version } as const;
  const minutes = asked.minutes ?? ((end ?? 0) - (start ?? 0)) / 60_000;
  const decide = async (decision: "approve" | "reject", reason: string): Promise<void> =>
    announce(
      await acts.decideOrder(asked, decision, reason),
      t(`team.decided.${decision}`),
      decisionUndo(acts, decided, acts.loadTeam),
    );
  return (
    <article class="card team-decision">
      <h3>{t("orders.request", { name, day: dayDate(asked.date, language()) })}</h3>
      <p>
        {start === null ? t("orders.last", { minutes }) : t("orders.between", { start, end, minutes })}
        {asked.note ? ` · ${asked.note}` : ""}
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

interface Props {
  member: TeamMember;
  day: TeamMember["attention"][number];
}

/** Time that nobody ordered: ordered now with one tap, or left as it is. */
export function Unapproved({ member, day }: Props) {
  const { acts } = useApp();
  const minutes = day.minutes ?? 0;
  const approve = async (): Promise<void> => {
    let saved: Awaited<ReturnType<typeof acts.orderWork>> = "failed";
    const made: string[] = [];
    for (const span of day.orders ?? []) {
      saved = await acts.orderWork(member.person, day.date, span, "");
      made.push(...acts.lastMade());
    }
    const undo = async (): Promise<void> => {
      for (const id of made) saved = await acts.withdrawOrder(id, member.person);
      announce(saved, t("undo.decision"));
      void acts.loadTeam();
    };
    announce(saved, t("orders.unapproved.ordered", { name: member.name }), undo);
    void acts.loadTeam();
  };
  const leave = async (): Promise<void> => {
    const saved = await acts.refuseOrder(member.person, day.date, minutes, "");
    const decided = { kind: "order", id: acts.lastMade()[0] ?? "", person: member.person, name: member.name } as const;
    // It was decided as it was made: nothing of it was seen before its first version.
    const undo = decisionUndo(acts, { ...decided, version: 0 }, acts.loadTeam);
    announce(saved, t("orders.unapproved.left"), undo);
    void acts.loadTeam();
  };
  return (
    <article class="card team-decision">
      <h3>
        <Named
          id={member.person}
          name={member.name}
          text={t("orders.unapproved.title", { name: member.name, day: dayDate(day.date, language()) })}
          own
        />
      </h3>
      <p>{t("orders.unapproved.text", { minutes })}</p>
      <div class="row-buttons">
        <Button kind="go" onClick={approve}>
          {t("orders.unapproved.approve")}
        </Button>
        <Button onClick={leave}>{t("orders.unapproved.leave")}</Button>
      </div>
    </article>
  );
}
