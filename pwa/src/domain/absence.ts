/** What each kind of absence does to the day's target; twin of `rules/absence.py`. */
import type { Absence } from "./types";

export type Effect = "credits" | "lowers" | "stays";

/** In the order in which several absences of one date take its minutes. */
const EFFECTS: Readonly<Record<string, Effect>> = {
  annual_holiday: "credits",
  saved_leave: "credits",
  sick: "credits",
  child_sick: "credits",
  training: "credits",
  overtime_leave: "credits",
  bank_leave: "credits",
  reduction_leave: "credits",
  annual_leave_day: "credits",
  unpaid: "lowers",
  flex_leave: "stays",
};

/** Kinds that a person records alone; the others are granted. */
export const OWN_KINDS = ["sick", "child_sick", "training"] as const;
export const KINDS = Object.keys(EFFECTS);

/** A kind that is not in the table does what its `credits` says. */
export function effectOf({ kind, credits }: Absence): Effect {
  return EFFECTS[kind] === "lowers" ? "lowers" : credits ? "credits" : "stays";
}

/** Whether time away of this kind meets the target. */
export function creditsTarget(kind: string): boolean {
  return EFFECTS[kind] === "credits";
}

function rank(kind: string): number {
  const at = KINDS.indexOf(kind);
  return at < 0 ? KINDS.length : at;
}

/** The date's absences in order, each with its minutes of the `left` target minutes, never more than there are. */
export function taken(absences: Absence[], date: string, left: number): [Absence, number][] {
  const mine = absences.filter((one) => one.date === date);
  mine.sort((a, b) => rank(a.kind) - rank(b.kind) || (a.id < b.id ? -1 : 1));
  return mine.map((one) => {
    const minutes = effectOf(one) === "stays" ? 0 : Math.min(one.minutes ?? left, left);
    left -= minutes;
    return [one, minutes];
  });
}

/** The minutes of a date's target that agreed time away leaves undone, such as flex leave. */
export function keptShort(absences: Absence[], date: string, target: number): number {
  const mine = absences.filter((one) => one.date === date && effectOf(one) === "stays");
  return Math.min(
    target,
    mine.reduce((sum, { minutes }) => sum + (minutes ?? target), 0),
  );
}

/** Whether somebody is away all of a date. */
export function wholeDay(absences: Absence[], date: string): boolean {
  return absences.some((one) => one.date === date && one.minutes === null);
}
