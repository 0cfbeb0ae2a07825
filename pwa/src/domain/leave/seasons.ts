/** Seasons of the year, and the latest dates to tell of a leave. Twin of `rules/leave/seasons.py`. */
import { nextDate } from "../zone";
import type { LeaveRules } from "./types";

/** Whether a date lies in the summer season. */
export function inSummer(date: string, { summer }: LeaveRules): boolean {
  const [first, last] = summer;
  return first !== undefined && last !== undefined && first <= date.slice(5) && date.slice(5) <= last;
}

/** The latest dates to tell of a leave: by rule months before, at the least days before. */
export function notice(start: string, rules: LeaveRules): [string, string] {
  return [monthsBefore(start, rules.notice_months), nextDate(start, -rules.notice_days)];
}

/** The same day of the month so many months earlier, or that month's last. */
export function monthsBefore(date: string, months: number): string {
  const [year, month, day] = date.split("-").map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 - months, Math.min(day, last))).toISOString().slice(0, 10);
}
