/** Leave earned by earning year, month by month from what was done in each. Twin of `rules/leave/earning.py`. */
import { nextDate, weekday } from "../zone";
import { datesBetween } from "./counting";
import { YEAR_ENDS } from "./holdings";
import { rulesOn, settingSource } from "./rules";
import { monthsBefore } from "./seasons";
import type { By, Dated, Done, Earned, Employment, LeaveRules, Month } from "./types";

/** Absences whose lost days are filled up to the least (section 7 a). */
const FILLS_UP = ["sick", "rehabilitation"];

interface Asked {
  by?: By | null;
  as_of?: string | null;
  used_before?: Readonly<Record<string, number>>;
}

/** What was done in a month, with what nobody has told. */
export function doneOf(told: Partial<Done> & Pick<Done, "month">): Done {
  return { days: 0, minutes: 0, absences: {}, absence_minutes: {}, ...told };
}

/** The first and the last date of an earning year, which is named by the year it ends in. */
export function yearOf(earningYear: number): [string, string] {
  return [nextDate(`${earningYear - 1}-${YEAR_ENDS}`), `${earningYear}-${YEAR_ENDS}`];
}

/** The months (YYYY-MM) of an earning year, April first. */
export function monthsIn(earningYear: number): string[] {
  return [...new Set(datesBetween(...yearOf(earningYear)).map((date) => date.slice(0, 7)))];
}

/** What an earning year has earned by the end of the last month that has ended by `as_of` (null: all of it). */
export function earn(
  employments: readonly Employment[],
  done: readonly Done[],
  earningYear: number,
  dated: Dated,
  { by: told = null, as_of = null, used_before = {} }: Asked = {},
): Earned {
  const [first, last] = yearOf(earningYear);
  const known = employments.filter(({ from }) => from <= last);
  const held = known.filter(({ until }) => (until ?? last) >= first);
  const rules = rulesOn(dated, last);
  const by = told ?? (held.length ? ruleOf(held, earningYear, rules) : "days");
  const ends = held.at(-1)?.until ?? last;
  const rate = held.length ? rateOf(since(known), ends < last ? ends : last, rules) : 0;
  const used: Record<string, number> = { ...used_before };
  let lost = 0;
  const by_month = monthsIn(earningYear).map((month) => {
    const one = done.find((each) => each.month === month) ?? doneOf({ month });
    const [judged, would] = monthOf(one, held, by, rate, rulesOn(dated, `${month}-01`), used, as_of);
    if (would && !judged.earns) lost += 1;
    return judged;
  });
  const full_months = by_month.filter(({ earns }) => earns).length;
  const days = Math.ceil(full_months * rate);
  const extra = Math.min(Math.ceil(lost * rate), Math.max(0, rules.fill_up - days));
  const summer = Math.min(days, rules.summer_days);
  return {
    ...{ full_months, rate, days, extra, by_month, by, summer },
    rounded: days - full_months * rate,
    winter: days - summer,
  };
}

/** Days a month: the lower rate when employed under a year by the last date; exactly a year is not under. */
function rateOf(start: string, last: string, rules: LeaveRules): number {
  return (start > monthsBefore(nextDate(last), 12) ? rules.first_year : rules.later) ?? 0;
}

/** By days, when the contract has enough of them in every month; else by hours. */
function ruleOf(held: readonly Employment[], earningYear: number, rules: LeaveRules): By {
  const { weekdays } = held.at(-1)!;
  const found = new Map(monthsIn(earningYear).map((month) => [month, 0]));
  for (const date of datesBetween(...yearOf(earningYear))) {
    if (weekdays[weekday(date)]! > 0) found.set(date.slice(0, 7), found.get(date.slice(0, 7))! + 1);
  }
  return [...found.values()].every((days) => days >= rules.month_days) ? "days" : "hours";
}

/** The first date of the unbroken employment that the last one belongs to. */
function since(known: readonly Employment[]): string {
  let first = known.at(-1)!.from;
  for (const { from, until } of known.slice(0, -1).reverse()) {
    if (until === null || nextDate(until) < first) break;
    first = from;
  }
  return first;
}

/** A month judged, and whether it would earn if all its sickness counted; `used` grows by what counted as work. */
function monthOf(
  done: Done,
  held: readonly Employment[],
  by: By,
  rate: number,
  rules: LeaveRules,
  used: Record<string, number>,
  asOf: string | null,
): [Month, boolean] {
  const { month } = done;
  const source = settingSource(rules, "leave_month");
  const last = nextDate(`${nextDate(`${month}-01`, 31).slice(0, 7)}-01`, -1);
  const not = { month, earns: false, days: 0, days_at_work: 0, minutes: 0, params: {}, source, counted_as_work: 0 };
  if (!held.some(({ from, until }) => from <= last && (until ?? last) >= `${month}-01`)) {
    return [{ ...not, why: "leave_month_not_employed" }, false];
  }
  if (asOf !== null && asOf < last) {
    const sofar = { days_at_work: done.days, minutes: done.minutes, params: { date: last } };
    return [{ ...not, ...sofar, why: "leave_month_not_ended" }, false];
  }
  const [asWork, asMinutes] = countedAsWork(done, rules, used);
  const [days, minutes] = [done.days + asWork, done.minutes + asMinutes];
  const full = (extraDays: number, extraMinutes: number) =>
    by === "days" ? days + extraDays >= rules.month_days : minutes + extraMinutes >= rules.month_minutes;
  const earns = full(0, 0);
  const sum = (of: Readonly<Record<string, number>>) => FILLS_UP.reduce((all, kind) => all + (of[kind] ?? 0), 0);
  const params = by === "days" ? { days, least: rules.month_days } : { length: minutes, least: rules.month_minutes };
  const why = `leave_month_${earns ? "full" : "short"}_${by}`;
  const judged = { days: earns ? rate : 0, days_at_work: days, minutes, counted_as_work: asWork };
  return [{ ...not, ...judged, earns, why, params }, full(sum(done.absences), sum(done.absence_minutes))];
}

/** Days and minutes of a month's absences that count as work, within what is left of each kind's limit. */
function countedAsWork(done: Done, rules: LeaveRules, used: Record<string, number>): [number, number] {
  let found = 0;
  let minutes = 0;
  for (const [kind, days] of Object.entries(done.absences)) {
    const limit = rules.as_work[kind];
    if (limit === undefined) continue;
    const before = used[kind] ?? 0;
    const counts = limit === null ? days : Math.max(0, Math.min(days, limit - before));
    used[kind] = before + days;
    found += counts;
    minutes += days ? Math.floor(((done.absence_minutes[kind] ?? 0) * counts) / days) : 0;
  }
  return [found, minutes];
}
