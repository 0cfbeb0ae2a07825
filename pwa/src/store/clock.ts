/** From instants to dates in the site's zone. */
import type { Overrides, SetBreaks } from "../domain/types";
import { localDate as dateAt } from "../domain/zone";

/** The local date 'YYYY-MM-DD' of an instant (epoch ms) in `zone`. */
export function localDate(ms: number, zone: string): string {
  return dateAt(zone, minuteOf(ms));
}

/** Whole epoch minutes, as the rules count. */
export function minuteOf(ms: number): number {
  return Math.floor(ms / 60_000);
}

/** A clock time in `zone`, as Finns write it: 8.02. */
export function clockTime(ms: number, zone: string): string {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "numeric", minute: "2-digit", hour12: false });
  return parts.format(ms).replace(/^0/, "").replace(":", ".");
}

/** Overrides travel in ms and are read by the rules in minutes. */
export function inMinutes(fields: Record<string, unknown>): Overrides {
  const convert = ([key, value]: [string, unknown]) => {
    if ((key === "start" || key === "end") && typeof value === "number") return [key, minuteOf(value)];
    return key === "breaks" && value ? [key, breaksInMinutes(value as SetBreaks)] : [key, value];
  };
  return Object.fromEntries(Object.entries(fields).map(convert)) as Overrides;
}

function breaksInMinutes({ until, spans }: SetBreaks): SetBreaks {
  return { until: minuteOf(until), spans: spans.map(([from, to]) => [minuteOf(from), minuteOf(to)]) };
}
