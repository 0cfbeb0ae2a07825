import type { HoursEntry } from "../../store/appState";
import { addDays, instantsAt } from "../../ui/formats";
import { clockOf } from "./entryDraft";

const MINUTE = 60_000;

/** A break as it is typed: clock times such as `11:00`. */
export interface TypedBreak {
  start: string;
  end: string;
}

/** The ended breaks of an entry, for the fields; one that goes on is ended by its button. */
export function typedBreaks(entry: HoursEntry | undefined, zone: string): TypedBreak[] {
  const ended = (entry?.breaks ?? []).filter(([, end]) => end !== null);
  return ended.map(([start, end]) => ({ start: clockOf(start, zone), end: clockOf(end!, zone) }));
}

/**
 * The breaks in epoch ms, in order; null when one of them is not inside the work or crosses another.
 * `date` is the work's first; `start` and `end` its epoch ms.
 */
export function spansOf(
  typed: readonly TypedBreak[],
  date: string,
  zone: string,
  start: number,
  end: number,
): [number, number][] | null {
  const spans = typed.map((one) => spanOf(one, date, zone, start));
  if (spans.some((span) => span === null)) return null;
  const sorted = (spans as [number, number][]).sort((a, b) => a[0] - b[0]);
  const fits = sorted.every(([from, to], n) => from >= (sorted[n - 1]?.[1] ?? start) && from < to && to <= end);
  return fits ? sorted : null;
}

/** The first time at or after the start of the work that shows these clocks. */
function spanOf({ start, end }: TypedBreak, date: string, zone: string, from: number): [number, number] | null {
  const begins = firstAt(start, date, zone, from);
  const ends = begins === null ? null : firstAt(end, date, zone, begins + MINUTE);
  return begins === null || ends === null ? null : [begins, ends];
}

function firstAt(clock: string, date: string, zone: string, from: number): number | null {
  if (!clock) return null;
  const found = [date, addDays(date, 1)].flatMap((on) => instantsAt(on, clock, zone));
  return found.find((at) => at >= from) ?? null;
}

/** Breaks that were punched after this instant (epoch ms) count beside those that are set: also one that goes on. */
export function setUntil(entry: HoursEntry | undefined, now: number): number {
  const open = entry?.breaks.find(([, end]) => end === null);
  return open ? Math.min(now, open[0] * MINUTE) : now;
}

export function same(a: readonly TypedBreak[], b: readonly TypedBreak[]): boolean {
  return a.length === b.length && a.every(({ start, end }, n) => start === b[n]!.start && end === b[n]!.end);
}
