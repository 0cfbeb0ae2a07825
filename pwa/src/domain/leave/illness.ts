/** Illness inside a leave: which sick days move it to later, and which are waiting days. Twin of `leave/illness.py`. */
import { DAY } from "./counting";
import type { LeaveDay, LeaveRules, Sick } from "./types";

/** The most waiting days when illness begins during a leave: only from what is earned above the least. */
export function waitingDays(earned: number, rules: LeaveRules): number {
  return Math.min(rules.waiting_days, Math.max(0, earned - rules.waiting_least));
}

/**
 * The days of a leave after illness, and the dates on which only a part of the day was sick. Leave days of illness beyond
 * the `waiting` first ones use nothing; a sick date that uses no day anyhow moves nothing and is no waiting day.
 */
export function moved(days: readonly LeaveDay[], sick: readonly Sick[], waiting: number): [LeaveDay[], string[]] {
  const within = (date: string, whole: boolean) =>
    sick.some(({ first, last, part }) => part >= DAY === whole && first <= date && date <= last);
  let left = days.length && within(days[0]!.date, true) ? 0 : waiting;
  const halves: string[] = [];
  const after = days.map((day): LeaveDay => {
    if (!day.uses) return day;
    if (within(day.date, true)) {
      if (left <= 0) return { ...day, uses: 0, rule: "leave_moved", why: "sick", params: {} };
      left -= 1;
      return { ...day, rule: "leave_waiting" };
    }
    if (within(day.date, false)) halves.push(day.date);
    return day;
  });
  return [after, halves];
}
