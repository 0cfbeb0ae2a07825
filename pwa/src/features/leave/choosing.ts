/** Choosing a range of dates in a grid of weeks: what keys and pointers make of it. Pure. */
import { addDays } from "../../ui/formats";

export const WEEKS = 6;

export interface Chosen {
  from: string;
  until: string;
}

/** `at`: the date that keys move from. `start`: the first end of a range that is being chosen; `before`: what stood then. */
export interface Choosing {
  at: string;
  start: string | null;
  before: Chosen | null;
}

export interface Step {
  next: Choosing;
  /** The dates that stand now; null when they stay. */
  chosen: Chosen | null;
}

const MOVES: Readonly<Record<string, (date: string) => string>> = {
  ArrowLeft: (date) => addDays(date, -1),
  ArrowRight: (date) => addDays(date, 1),
  ArrowUp: (date) => addDays(date, -7),
  ArrowDown: (date) => addDays(date, 7),
  Home: (date) => addDays(date, -fromMonday(date)),
  End: (date) => addDays(date, 6 - fromMonday(date)),
  PageUp: (date) => monthsFrom(date, -1),
  PageDown: (date) => monthsFrom(date, 1),
};

/** The range between two dates, whichever is first. */
export function between(one: string, other: string): Chosen {
  return one <= other ? { from: one, until: other } : { from: other, until: one };
}

/** What a key does; null for a key that is none of the grid's. */
export function onKey(key: string, shift: boolean, now: Choosing, stands: Chosen): Step | null {
  const move = MOVES[key];
  if (move) {
    const at = move(now.at);
    if (!shift && now.start === null) return { next: { ...now, at }, chosen: null };
    const start = now.start ?? now.at;
    return { next: { at, start, before: now.before ?? stands }, chosen: between(start, at) };
  }
  if (key === "Enter" || key === " ") return onPick(now.at, now, stands);
  if (key !== "Escape" || now.start === null) return null;
  return { next: { at: now.start, start: null, before: null }, chosen: now.before };
}

/** A date is picked: it begins a range, or ends the one that is being chosen. */
export function onPick(date: string, now: Choosing, stands: Chosen): Step {
  if (now.start === null) {
    return { next: { at: date, start: date, before: stands }, chosen: between(date, date) };
  }
  return { next: { at: date, start: null, before: null }, chosen: between(now.start, date) };
}

/** Days from the Monday of a date's week. */
export function fromMonday(date: string): number {
  return (new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7;
}

/** The same day so many months later, or that month's last. */
export function monthsFrom(date: string, months: number): string {
  const first = `${date.slice(0, 7)}-01`;
  const at = new Date(`${first}T12:00:00Z`);
  at.setUTCMonth(at.getUTCMonth() + months);
  const begins = at.toISOString().slice(0, 10);
  const last = addDays(`${addDays(begins, 31).slice(0, 7)}-01`, -1);
  return [`${begins.slice(0, 8)}${date.slice(8)}`, last].sort()[0]!;
}

/** The weeks of a month's grid: whole ones from the Monday before its first day, always as many. */
export function weeksOf(month: string): string[][] {
  const first = addDays(`${month}-01`, -fromMonday(`${month}-01`));
  return Array.from({ length: WEEKS }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => addDays(first, week * 7 + day)),
  );
}
