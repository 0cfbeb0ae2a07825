import { signal } from "@preact/signals";
import { addDays } from "../../ui/formats";

export type Mode = "week" | "month";

/** What the Hours screen shows: the week or the month round `date`; null is today. Kept while the app is open. */
export const shown = signal<{ mode: Mode; date: string | null }>({ mode: "week", date: null });

export interface Period {
  mode: Mode;
  from: string;
  until: string;
}

/** 0 for Monday to 6 for Sunday. */
export function weekdayOf(date: string): number {
  return (new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7;
}

export function mondayOf(date: string): string {
  return addDays(date, -weekdayOf(date));
}

function monthEnd(date: string): string {
  const [year, month] = date.split("-").map(Number);
  return new Date(Date.UTC(year!, month!, 0)).toISOString().slice(0, 10);
}

/** The ISO week or the calendar month that holds `date`. */
export function periodOf(mode: Mode, date: string): Period {
  if (mode === "week") return { mode, from: mondayOf(date), until: addDays(mondayOf(date), 6) };
  return { mode, from: `${date.slice(0, 7)}-01`, until: monthEnd(date) };
}

/** A date in the period before (-1) or after (1). */
export function stepped({ mode, from, until }: Period, step: -1 | 1): string {
  if (mode === "week") return addDays(from, step * 7);
  return step < 0 ? addDays(from, -1) : addDays(until, 1);
}

/** The weeks of a period, each from Monday to Sunday; days outside the period are null. */
export function weeksOf(period: Period): { monday: string; dates: (string | null)[] }[] {
  const weeks = [];
  for (let monday = mondayOf(period.from); monday <= period.until; monday = addDays(monday, 7)) {
    const dates = Array.from({ length: 7 }, (_, i) => addDays(monday, i));
    weeks.push({ monday, dates: dates.map((date) => (date < period.from || date > period.until ? null : date)) });
  }
  return weeks;
}
