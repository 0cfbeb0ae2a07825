import type { Change } from "./operations";
import type { ServerRow } from "./db";

const DAY = 86_400_000;

/** UTC date of an instant: only an index to find rows by, always read with days to spare on both sides. */
export function utcDate(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** `date` moved by whole days. */
export function shiftDate(date: string, days: number): string {
  return utcDate(Date.parse(`${date}T00:00:00Z`) + days * DAY);
}

/** A change as the device keeps it. */
export function rowOf(change: Change, gen: number): ServerRow {
  const { type, id, version, deleted, by, op_id } = change;
  const data = change.data ?? {};
  return { type, id, version, deleted, by, op_id, gen, data, date: dateOf(type, id, data) };
}

function dateOf(type: string, id: string, data: Record<string, unknown>): string {
  if (type === "calendar_day") return id;
  if (typeof data.date === "string") return data.date;
  const instant = data.at ?? data.start;
  return typeof instant === "number" ? utcDate(instant) : "";
}
