/** Own and ordered minutes of a day, by class. Twin of `rules/classify.py`. */
import { type Tally, workedOf } from "./kiky";
import { lastMinutes, minus, overlap, total, union } from "./spans";
import type { DayPlan, Stretch } from "./types";

/** Minutes by class; `ordered`: where ordered work lies, `outside` and `over`: own minutes that wait for approval. */
export interface Sorted {
  ordered: Stretch[];
  additional: number;
  overtime50: number;
  overtime100: number;
  outside: number;
  over: number;
}

/** `asked`: presence whose entry is marked as ordered. With `counts` false nothing is counted, only placed. */
export function classify(plan: DayPlan, found: Tally, asked: Stretch[], counts: boolean): Sorted {
  const ordered = orderedOf(plan, found, asked);
  if (!counts) return { ordered, additional: 0, overtime50: 0, overtime100: 0, outside: 0, over: 0 };
  const chosen = minus(found.ordinary, ordered);
  const own = Math.max(0, total(chosen) - found.auto);
  const outside = outsideBand(plan, found, chosen, own);
  const over = plan.own_limit === null ? 0 : Math.max(0, own - outside - plan.own_limit);
  const told = workedOf(found) - own;
  const fill = Math.min(told, Math.max(0, (plan.regular ?? plan.target) - own));
  const rule = plan.overtime;
  const additional = rule ? Math.min(told - fill, Math.max(0, rule.from - own - fill)) : told - fill;
  const overtime = told - fill - additional;
  const overtime50 = Math.min(overtime, rule?.first ?? 0);
  return { ordered, additional, overtime50, overtime100: overtime - overtime50, outside, over };
}

/** Ordinary work inside ordered entries and windows; an order without clock times takes the day's last minutes. */
function orderedOf(plan: DayPlan, found: Tally, asked: Stretch[]): Stretch[] {
  const orders = plan.orders ?? [];
  if (plan.form === "exempt" || !(asked.length || orders.length)) return [];
  const clocked = orders.flatMap(({ start, end }): Stretch[] => (start === null || end === null ? [] : [[start, end]]));
  const ordered = overlap(found.ordinary, union([...asked, ...clocked]));
  const last = orders.reduce((sum, one) => sum + (one.start === null ? (one.minutes ?? 0) : 0), 0);
  return last > 0 ? union([...ordered, ...lastMinutes(minus(found.ordinary, ordered), last)]) : ordered;
}

/** Own minutes outside the flex band; kiky moves the band's end by its length. */
function outsideBand(plan: DayPlan, found: Tally, chosen: Stretch[], own: number): number {
  const band = plan.flex?.band;
  return band ? Math.min(own, total(minus(chosen, [[band[0], band[1] + found.clocked]]))) : 0;
}
