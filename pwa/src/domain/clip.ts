/** Which spans belong to a day, and how much of them. Twin of `rules/clip.py`. */
import { SHIFT_PAUSE } from "./breaks";
import { OPEN_FOR, type Pair } from "./pair";
import type { DayPlan, Rounding, Stretch } from "./types";

/** A pair's part of one day. `open`: it has no out; `waits`: the day waits for it. */
export interface Clip {
  pair: Pair;
  start: number;
  end: number;
  open: boolean;
  waits: boolean;
  rounded: boolean;
  breaks: Stretch[];
}

export function clips(plan: DayPlan, pairs: Pair[], asOf: number, live: boolean): Clip[] {
  const anchors = plan.boundary === "shift_start" ? shiftStarts(pairs) : null;
  return pairs.flatMap((one, i) => clip(plan, one, anchors ? anchors[i]! : null, asOf, live) ?? []);
}

/** A punch on the agreement's grid, counted from local midnight. */
export function rounded(at: number, rule: Rounding, origin: number, opening: boolean): number {
  if (rule.mode === "none" || rule.minutes <= 1) return at;
  const over = (((at - origin) % rule.minutes) + rule.minutes) % rule.minutes;
  if (!over) return at;
  const up = { nearest: 2 * over >= rule.minutes, outward: !opening, inward: opening, step: false }[rule.mode];
  return at - over + (up ? rule.minutes : 0);
}

function clip(plan: DayPlan, one: Pair, anchor: number | null, asOf: number, live: boolean): Clip | null {
  const first = one.typedStart ? one.start : rounded(one.start, plan.rounding, plan.start, true);
  if (one.end === null) return unfinished(plan, one, first, anchor, asOf, live);
  const last = one.typedEnd ? one.end : rounded(one.end, plan.rounding, plan.start, false);
  const changed = first !== one.start || last !== one.end;
  let [start, end] = [first, Math.max(first, last)];
  if (anchor !== null) {
    if (anchor < plan.start || anchor >= plan.end) return null;
  } else {
    if (start >= plan.end || end < plan.start || (end === plan.start && start < end)) return null;
    [start, end] = [Math.max(start, plan.start), Math.min(end, plan.end)];
  }
  return { pair: one, start, end, open: false, waits: false, rounded: changed, breaks: breaksOf(one, start, end) };
}

/** A span without an out: it counts up to `asOf` while it may still run, and its own day waits for the rest. */
function unfinished(
  plan: DayPlan,
  one: Pair,
  first: number,
  anchor: number | null,
  asOf: number,
  live: boolean,
): Clip | null {
  const running = one.last && asOf - one.start < OPEN_FOR;
  const at = anchor ?? first;
  const own = plan.start <= at && at < plan.end;
  const ended = asOf >= plan.end;
  const carried = anchor === null && running && first < plan.start && plan.start < asOf && !ended;
  if (!own && !carried) return null;
  const start = anchor === null ? Math.max(first, plan.start) : first;
  const end = running && live && !ended ? Math.max(start, asOf) : start;
  const waits = own && (ended || asOf - one.start >= OPEN_FOR);
  return { pair: one, start, end, open: true, waits, rounded: first !== one.start, breaks: breaksOf(one, start, end) };
}

function breaksOf(one: Pair, start: number, end: number): Stretch[] {
  return one.breaks
    .map(([left, back]): Stretch => [Math.max(left, start), Math.min(back ?? end, end)])
    .filter(([left, back]) => left < back);
}

/** For each pair the start of its shift: spans with only a short pause between them are one shift. */
function shiftStarts(pairs: Pair[]): number[] {
  let start = 0;
  let reached = -Infinity;
  return pairs.map((one) => {
    if (one.start - reached >= SHIFT_PAUSE) [start, reached] = [one.start, one.end ?? one.start];
    else reached = Math.max(reached, one.end ?? one.start);
    return start;
  });
}
