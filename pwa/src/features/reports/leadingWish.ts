import type { Wire } from "../../store/appState";

export type LeadingReport = Wire["LeadingReport"];
export type LeadingKind = LeadingReport["report"];
export type LeadingColumn = Wire["LeadingColumn"];
export type LeadingPicture = Wire["LeadingPicture"];
export type LeadingCells = LeadingReport["rows"][number];
export type Kept = Wire["Kept"];
export const KINDS: readonly LeadingKind[] = ["work_type", "cost_centre", "remote", "trend", "kiky", "absences"];
export const SPANS = [1, 3, 6, 12] as const;

/** Which report for leading is wanted, over how many months up to this one. */
export interface LeadingWish {
  report: LeadingKind;
  months: number;
}

/** The month (YYYY-MM) so many months before that of a date. */
export function monthBefore(date: string, back: number): string {
  const at = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 - back;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
}

/** Where a report for leading is asked for. */
export function leadingPath(
  { report, months }: LeadingWish,
  whom: string,
  today: string,
  format?: "xlsx" | "csv",
): `/api/v1/leading?${string}` {
  const query = new URLSearchParams({ report, from: monthBefore(today, months - 1), to: today.slice(0, 7) });
  const [what, id] = whom.split(":");
  if (what === "team" && id) query.set("team", id);
  if (whom === "") query.set("own", "true");
  if (format) query.set("format", format);
  return `/api/v1/leading?${query}`;
}

/** Whom a kept choice is about, as the screen's choice names it, and back. */
export const whomOf = (kept: string): string => (kept === "own" ? "" : kept === "all" ? "all" : `team:${kept}`);
export const keptWhom = (whom: string): string => (whom === "" ? "own" : whom === "all" ? "all" : whom.slice(5));
