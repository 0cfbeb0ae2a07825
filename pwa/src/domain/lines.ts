/** The explanation of a day: lines that add up to its flex, or without flex to its worked time. Twin of `rules/lines.py`. */
import type { Sorted } from "./classify";
import type { Clip } from "./clip";
import type { Tally } from "./kiky";
import { line } from "./plan";
import { minus, overlap, total, union } from "./spans";
import type { DayPlan, Line, Status, Stretch } from "./types";

export function explain(
  plan: DayPlan,
  status: Status,
  mine: Clip[],
  breaks: Stretch[],
  found: Tally,
  sort: Sorted,
): Line[] {
  if (status === "none") return [];
  const lines =
    status === "pending"
      ? [line("pending", 0, {})]
      : [
          ...presenceLines(plan, mine),
          ...breakLines(plan, breaks, found),
          ...found.elsewhere.map(([start, end]) => line("kiky_elsewhere", start - end, { start, end })),
          ...kikyLines(plan, status, mine, breaks, found),
          ...orderedLines(plan, sort),
          ...(plan.flex ? [...plan.lines, ...limitLines(plan, sort.outside, sort.over)] : []),
        ];
  const sum = lines.reduce((minutes, one) => minutes + one.minutes, 0);
  return [...lines, { ...line(plan.flex ? "flex" : "worked", sum, {}), total: true }];
}

/** Each span with the minutes that no earlier span covered. */
function presenceLines(plan: DayPlan, mine: Clip[]): Line[] {
  const lines: Line[] = [];
  let covered: Stretch[] = [];
  for (const { start, end, rounded, pair } of mine) {
    if (start === end) continue;
    const fresh = total(minus([[start, end]], covered));
    covered = union([...covered, [start, end]]);
    if (!rounded) lines.push(line("span", fresh, { start, end }));
    else {
      const params = { start, end, from: pair.start, to: pair.end ?? end };
      lines.push(line("span_rounded", fresh, params, plan.sources.rounding));
    }
  }
  return lines;
}

function breakLines(plan: DayPlan, breaks: Stretch[], found: Tally): Line[] {
  const lines = breaks.map(([start, end]) => line("break", start - end, { start, end }));
  if (found.autoInAll && plan.auto_break) {
    const params = { length: found.autoInAll, over: plan.auto_break.over };
    lines.push(line("auto_break", 0 - found.auto, params, plan.sources.auto_break));
  }
  return lines;
}

/** Kiky leaves ordinary work; kiky that nobody was punched in for is told without moving the sum. */
function kikyLines(plan: DayPlan, status: Status, mine: Clip[], breaks: Stretch[], found: Tally): Line[] {
  if (!plan.kiky) return [];
  const source = plan.sources.kiky;
  const { accounted, extension } = plan.kiky;
  if (accounted === "contract") {
    return status === "done" && extension ? [line("kiky_contract", 0, { length: extension }, source)] : [];
  }
  const net = minus(union(mine.map(({ start, end }) => [start, end])), breaks);
  const lines = found.kiky.map(([start, end]) =>
    line("kiky", 0 - total(overlap([[start, end]], net)), { start, end, length: end - start }, source),
  );
  if (found.unclocked !== null) {
    lines.push(line("kiky_day", 0, { length: found.unclocked, contract_day: plan.contract_day }, source));
  }
  return lines;
}

/** Ordered work beyond the day's hours: out of the flex of flex people; told to others, whose sum is all work. */
function orderedLines(plan: DayPlan, { additional, overtime50, overtime100 }: Sorted): Line[] {
  const named = Object.entries({ additional, overtime50, overtime100 }).filter(([, length]) => length);
  const source = plan.sources.overtime;
  return named.map(([rule, length]) => line(rule, plan.flex ? -length : 0, { length }, source));
}

function limitLines(plan: DayPlan, outside: number, over: number): Line[] {
  const source = plan.sources.flex;
  const lines: Line[] = [];
  if (outside) lines.push(line("outside_band", -outside, {}, source));
  if (over) lines.push(line("over_daily_flex", -over, { limit: plan.flex!.daily_limit }, source));
  return lines;
}
