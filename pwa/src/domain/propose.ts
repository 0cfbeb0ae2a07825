/** When a forgotten clock-out may have been: a proposal, never counted before a person confirms it. */
import type { DayPlan } from "./types";
import { localClock, localDate, nearInstant } from "./zone";

/** In + the day's target (on a day without one, the contract day) + the automatic break. */
export function likelyOut(openingAt: number, plan: DayPlan): number {
  const work = plan.target || plan.contract_day;
  const rule = plan.auto_break;
  return openingAt + work + (rule && work > rule.over ? rule.minutes : 0);
}

/** The median clock time of the last ten outs on the day of the in, if later than the in; else `likelyOut`. */
export function proposeOut(openingAt: number, plan: DayPlan, recentOuts: number[]): number {
  const recent = [...recentOuts].sort((a, b) => a - b).slice(-10);
  const clocks = recent.map((out) => localClock(plan.zone, out)).sort((a, b) => a - b);
  if (clocks.length) {
    const middle = Math.floor((clocks[(clocks.length - 1) >> 1]! + clocks[clocks.length >> 1]!) / 2);
    const clock = `${Math.floor(middle / 60)}:${middle % 60}`;
    const usual = nearInstant(plan.zone, localDate(plan.zone, openingAt), clock);
    if (usual > openingAt) return usual;
  }
  return likelyOut(openingAt, plan);
}
