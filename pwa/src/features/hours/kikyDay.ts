import type { HoursDay } from "../../store/appState";

/** A day marked for kiky: the minutes that it made, or those that it is to make. Null for every other day. */
export function kikyDayOf({ plan, result }: HoursDay): { minutes: number; done: boolean } | null {
  const kiky = plan?.kiky;
  if (kiky?.accounted !== "obligation" || kiky.marks.length === 0) return null;
  if (result?.status === "done") return { minutes: result.kiky, done: true };
  const clocked = kiky.marks.filter(({ start, end }) => start !== null && end !== null);
  const length = clocked.reduce((sum, one) => sum + one.end! - one.start! - one.break_min, 0);
  const whole = Math.max(0, plan!.contract_day - (result?.worked ?? 0) - length - plan!.credit);
  return { minutes: length + (clocked.length < kiky.marks.length ? whole : 0), done: false };
}
