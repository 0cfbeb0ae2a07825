import type { HoursView } from "../../store/appState";

export interface Booked {
  /** Null for work that nothing was chosen for. */
  id: string | null;
  minutes: number;
}

/**
 * Worked minutes of the days by what they are booked on, the most first. `rest` is what automatic breaks and rounding
 * change of them: with it the rows make exactly the time worked. A day that waits for a word makes nothing yet.
 */
export function byBooking(days: HoursView["days"], field: "work_type" | "cost_centre") {
  const sums = new Map<string | null, number>();
  let rest = 0;
  for (const { result } of days) {
    if (!result?.worked || result.status === "pending") continue;
    rest += result.worked;
    for (const span of result.spans.filter(({ kind }) => kind === "work")) {
      const minutes = span.end - span.start;
      rest -= minutes;
      sums.set(span[field], (sums.get(span[field]) ?? 0) + minutes);
    }
  }
  const rows = [...sums].map(([id, minutes]): Booked => ({ id, minutes }));
  return { rows: rows.sort((a, b) => b.minutes - a.minutes), rest };
}
