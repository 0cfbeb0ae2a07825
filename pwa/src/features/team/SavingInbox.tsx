import type { Saving } from "../../store/appState";
import { t } from "../../ui/words";
import { Refusing } from "../_shared/forms/Refusing";
import { announce } from "../_shared/reply/announce";
import { useApp } from "../_shared/useApp";
import { useRead } from "../_shared/useRead";
import { Pick } from "./Pick";

/** Wishes to save leave that wait for the supervisor. */
export function SavingsWaiting() {
  const { acts } = useApp();
  const wishes = useRead(() => acts.savingsWaiting());
  if (!wishes?.length) return null;
  return (
    <section class="team-inbox" aria-labelledby="saving-waits">
      <h2 id="saving-waits">{t("decide.kind.saving")}</h2>
      {wishes.map((one) => (
        <Pick key={one.id} id={one.id}>
          <Waiting asked={one} />
        </Pick>
      ))}
    </section>
  );
}

function Waiting({ asked }: { asked: Saving }) {
  const { acts } = useApp();
  const { id, personName: name, year, days, note } = asked;
  const decide = async (decision: "approve" | "reject", reason: string): Promise<void> =>
    announce(await acts.decideSaving(asked, decision, reason), t(`team.decided.${decision}`));
  return (
    <article class="card team-decision">
      <h3>{t("leave.saved.of", { name })}</h3>
      <p>{[t("leave.saved.wish", { year, days }), note].filter(Boolean).join(" · ")}</p>
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
