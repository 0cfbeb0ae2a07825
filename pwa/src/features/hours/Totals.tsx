import type { HoursView } from "../../store/live";
import { hm, signedHm } from "../../ui/formats";
import { t, tn } from "../../ui/words";
import { ByBooking } from "./ByBooking";
import { type Sums, sumsOf } from "./sums";

/** What the week or the month makes: worked against the target, and every class of time that there is some of. */
export function Totals({ view }: { view: HoursView }) {
  const sums = sumsOf(view.days);
  const parts = partsOf(sums, view.flex);
  return (
    <section class="card totals" aria-label={t("hours.totals")}>
      <p class="totals-worked">
        <strong>{hm(sums.worked)}</strong>{" "}
        <span>{sums.target > 0 ? t("hours.worked_of", { target: sums.target }) : t("hours.worked")}</span>
      </p>
      {sums.target > 0 ? <Progress share={sums.worked / sums.target} /> : null}
      {parts.length ? (
        <dl class="parts">
          {parts.map(([key, value, tone]) => (
            <div key={key} class={tone}>
              <dt>{t(`hours.sum.${key}`)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {view.flex ? null : <ByBooking view={view} />}
      {sums.pending > 0 ? <p class="warm">{tn("hours.pending", sums.pending)}</p> : null}
    </section>
  );
}

function partsOf(sums: Sums, flex: boolean): [string, string, string][] {
  const parts: [string, string, string][] = [];
  if (flex) parts.push(["flex", signedHm(sums.flex), sums.flex > 0 ? "plus" : sums.flex < 0 ? "minus" : ""]);
  if (sums.kiky) parts.push(["kiky", hm(sums.kiky), "kiky"]);
  if (sums.additional) parts.push(["additional", hm(sums.additional), ""]);
  if (sums.overtime) parts.push(["overtime", hm(sums.overtime), ""]);
  if (sums.unapproved) parts.push(["unapproved", hm(sums.unapproved), "minus"]);
  return parts;
}

function Progress({ share }: { share: number }) {
  const width = `${Math.round(Math.min(1, Math.max(0, share)) * 100)}%`;
  return (
    <svg class="progress" aria-hidden="true" focusable="false">
      <rect width="100%" height="100%" rx="4" class="line-track" />
      <rect width={width} height="100%" rx="4" class="line-work" />
    </svg>
  );
}
