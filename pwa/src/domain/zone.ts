/** Local clock times and epoch minutes; the same search for an offset as in `rules/zone.py`. */
const DAY = 1440;
const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();
let steady: OffsetStretch | null = null;

/** A stretch of epoch minutes in which a zone's clocks are not moved: within it, its offset needs no zone data. */
export interface OffsetStretch {
  zone: string;
  from: number;
  until: number;
  ahead: number;
}

export class NonexistentLocalTime extends Error {}
export class AmbiguousLocalTime extends Error {}

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    const numeric = "numeric";
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: numeric,
      month: numeric,
      day: numeric,
      hour: numeric,
      minute: numeric,
    });
    formats.set(zone, format);
  }
  return format;
}

/** Minutes that local time is ahead of UTC at an epoch minute. */
export function offsetAt(zone: string, minute: number): number {
  if (steady?.zone === zone && minute >= steady.from && minute <= steady.until) return steady.ahead;
  return lookedUp(zone, minute);
}

function lookedUp(zone: string, minute: number): number {
  const key = zone + minute;
  let ahead = offsets.get(key);
  if (ahead === undefined) {
    const part: Record<string, number> = {};
    for (const { type, value } of formatOf(zone).formatToParts(minute * 60_000)) part[type] = Number(value);
    ahead = Date.UTC(part.year!, part.month! - 1, part.day, part.hour, part.minute) / 60_000 - minute;
    if (offsets.size > 4096) offsets.clear();
    offsets.set(key, ahead);
  }
  return ahead;
}

/** Reads offsets within this stretch from it; null looks every one up. */
export function trustOffsetStretch(stretch: OffsetStretch | null): void {
  steady = stretch;
}

/** The stretch round an epoch minute in which the zone's own data shows one offset: at most `days` to each side. */
export function offsetStretchAround(zone: string, minute: number, days: number): OffsetStretch {
  const ahead = lookedUp(zone, minute);
  const reach = (step: number): number => {
    let at = minute;
    while (Math.abs(at - minute) < days * DAY && lookedUp(zone, at + step) === ahead) at += step;
    return at;
  };
  return { zone, from: reach(-DAY), until: reach(DAY), ahead };
}

export function localMinutes(date: string, clock = "00:00"): number {
  const [hours, minutes] = clock.split(":");
  return Date.parse(date) / 60_000 + Number(hours) * 60 + Number(minutes);
}

/** The epoch minutes that show this local time: none on a jump forward, two on a jump back. */
function instants(zone: string, local: number): number[] {
  const around = new Set([offsetAt(zone, local - DAY), offsetAt(zone, local + DAY)]);
  return [...around]
    .map((ahead) => local - ahead)
    .filter((at) => at + offsetAt(zone, at) === local)
    .sort((a, b) => a - b);
}

/** Epoch minute of a local clock time; a time that is skipped, or doubled without `which`, is refused. */
export function localInstant(zone: string, date: string, clock: string, which?: "first" | "second"): number {
  const found = instants(zone, localMinutes(date, clock));
  if (!found.length) throw new NonexistentLocalTime(`${date} ${clock} ${zone}`);
  if (found.length > 1 && !which) throw new AmbiguousLocalTime(`${date} ${clock} ${zone}`);
  return which === "second" ? found.at(-1)! : found[0]!;
}

/** As `localInstant`, but takes the first of two, and goes past the gap for a time that does not exist. */
export function nearInstant(zone: string, date: string, clock = "00:00"): number {
  const local = localMinutes(date, clock);
  return instants(zone, local)[0] ?? local - offsetAt(zone, local - DAY);
}

export function nextDate(date: string, days = 1): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

/** 0 for Monday to 6 for Sunday. */
export function weekday(date: string): number {
  return (new Date(date).getUTCDay() + 6) % 7;
}

/** Minutes since local midnight by the clock on the wall. */
export function localClock(zone: string, minute: number): number {
  return (minute + offsetAt(zone, minute)) % DAY;
}

export function localDate(zone: string, minute: number): string {
  return new Date((minute + offsetAt(zone, minute)) * 60_000).toISOString().slice(0, 10);
}
