/** Which dates of a leave use a day, and why the others do not. Twin of `rules/leave/counting.py`. */
import type { CalendarDay } from "../types";
import { nextDate, weekday } from "../zone";
import { rulesOn, settingSource } from "./rules";
import type { Dated, LeaveDay, LeaveRules } from "./types";

/** Hundredths in a day. */
export const DAY = 100;
const SATURDAY = 5;
const SUNDAY = 6;
const OFF = new Map([
  [SATURDAY, "saturday"],
  [SUNDAY, "sunday"],
]);

export type Calendar = ReadonlyMap<string, CalendarDay>;

/** The named days by their date. */
export function byDate(calendar: readonly CalendarDay[]): Calendar {
  return new Map(calendar.map((day) => [day.date, day]));
}

/** Every date from the first to the last, both included. */
export function datesBetween(first: string, last: string): string[] {
  const count = Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000);
  return Array.from({ length: count + 1 }, (_, days) => nextDate(first, days));
}

/** What one date uses: the rule's weekdays use a day, named days that never do and the agreement's own use none. */
export function dayOf(date: string, rules: LeaveRules, calendar: Calendar): LeaveDay {
  const source = settingSource(rules, "leave_counting");
  const named = calendar.get(date);
  if (named && !named.uses_holiday_day) return freeNamed(date, named, source);
  if (!rules.weekdays.includes(weekday(date))) return freeWeekday(date, source);
  const listed = (dates: readonly string[], names: readonly string[]) =>
    dates.includes(date) || (named !== undefined && names.includes(named.name));
  if (listed(rules.free_dates, rules.free_days)) {
    return { date, uses: 0, rule: "leave_free_agreed", why: "agreed", params: {}, source };
  }
  if (listed(rules.half_dates, rules.half_days)) {
    return { date, uses: DAY / 2, rule: "leave_half", why: null, params: {}, source };
  }
  return { date, uses: DAY, rule: "leave_used", why: null, params: {}, source };
}

function freeNamed(date: string, { name }: CalendarDay, source: string | null): LeaveDay {
  return { date, uses: 0, rule: "leave_free_named", why: name, params: { name }, source };
}

function freeWeekday(date: string, source: string | null): LeaveDay {
  const why = OFF.get(weekday(date)) ?? "weekday";
  return { date, uses: 0, rule: `leave_free_${why}`, why, params: {}, source };
}

/**
 * Each date of a leave with what it uses. `looseBefore`: loose days used since the last Saturday went with them. Where
 * the agreement says so, every so many loose days (from Monday to Friday) use a Saturday besides, which its own date then
 * does not use again. Days of a week whose Saturday uses a day by itself are not loose.
 */
export function counted(first: string, last: string, dated: Dated, calendar: Calendar, looseBefore = 0): LeaveDay[] {
  let loose = looseBefore;
  let before = loose;
  let gone = false;
  return datesBetween(first, last).map((date) => {
    const rules = rulesOn(dated, date);
    const every = rules.saturday_every;
    const at = weekday(date);
    const day = dayOf(date, rules, calendar);
    if (at === 0) [before, gone] = [loose, false];
    if (!every || !day.uses || at > SATURDAY) return day;
    if (at === SATURDAY) {
      if (gone) return { ...day, uses: 0, rule: "leave_free_taken", why: "taken" };
      loose = before;
      return day;
    }
    loose += 1;
    if (loose % every) return day;
    gone = true;
    return { ...day, uses: day.uses + DAY, rule: "leave_loose_saturday", params: { every } };
  });
}

/** Each date of leave of another kind: its working days use a day, or the `part` of one that is told. */
export function workingDays(
  first: string,
  last: string,
  weekdays: readonly number[],
  part: number,
  calendar: Calendar,
): LeaveDay[] {
  return datesBetween(first, last).map((date) => {
    const named = calendar.get(date);
    const at = weekday(date);
    if (named && (named.shortens_week || at === SUNDAY || named.pays_as_sunday)) return freeNamed(date, named, null);
    if (!weekdays.includes(at)) return freeWeekday(date, null);
    const rule = part === DAY ? "leave_used" : "leave_part";
    return { date, uses: part, rule, why: null, params: {}, source: null };
  });
}

/** Hundredths that days use together. */
export function used(days: readonly LeaveDay[]): number {
  return days.reduce((sum, { uses }) => sum + uses, 0);
}
