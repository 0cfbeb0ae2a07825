/** The work that goes on now, what it is booked on, and what was booked on lately. */
import { OPEN_FOR, type Pair, pair } from "../../domain/pair";
import type { Choice } from "./choice";
import { minuteOf } from "../clock";
import type { Facts } from "../facts";
import type { NamedChoice } from "../types";
import type { RunningWork, TodayView } from "./types";
import type { PunchFact } from "./facts";

const WINDOW_MIN = 36 * 60;

/** The entry that is open now; null for who is out. `now` is epoch ms. */
export function runningWork(facts: Facts, now: number): RunningWork | null {
  const low = minuteOf(now) - WINDOW_MIN;
  const punches = facts.punches.filter(({ at }) => at >= low);
  const entries = facts.entries.filter(({ start, end }) => (end ?? start) >= low);
  const last = pair(punches, entries, facts.person).pairs.filter(isOpen).at(-1);
  if (!last || minuteOf(now) - last.start > OPEN_FOR) return null;
  const { work_type: workType, cost_centre: costCentre, remote, kiky } = last;
  return { entry: last.entry, start: last.start * 60_000, booking: { workType, costCentre, remote, kiky } };
}

/** The punches without those of entries that a person has deleted. */
export function notDeleted(facts: Facts, punches: PunchFact[], now: number): PunchFact[] {
  const deleted = new Set(facts.entries.filter((entry) => entry.deleted).map(({ id }) => id));
  if (deleted.size === 0) return punches;
  const low = minuteOf(now) - WINDOW_MIN;
  const recent = punches.filter(({ at }) => at >= low);
  const gone = pair(recent, [], facts.person).pairs.filter(({ entry }) => deleted.has(entry));
  return punches.filter((punch) => !gone.some((one) => isOf(one, punch)));
}

function isOf({ opening, outs, start, end, nextIn }: Pair, { id, at }: PunchFact): boolean {
  const inside = start < at && at < (end ?? nextIn ?? Infinity);
  return inside || id === opening?.id || outs.some((out) => out.id === id);
}

function isOpen({ end, last, opening }: Pair): boolean {
  return end === null && last && opening !== null;
}

/** What the running entry is booked on, or will be from the end of this break on. */
export function shownBooking(running: RunningWork, choice: Choice): TodayView["choice"] {
  return choice.onReturn?.entry === running.entry
    ? { ...running.booking, ...choice.onReturn.booking }
    : running.booking;
}

/** The choice of this id, or the one that it was merged into; null when there is neither. */
export function idNow(id: string | null, choices: readonly NamedChoice[]): string | null {
  return choices.find((one) => one.id === id || one.was?.includes(id!))?.id ?? null;
}

/** The choices with those first that were booked on lately, the newest before the others. */
export function recentFirst(facts: Facts, field: "work_type" | "cost_centre", choices: NamedChoice[]): NamedChoice[] {
  const uses = [
    ...facts.punches.filter(({ kind }) => kind === "in").map((one) => ({ at: one.at, id: one[field] })),
    ...facts.entries
      .filter(({ deleted }) => !deleted)
      .map((one) => ({ at: one.start, id: { ...one, ...one.overrides }[field] })),
  ];
  const ids = uses.sort((a, b) => b.at - a.at).map(({ id }) => idNow(id, choices));
  const recent = [...new Set(ids)].flatMap((id) => choices.filter((one) => one.id === id)).slice(0, MOST_RECENT);
  const others = choices.filter((one) => !recent.includes(one));
  return [...recent.map((one) => ({ ...one, recent: true })), ...others];
}

const MOST_RECENT = 4;
