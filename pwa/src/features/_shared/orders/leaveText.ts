import { HOLIDAYS } from "../../../domain/leave/leave";
import type { LeaveRequest } from "../../../store/appState";
import { num } from "../../../ui/formats";
import { knows, language, t, tn } from "../../../ui/words";

const DAY = 100;

/** `9 lomapäivää`; of other leave its working days. Empty where nothing is counted. */
export function daysText({ kind, days }: Pick<LeaveRequest, "kind" | "days">): string {
  if (days === null) return "";
  return tn(HOLIDAYS.includes(kind) ? "away.count.days" : "away.count.workdays", days / DAY);
}

/** What is left of leave in days; where more has been taken than earned, so many too many. */
export function leftText(days: number): string {
  return days < 0 ? t("leave.over_short", { n: -days }) : t("common.days_short", { n: num(days, language()) });
}

/** What may still be asked for; where more has been asked than is left, how much more. */
export function freeText(days: number): string {
  return days < 0 ? t("away.years.over", { n: -days }) : t("away.years.free", { n: days });
}

/** What to look at in a request, in words. */
export function flagsOf({ flags, short }: Pick<LeaveRequest, "flags" | "short">): string[] {
  const said = flags.map((flag) => (flag === "overlaps" ? "away.ask.overlaps" : `away.flag.${flag}`));
  return said.filter(knows).map((key) => t(key, { n: short / DAY }));
}
