import type { HoursView } from "../../store/appState";
import { Length } from "../../ui/Length";
import { t, tn } from "../../ui/words";
import { ByBooking } from "./ByBooking";
import { Earned } from "./Earned";
import { type Sums, sumsOf } from "./sums";

/** What the week or the month makes: worked against the target, and every class of time that there is some of. */
export function Totals({ view }: { view: HoursView }) {
  const sums = sumsOf(view.days);
  const parts = partsOf(sums, view.flex);
  return (
    <section class="card hours-totals" aria-label={t("hours.totals")}>
      <p class="hours-totals-worked">
        <strong>
          <Length minutes={sums.worked} />
        </strong>{" "}
        <span>{sums.target > 0 ? t("hours.worked_of", { target: sums.target }) : t("hours.worked")}</span>
      </p>
      {sums.target > 0 ? <Progress share={sums.worked / sums.target} /> : null}
      {parts.length ? (
        <dl class="hours-parts">
          {parts.map(([key, minutes, tone]) => (
            <div key={key} class={tone}>
              <dt>{t(`hours.sum.${key}`)}</dt>
              <dd>
                <Length minutes={minutes} signed={key === "flex"} />
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      <Earned days={view.days} />
      {view.flex ? null : <ByBooking view={view} />}
      {sums.pending > 0 ? <p class="warm">{tn("hours.pending", sums.pending)}</p> : null}
    </section>
  );
}

function partsOf(sums: Sums, flex: boolean): [string, number, string][] {
  const parts: [string, number, string][] = [];
  if (flex) parts.push(["flex", sums.flex, sums.flex > 0 ? "plus" : sums.flex < 0 ? "minus" : ""]);
  if (sums.kiky) parts.push(["kiky", sums.kiky, "kiky"]);
  if (sums.additional) parts.push(["additional", sums.additional, ""]);
  if (sums.overtime) parts.push(["overtime", sums.overtime, ""]);
  if (sums.unapproved) parts.push(["unapproved", sums.unapproved, "minus"]);
  return parts;
}

function Progress({ share }: { share: number }) {
  const width = `${Math.round(Math.min(1, Math.max(0, share)) * 100)}%`;
  return (
    <svg class="hours-progress" aria-hidden="true" focusable="false">
      <rect width="100%" height="100%" rx="4" class="line-track" />
      <rect width={width} height="100%" rx="4" class="line-work" />
    </svg>
  );
}
