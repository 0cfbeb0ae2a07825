import { shortMonth } from "../../ui/formats";
import { language, t } from "../../ui/words";
import { spanText } from "../_shared/orders/spanText";
import type { Plan } from "./words";

const HEIGHT = 64;
const ROOM = 4;
/** A month has its name where it is at least this part of the strip. */
const NAMED = 14;

/** How many are at work on each working day as a strip, and in words where they are too few. */
export function Presence({ plan }: { plan: Plan }) {
  const { least } = plan.round;
  return (
    <section class="card rounds-presence" aria-labelledby="presence">
      <h2 id="presence">{t("rounds.presence")}</h2>
      {plan.days.length ? <Strip plan={plan} /> : null}
      <div role="status">
        {plan.shortages.length ? (
          <>
            <h3>{t("rounds.shortages")}</h3>
            <ul class="rounds-short">
              {plan.shortages.map((one) => (
                <li key={one.from_date}>
                  <b>
                    {t("rounds.short", {
                      ...{ present: one.present, least },
                      when: spanText(one.from_date, one.until_date, language()),
                    })}
                  </b>
                  {one.people.length ? <small>{t("rounds.people", { names: one.people.join(", ") })}</small> : null}
                </li>
              ))}
            </ul>
          </>
        ) : (
          <p>{t("rounds.enough", { least })}</p>
        )}
      </div>
    </section>
  );
}

function Strip({ plan: { days, round } }: { plan: Plan }) {
  const most = Math.max(1, ...days.map(({ members }) => members));
  const tall = (n: number): number => (n / most) * HEIGHT;
  const fewest = Math.min(...days.map(({ present }) => present));
  const months = [...new Set(days.map(({ date }) => date.slice(0, 7)))];
  return (
    <figure>
      <svg
        class="rounds-strip"
        viewBox={`0 0 ${days.length * ROOM} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t("rounds.grid", { least: round.least, fewest })}
      >
        {days.map(({ date, present }, n) => (
          <rect
            key={date}
            class={present < round.least ? "short" : ""}
            x={n * ROOM}
            y={HEIGHT - tall(present)}
            width={ROOM - 0.6}
            height={tall(present)}
          />
        ))}
        <line x1={0} x2={days.length * ROOM} y1={HEIGHT - tall(round.least)} y2={HEIGHT - tall(round.least)} />
      </svg>
      <figcaption aria-hidden="true">
        {months
          .map((month) => ({ month, n: days.filter(({ date }) => date.startsWith(month)).length }))
          .map(({ month, n }) => (
            <span key={month} style={{ flexGrow: n }}>
              {n * NAMED < days.length ? "" : shortMonth(`${month}-01`, language())}
            </span>
          ))}
      </figcaption>
    </figure>
  );
}
