/** Which pauses in a day's work are breaks. Twin of `rules/breaks.py`. */
import { total } from "./spans";
import type { AutoBreak, Stretch } from "./types";

/** A shorter pause does not start a new shift. */
export const SHIFT_PAUSE = 3 * 60;

/** The pauses between merged spans. */
function between(spans: Stretch[]): Stretch[] {
  return spans.slice(1).map(([start], n): Stretch => [spans[n]![1], start]);
}

/** Merged spans as shifts: a pause of three hours or more is no break, what comes after it is another shift. */
function shifts(spans: Stretch[]): Stretch[][] {
  const found: Stretch[][] = [];
  for (const span of spans) {
    const last = found.at(-1);
    if (last && span[0] - last.at(-1)![1] < SHIFT_PAUSE) last.push(span);
    else found.push([span]);
  }
  return found;
}

/** Whether a shift is so long that the automatic break is due, and no pause of at least half of it was taken. */
export function lacksBreak(work: Stretch[], rule: AutoBreak): boolean {
  const real = ([start, end]: Stretch) => 2 * (end - start) >= rule.minutes;
  return shifts(work).some((shift) => total(shift) > rule.over && !between(shift).some(real));
}

/** Minutes of the longest shift that lacks its break; 0 when none does. See the Python twin. */
export function withoutLegalBreak(work: Stretch[], rule: AutoBreak): number {
  const lacking = shifts(work).filter((shift) => !hasLegalBreak(shift, rule.minutes));
  return Math.max(0, ...lacking.map(total).filter((minutes) => minutes > rule.over));
}

function hasLegalBreak(shift: Stretch[], least: number): boolean {
  const enough = (part: Stretch[]) => total(part) >= least;
  return between(shift).some(
    ([start, end], at) => end - start >= least && enough(shift.slice(0, at + 1)) && enough(shift.slice(at + 1)),
  );
}

/** Minutes of core time that a lunch clocked out and in takes: the longest pause that lies within it. */
export function lunch(there: Stretch[], [from, until]: Stretch): number {
  const inside = between(there).filter(([start, end]) => start >= from && end <= until);
  return Math.max(0, ...inside.map(([start, end]) => end - start).filter((length) => length < SHIFT_PAUSE));
}
