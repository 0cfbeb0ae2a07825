import { addDays, instantsAt } from "../../ui/formats";

const LONGEST_MS = 24 * 3_600_000;
const AHEAD_MS = 3_600_000;
const MINUTE = 60_000;

/** What stands in the fields: clock times such as `08:02`, the end perhaps on the next day. */
export interface Typed {
  start: string;
  end: string;
  nextDay: boolean;
  /** Of a time that occurs twice on the autumn night: the first or the second. */
  startSecond: boolean;
  endSecond: boolean;
}

export type TimeError = "empty" | "no_such" | "end_before_start" | "over_a_day" | "in_future";

export interface Times {
  /** Epoch ms, null while they cannot be told. */
  start: number | null;
  end: number | null;
  minutes: number | null;
  errors: { start?: TimeError; end?: TimeError };
  twice: { start: boolean; end: boolean };
}

/** The instants that were meant, or what is wrong with which field. `open`: the end is not asked. `now` in epoch ms. */
export function timesOf(typed: Typed, date: string, zone: string, now: number, open = false): Times {
  const starts = typed.start ? instantsAt(date, typed.start, zone) : [];
  const ends = !open && typed.end ? instantsAt(typed.nextDay ? addDays(date, 1) : date, typed.end, zone) : [];
  const start = starts[typed.startSecond ? starts.length - 1 : 0] ?? null;
  const end = ends[typed.endSecond ? ends.length - 1 : 0] ?? null;
  const errors: Times["errors"] = {};
  if (start === null) errors.start = typed.start ? "no_such" : "empty";
  else if (start > now + AHEAD_MS) errors.start = "in_future";
  if (!open) {
    const wrong = endError(typed.end, start, end, now);
    if (wrong) errors.end = wrong;
  }
  const minutes = start === null || end === null || end <= start ? null : (end - start) / MINUTE;
  return { start, end, minutes, errors, twice: { start: starts.length > 1, end: ends.length > 1 } };
}

function endError(text: string, start: number | null, end: number | null, now: number): TimeError | null {
  if (end === null) return text ? "no_such" : "empty";
  if (start !== null && end <= start) return "end_before_start";
  if (start !== null && end > start + LONGEST_MS) return "over_a_day";
  return end > now + AHEAD_MS ? "in_future" : null;
}
