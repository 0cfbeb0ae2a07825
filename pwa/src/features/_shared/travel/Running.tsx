import "./travel.css";
import { momentOf } from "../../../domain/travel/wire";
import type { ClaimFact, TripFact } from "../../../store/appState";
import { Button } from "../../../ui/Button";
import { clock } from "../../../ui/formats";
import { Length } from "../../../ui/Length";
import { openSheet } from "../../../ui/router";
import { language, siteZone, t } from "../../../ui/words";
import { announce } from "../reply/announce";
import { useApp } from "../useApp";

/** The trip that is under way: how long, and its end with one tap. Who clocks in at the office is asked about it. */
export function Running({ claim, trip }: { claim: ClaimFact; trip: TripFact }) {
  const { acts, today } = useApp();
  const start = momentOf(trip.body.start, trip.body.zone, "start");
  const now = today.value?.now ?? start * 60_000;
  const came = cameBack(today.value, start);
  const end = async (at?: number): Promise<void> => {
    announce(await acts.endTrip(trip, at), t("travel.ended"));
    openSheet("claim", claim.id);
  };
  return (
    <section class="card travel-running" aria-label={t("travel.running")}>
      <p class="travel-state">
        <i aria-hidden="true" />
        {t("travel.running_since", { at: clock(start, language(), siteZone()) })}
      </p>
      <p class="travel-count">
        <strong>
          <Length minutes={Math.max(0, Math.floor(now / 60_000) - start)} />
        </strong>
        <span>{trip.body.destination}</span>
      </p>
      {came === null ? null : <p>{t("travel.came_back", { at: came })}</p>}
      <div class="row-buttons">
        {came === null ? null : (
          <Button kind="go" onClick={() => end(came)}>
            {t("travel.end_at", { at: clock(came, language(), siteZone()) })}
          </Button>
        )}
        <Button kind={came === null ? "go" : "plain"} onClick={() => end()}>
          {t("travel.end_now")}
        </Button>
        <Button onClick={() => openSheet("claim", claim.id)}>{t("travel.fill")}</Button>
      </div>
    </section>
  );
}

type Today = { state: string; since: number | null; choice: { remote: boolean } } | null;

/** When the person clocked in at the office after the trip began (epoch ms); null where they did not. */
function cameBack(today: Today, start: number): number | null {
  if (!today || today.state !== "in" || today.since === null || today.choice.remote) return null;
  return today.since > start * 60_000 ? today.since : null;
}
