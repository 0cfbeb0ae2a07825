import { ANNUAL, HOLIDAYS } from "../../domain/leave/leave";
import { type Counted as Sum } from "../../domain/leave/asked";
import type { LeaveDay } from "../../domain/leave/types";
import { capital, dayDate } from "../../ui/formats";
import { knows, language, t } from "../../ui/words";
import { daysText } from "../_shared/orders/leaveText";

const DAY = 100;
/** What is wrong, and not only worth a thought. */
const BAD = new Set(["leave_over_balance", "leave_overlap", "leave_past_contract", "leave_month_locked"]);

/** Why a date uses no day, in words; empty for one that uses. */
export function whyFree({ rule, why }: LeaveDay): string {
  if (!why) return "";
  return t(rule === "leave_free_named" ? `holiday.${why}` : `away.count.why.${why}`);
}

interface Props {
  kind: string;
  counted: Sum;
}

/** A wish counted: its days, what to look at, what is free in it, and which years it comes from. */
export function Counted({ kind, counted }: Props) {
  const { findings } = counted;
  return (
    <div class="leave-counted">
      <strong role="status">{daysText({ kind, days: counted.used })}</strong>
      {findings.map(({ kind: found, params }) =>
        knows(`finding.${found}`) ? (
          <p key={found} class={BAD.has(found) ? "leave-look bad" : "leave-look"}>
            {t(`finding.${found}`, params)}
          </p>
        ) : null,
      )}
      <Years counted={counted} seasons={kind === ANNUAL} />
      <Free kind={kind} days={counted.days} />
    </div>
  );
}

function Years({ counted: { by_year: years, left, summer, winter }, seasons }: { counted: Sum; seasons: boolean }) {
  const remains = left.reduce((sum, { days }) => sum + days, 0);
  const season = [
    summer ? t("away.count.season", { n: summer / DAY }) : "",
    winter ? t("away.count.out_of_season", { n: winter / DAY }) : "",
  ];
  if (!years.length && !left.length) return null;
  return (
    <ul>
      {years.map(({ earning_year: year, days }) => (
        <li key={year}>{t("away.count.year", { from: year - 1, until: year, n: days / DAY })}</li>
      ))}
      <li>{t(remains < 0 ? "away.count.over" : "away.count.left", { n: Math.abs(remains) / DAY })}</li>
      {seasons ? <li>{capital(season.filter(Boolean).join(" · "))}</li> : null}
    </ul>
  );
}

/** Each date that uses no day or another amount than one, and why. */
function Free({ kind, days }: { kind: string; days: readonly LeaveDay[] }) {
  const lang = language();
  const told = days.flatMap((day) => {
    const why = whyFree(day) || otherwise(day);
    return why ? [{ date: day.date, why }] : [];
  });
  if (!told.length) return null;
  return (
    <section>
      <h3>{t(HOLIDAYS.includes(kind) ? "away.count.free" : "away.count.free_other")}</h3>
      <ul>
        {told.map(({ date, why }) => (
          <li key={date}>{`${dayDate(date, lang)} ${why}`}</li>
        ))}
      </ul>
    </section>
  );
}

function otherwise({ rule }: LeaveDay): string {
  if (rule === "leave_half") return t("away.count.half");
  return rule === "leave_loose_saturday" ? t("away.count.loose") : "";
}
