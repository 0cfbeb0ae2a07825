import type { ExplainRow } from "../../store/live";
import { addDays } from "../../ui/formats";

export interface Week {
  monday: string;
  days: ExplainRow[];
}

/** Day rows by ISO week, newest first. */
export function byWeek(rows: readonly ExplainRow[]): Week[] {
  const weeks = new Map<string, ExplainRow[]>();
  for (const row of rows) {
    if ((row.kind !== "day" && row.kind !== "pending") || row.date === null) continue;
    const weekday = (new Date(`${row.date}T12:00:00Z`).getUTCDay() + 6) % 7;
    const monday = addDays(row.date, -weekday);
    weeks.set(monday, [...(weeks.get(monday) ?? []), row]);
  }
  for (const days of weeks.values()) days.sort((a, b) => b.from.localeCompare(a.from));
  return [...weeks].map(([monday, days]) => ({ monday, days })).sort((a, b) => b.monday.localeCompare(a.monday));
}
