import "./travel.css";
import { useEffect } from "preact/hooks";
import { minutesOn } from "../../../domain/travel/onDay";
import { momentOf } from "../../../domain/travel/wire";
import type { ClaimFact, TodayView, TripFact } from "../../../store/appState";
import { clock } from "../../../ui/formats";
import { Length } from "../../../ui/Length";
import { openSheet } from "../../../ui/router";
import { knows, language, siteZone, speakOffice, t } from "../../../ui/words";
import { nameOf } from "./claimWords";
import { Running } from "./Running";
import { useClaimsOn } from "./useTravel";

/** The trips that today is part of: the one under way with its end, the others in a line, and travel apart from work. */
export function TodaysTrips({ today }: { today: TodayView }) {
  const claims = useClaimsOn(today.date);
  const found = (claims ?? []).flatMap((claim) =>
    claim.trips.filter(({ body }) => body.start && isOn(body, today.date)).map((trip) => ({ claim, trip })),
  );
  const unsaid = found.length > 0 && !knows("travel.running");
  useEffect(() => void (unsaid && speakOffice()), [unsaid]);
  if (found.length === 0 || unsaid) return null;
  const ended = found.filter(({ trip }) => trip.body.end);
  return (
    <div class="travel-day">
      {found.map((one) => (one.trip.body.end ? null : <Running key={one.trip.id} {...one} />))}
      {ended.length > 0 ? (
        <section class="card" aria-label={t("travel.today")}>
          {ended.map((one) => (
            <Told key={one.trip.id} {...one} />
          ))}
          <Both trips={ended.map(({ trip }) => trip)} today={today} />
        </section>
      ) : null}
    </div>
  );
}

const isOn = ({ start, end }: TripFact["body"], date: string): boolean =>
  (start ?? "").slice(0, 10) <= date && (!end || date <= end.slice(0, 10));

function Told({ claim, trip: { body } }: { claim: ClaimFact; trip: TripFact }) {
  const at = (moment: string | null, place: string): string =>
    clock(momentOf(moment, body.zone, place), language(), siteZone());
  return (
    <button type="button" class="travel-open" onClick={() => openSheet("claim", claim.id)}>
      <b>{t("travel.today_to", { place: body.destination || nameOf(claim) })}</b>
      <small>{t("travel.from_until", { from: at(body.start, "start"), until: at(body.end, "end") })}</small>
    </button>
  );
}

/** Travel is no working time by itself: the day says both. */
function Both({ trips, today }: { trips: readonly TripFact[]; today: TodayView }) {
  const { plan, result, now } = today;
  if (!plan) return null;
  const spans = trips.map(({ body }) => ({
    start: momentOf(body.start, body.zone, "start"),
    end: momentOf(body.end, body.zone, "end"),
  }));
  return (
    <p class="muted small">
      <Length minutes={minutesOn(spans, plan, Math.floor(now / 60_000))} /> {t("travel.today_on_road")} ·{" "}
      <Length minutes={result?.worked ?? 0} /> {t("travel.today_at_work")}
    </p>
  );
}
