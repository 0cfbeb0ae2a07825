/** Annual holiday that is saved over years: how much, and why not. Twin of `rules/leave/saving.py`. */
import type { Finding } from "../types";
import { nextDate } from "../zone";
import { DAY } from "./counting";
import { isEarned, lapsesOn, YEAR_ENDS } from "./holdings";
import { rulesOn } from "./rules";
import type { Dated } from "./types";

/** What stands of an earning year, in hundredths: all that it gave, what nobody has taken or asked for, what is saved. */
export interface Savable {
  earning_year: number;
  earned: number;
  left: number;
  saved: number;
}

/** Whole days that may be saved on a date by agreement; `dated` are the rules up to it. */
export function most(stands: Savable, dated: Dated, date: string): number {
  if (refusal(1, stands, dated, date) !== null) return 0;
  return wholeDays(Math.min(overTheLine(stands, dated, date), stands.left));
}

/** Why so many whole days may not be saved on a date; null where they may. */
export function refusal(days: number, stands: Savable, dated: Dated, date: string): Finding | null {
  const { earning_year: year, left } = stands;
  const line = dated.length ? rulesOn(dated, date).save_agreed_over : null;
  if (line === null) return { kind: "saving_unknown", params: { year } };
  if (!isEarned(year, date)) {
    return { kind: "saving_not_earned", params: { year, date: nextDate(`${year}-${YEAR_ENDS}`) } };
  }
  const lapses = lapsesOn({ earning_year: year, days: 0, saved: false }, dated);
  if (lapses !== null && lapses <= date) return { kind: "saving_lapsed", params: { year, date: lapses } };
  const over = wholeDays(overTheLine(stands, dated, date));
  if (days > over) return { kind: "saving_over", params: { year, days: over, over: line } };
  return days > wholeDays(left) ? { kind: "saving_taken", params: { year, days: wholeDays(left) } } : null;
}

function overTheLine({ earned, saved }: Savable, dated: Dated, date: string): number {
  return Math.max(0, earned - (rulesOn(dated, date).save_agreed_over ?? 0) * DAY) - saved;
}

function wholeDays(hundredths: number): number {
  return Math.floor(Math.max(0, hundredths) / DAY);
}
