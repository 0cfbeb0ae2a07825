/** Which dates a calendar shows, and what they are called. */
import { addDays, capital, dateRange, monthName, weekNumber, type Language } from "../../ui/formats";
import { t } from "../../ui/words";

export const MODES = ["week", "month", "year"] as const;
export type Mode = (typeof MODES)[number];

export interface Span {
  from: string;
  until: string;
}

const weekdayOf = (date: string): number => (new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7;

/** Saturday or Sunday. */
export const isWeekend = (date: string): boolean => weekdayOf(date) > 4;

/** The week, month or year that a date is in. */
export function spanOf(mode: Mode, date: string): Span {
  if (mode === "year") return { from: `${date.slice(0, 4)}-01-01`, until: `${date.slice(0, 4)}-12-31` };
  if (mode === "month") return { from: `${date.slice(0, 7)}-01`, until: addDays(nextMonth(date), -1) };
  const monday = addDays(date, -weekdayOf(date));
  return { from: monday, until: addDays(monday, 6) };
}

/** The same day of the next or the previous week, month or year; the last one where there is no such day. */
export function moved(mode: Mode, date: string, forward: boolean): string {
  const { from, until } = spanOf(mode, date);
  const there = spanOf(mode, forward ? addDays(until, 1) : addDays(from, -1));
  const day =
    mode === "year" ? `${there.from.slice(0, 4)}${date.slice(4)}` : addDays(there.from, daysBetween(from, date));
  return day > there.until ? there.until : day;
}

export function datesOf({ from, until }: Span): string[] {
  return Array.from({ length: daysBetween(from, until) + 1 }, (_, n) => addDays(from, n));
}

export function nameOf(mode: Mode, { from, until }: Span, lang: Language): string {
  const year = from.slice(0, 4);
  if (mode === "year") return year;
  if (mode === "month") return `${capital(monthName(from, lang))} ${year}`;
  return `${t("calendar.week", { n: weekNumber(from) })} · ${dateRange(from, until, lang)}`;
}

export function daysBetween(from: string, until: string): number {
  return Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000);
}

function nextMonth(date: string): string {
  return `${addDays(`${date.slice(0, 7)}-28`, 4).slice(0, 7)}-01`;
}
