import { addDays } from "../../ui/formats";
import type { LeadingWish } from "./leadingWish";

export type Kind = "working_time" | "balances" | "leading";
export type Period = "this_month" | "last_month" | "this_year" | "own";

/** What the person wants to see. `whom` is "" for oneself, `person:<id>`, `team:<id>`, or `all`. */
export interface Wish {
  kind: Kind;
  whom: string;
  period: Period;
  from: string;
  to: string;
  columns: string[];
  leading: LeadingWish;
}

/** First and last date of a period, seen from a date. */
export function datesOf(
  period: Period,
  today: string,
  own: { from: string; to: string },
): { from: string; to: string } {
  const month = `${today.slice(0, 7)}-01`;
  const eve = addDays(month, -1);
  if (period === "this_month") return { from: month, to: today };
  if (period === "last_month") return { from: `${eve.slice(0, 7)}-01`, to: eve };
  if (period === "this_year") return { from: `${today.slice(0, 4)}-01-01`, to: today };
  return { from: own.from, to: own.to };
}

const LONGEST_MS = 366 * 86_400_000;

/** Why the dates cannot be reported on; null when they can. */
export function faultOf({ from, to }: { from: string; to: string }): "missing" | "order" | "long" | null {
  if (!from || !to) return "missing";
  if (from > to) return "order";
  return Date.parse(to) - Date.parse(from) >= LONGEST_MS ? "long" : null;
}

/** The address of the report; `format` for a file. */
/** Where a report is asked for. */
export type ReportPath = `/api/v1/reports/${"balances" | "working-time"}?${string}`;

export function pathOf(wish: Wish, format?: "xlsx" | "csv"): ReportPath {
  return wish.kind === "balances"
    ? balancesPath(wish, format)
    : `/api/v1/reports/working-time?${queryOf(wish, format)}`;
}

/** Where the balances are asked for, page by page. */
export function balancesPath(wish: Wish, format?: "xlsx" | "csv"): `/api/v1/reports/balances?${string}` {
  return `/api/v1/reports/balances?${queryOf(wish, format)}`;
}

function queryOf(wish: Wish, format?: "xlsx" | "csv"): URLSearchParams {
  const query = new URLSearchParams({ from: wish.from, to: wish.to });
  const [what, id] = wish.whom.split(":");
  if (what === "team" && id) query.set("team", id);
  if (what === "person" && id && wish.kind === "working_time") query.set("person", id);
  if (wish.kind === "working_time") query.set("columns", wish.columns.join(","));
  if (format) query.set("format", format);
  return query;
}
