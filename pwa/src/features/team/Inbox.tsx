import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { Correction, TeamMember } from "../../store/appState";
import { Button } from "../../ui/Button";
import { clock, dayDate } from "../../ui/formats";
import { language, siteZone, t } from "../../ui/words";
import { useApp } from "../_shared/useApp";
import { Refusing } from "../_shared/forms/Refusing";
import { decisionUndo, punchUndo, announce } from "../_shared/reply/announce";
import { TimeFix, leaveFix } from "../_shared/punches/TimeFix";
import { Named } from "../_shared/Person";

const USUAL_DAY_MS = 8 * 3_600_000;

interface ForgottenProps {
  member: TeamMember;
  day: TeamMember["attention"][number];
}

/** A clock-out that someone forgot: the supervisor may say when it was; the employee still has a word. */
export function ForgottenOut({ member, day }: ForgottenProps) {
  const { acts } = useApp();
  const fixing = useSignal(false);
  const card = useRef<HTMLElement>(null);
  const lang = language();
  const at = day.proposal;
  const confirm = async (when: number): Promise<void> =>
    announce(
      await acts.confirmOut(day.openingPunch, when, member.person),
      t("attention.out_set", { at: when }),
      punchUndo(acts, member.person),
    );
  return (
    <article ref={card} class="card team-decision">
      <h3>
        <Named
          id={member.person}
          name={member.name}
          text={t("team.missing_out.title", { name: member.name, day: dayDate(day.date, lang) })}
          own
        />
      </h3>
      <p>{t("attention.missing_out.text", { openedAt: day.openedAt })}</p>
      {fixing.value ? (
        <TimeFix
          date={day.date}
          openedAt={day.openedAt}
          proposal={at ?? day.openedAt + USUAL_DAY_MS}
          onSave={confirm}
          onCancel={() => leaveFix(fixing, card)}
        />
      ) : (
        <div class="row-buttons">
          {at === null ? null : (
            <Button kind="go" onClick={() => confirm(at)}>
              {t("team.missing_out.set", { at: clock(at, lang, siteZone()) })}
            </Button>
          )}
          <Button onClick={() => (fixing.value = true)}>
            {t(at === null ? "team.missing_out.set_time" : "team.missing_out.other")}
          </Button>
        </div>
      )}
    </article>
  );
}

/** Someone asks that their own time be counted in place of the one that counts now. */
export function Decide({ correction }: { correction: Correction }) {
  const { acts } = useApp();
  const { id, person, personName, date, keptAt, wantedAt, version } = correction;
  const decided = { kind: "correction", id, person, name: personName, version } as const;
  const decide = async (decision: "approve" | "reject", reason: string): Promise<void> =>
    announce(
      await acts.decideCorrection(id, decision, reason, version),
      t(`team.decided.${decision}`),
      decisionUndo(acts, decided, acts.loadTeam),
    );
  return (
    <article class="card team-decision">
      <h3>{t("team.correction.title", { name: personName, day: dayDate(date, language()) })}</h3>
      <p>{t("team.correction.text", { keptAt, wantedAt })}</p>
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
