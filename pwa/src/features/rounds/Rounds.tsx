import "./rounds.css";
import { Button } from "../../ui/Button";
import { follow } from "../../ui/Nav";
import { openSheet, within } from "../../ui/router";
import { language, t } from "../../ui/words";
import type { Wire } from "../../store/appState";
import { spanText } from "../_shared/orders/spanText";
import { useReply, Wait } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { PlanPage } from "./PlanPage";

export const ADDRESS = "/lomatoiveet";

/** The planning rounds of the teams whose leave one plans, or the one that the address names. */
export function Rounds() {
  const id = within.value;
  return <main class="rounds">{id ? <PlanPage key={id} id={id} /> : <List />}</main>;
}

function List() {
  const app = useApp();
  const [reply, again] = useReply("/api/v1/rounds", app.sync.value.unsent);
  return (
    <section class="card" aria-labelledby="rounds">
      <h2 id="rounds">{t("rounds.rounds")}</h2>
      <p class="muted">{t("rounds.plan_text")}</p>
      <Wait reply={reply} again={again} offline={t("rounds.offline")}>
        {({ rounds }) =>
          rounds.length ? (
            <ul class="rounds-list">
              {rounds.map((round) => (
                <Row key={round.id} round={round} />
              ))}
            </ul>
          ) : (
            <p class="muted">{t("rounds.none")}</p>
          )
        }
      </Wait>
      <Button kind="go" onClick={() => openSheet("round")}>
        {t("rounds.new")}
      </Button>
    </section>
  );
}

function Row({ round }: { round: Wire["RoundData"] }) {
  const to = `${ADDRESS}/${encodeURIComponent(round.id)}`;
  const when = spanText(round.from_date, round.until_date, language());
  return (
    <li>
      <a href={to} onClick={(event) => follow(event, to)}>
        <b>{round.title}</b>
        <small>{[round.team_name, when, t(`rounds.status.${round.status}`)].join(" · ")}</small>
      </a>
    </li>
  );
}
