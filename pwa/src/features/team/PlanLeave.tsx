import { follow } from "../../ui/Nav";
import { t } from "../../ui/words";

const ADDRESS = "/lomatoiveet";

/** The way to the planning rounds of the team. */
export function PlanLeave() {
  return (
    <section class="card" aria-labelledby="plan-leave">
      <h2 id="plan-leave">{t("rounds.plan")}</h2>
      <p class="muted">{t("rounds.plan_text")}</p>
      <a class="button" href={ADDRESS} onClick={(event) => follow(event, ADDRESS)}>
        {t("rounds.look")}
      </a>
    </section>
  );
}
