import { monthDay, monthSums } from "../../domain/month";
import type { HoursDay } from "../../store/appState";

export interface Sums {
  worked: number;
  target: number;
  flex: number;
  kiky: number;
  unapproved: number;
  additional: number;
  overtime: number;
  /** Days that wait for the person's word. */
  pending: number;
}

/** What the days make together, in minutes. A day that waits for a word makes nothing yet. */
export function sumsOf(days: readonly HoursDay[]): Sums {
  const { overtime50, overtime100, ...sums } = monthSums(days.map((day) => monthDay(day)));
  const pending = days.filter(({ result }) => result?.status === "pending").length;
  return { ...sums, overtime: overtime50 + overtime100, pending };
}
