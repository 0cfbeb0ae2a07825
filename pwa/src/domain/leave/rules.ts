/** Which rules of leave are in force. Twin of `rules/leave/rules.py`, where they are read from the agreement's rows. */
import type { Dated, LeaveRules } from "./types";

/** The rules in force on a date; before the first ones, those. */
export function rulesOn(dated: Dated, date: string): LeaveRules {
  return [...dated].reverse().find(({ from }) => from <= date) ?? dated[0]!;
}

/** Where the numbers of a setting are from. */
export function settingSource(rules: LeaveRules, setting: string): string | null {
  return rules.sources[setting] ?? null;
}
