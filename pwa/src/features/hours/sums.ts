import type { HoursDay } from "../../store/live";

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
  const sums: Sums = { worked: 0, target: 0, flex: 0, kiky: 0, unapproved: 0, additional: 0, overtime: 0, pending: 0 };
  for (const { result, plan, uncounted } of days) {
    sums.target += plan?.target ?? 0;
    if (!result) continue;
    if (result.status === "pending") sums.pending += 1;
    sums.worked += result.worked;
    sums.kiky += result.kiky;
    if (!uncounted) sums.flex += result.flex;
    sums.unapproved += result.unapproved;
    sums.additional += result.additional;
    sums.overtime += result.overtime50 + result.overtime100;
  }
  return sums;
}
