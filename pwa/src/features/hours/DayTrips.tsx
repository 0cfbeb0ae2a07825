import { openSheet } from "../../ui/router";
import { t } from "../../ui/words";
import { useClaims } from "../_shared/travel/useTravel";
import { nameOf } from "../_shared/travel/claimWords";

/** The trips that a day was part of, beside its working hours. */
export function DayTrips({ date }: { date: string }) {
  const claims = useClaims();
  const found = (claims ?? []).filter(({ trips }) =>
    trips.some(
      ({ body }) => (body.start ?? "").slice(0, 10) <= date && date <= (body.end ?? body.start ?? "").slice(0, 10),
    ),
  );
  if (found.length === 0) return null;
  return (
    <p class="hours-trips">
      <b>{t("travel.on_day")}</b>
      {found.map((claim) => (
        <button key={claim.id} type="button" class="button link" onClick={() => openSheet("claim", claim.id)}>
          {nameOf(claim)}
        </button>
      ))}
    </p>
  );
}
