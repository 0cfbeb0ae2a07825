/** The example week of the comparison: five days, two of them long. Plain values. */
import { addDays } from "../../ui/formats";

export interface Day {
  date: string;
  start: string;
  end: string;
  /** Until when the day goes on as ordered work; empty when it does not. */
  ordered: string;
}

/** The Monday of the week that a date lies in. */
export function mondayOf(date: string): string {
  const weekday = new Date(`${date}T12:00:00Z`).getUTCDay() || 7;
  return addDays(date, 1 - weekday);
}

/** Monday to Friday 8-16, Tuesday and Thursday ordered until 19. */
export function exampleWeek(on: string): Day[] {
  const monday = mondayOf(on);
  return [0, 1, 2, 3, 4].map((n) => ({
    date: addDays(monday, n),
    start: "08:00",
    end: "16:00",
    ordered: n === 1 || n === 3 ? "19:00" : "",
  }));
}

/** The days as the server takes them; a day without a start or an end is not worked. */
export function asAsked(days: readonly Day[], breakMinutes: number): object[] {
  return days.map(({ date, start, end, ordered }) => ({
    date,
    work:
      !start || !end
        ? []
        : [
            { start, end, break: breakMinutes, ordered: true },
            ...(ordered ? [{ start: end, end: ordered, ordered: true }] : []),
          ],
  }));
}

export const CLASSES = [
  ...["regular", "additional", "overtime50", "overtime100", "weekly50", "weekly100", "period50", "period100"],
  ...["flex", "unapproved", "kiky"],
] as const;

/** Classes of pay in which either side has minutes, in their own order. */
export function classesIn(...totals: readonly Record<string, number>[]): string[] {
  return CLASSES.filter((name) => totals.some((one) => (one[name] ?? 0) !== 0));
}

/** All minutes of overtime, daily and weekly. */
export function overtimeIn(totals: Record<string, number>): number {
  return CLASSES.filter((name) => /^(overtime|weekly|period)/.test(name)).reduce(
    (sum, name) => sum + (totals[name] ?? 0),
    0,
  );
}
