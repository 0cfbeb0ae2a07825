import { HOLIDAYS } from "../../../domain/leave/leave";
import type { LeaveRequest } from "../../../store/appState";
import { knows, t, tn } from "../../../ui/words";

const DAY = 100;

/** `9 lomapäivää`; of other leave its working days. Empty where nothing is counted. */
export function daysText({ kind, days }: Pick<LeaveRequest, "kind" | "days">): string {
  if (days === null) return "";
  return tn(HOLIDAYS.includes(kind) ? "away.count.days" : "away.count.workdays", days / DAY);
}

/** What to look at in a request, in words. */
export function flagsOf({ flags, short }: Pick<LeaveRequest, "flags" | "short">): string[] {
  const said = flags.map((flag) => (flag === "overlaps" ? "away.ask.overlaps" : `away.flag.${flag}`));
  return said.filter(knows).map((key) => t(key, { n: short / DAY }));
}
