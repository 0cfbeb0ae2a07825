/** What one's own month still lacks, as far as this device knows. */
import { monthDay, type Unfinished, unfinished } from "../../domain/month";
import type { Facts } from "../facts";
import { hoursView } from "../hours/view";
import type { HoursDay } from "../hours/types";
import type { Projection } from "../project";
import type { OrderFact } from "../orders/types";

/** Time that nobody ordered, unless it has been left as it is or a request for it waits. */
function undecided(date: string, unapproved: number, orders: readonly OrderFact[]): number {
  const asked = orders.filter((one) => one.date === date);
  const left = asked.filter(({ status }) => status === "rejected").reduce((sum, one) => sum + lengthOf(one), 0);
  return left >= unapproved || asked.some(({ status }) => status === "waiting") ? 0 : unapproved;
}

function lengthOf({ minutes, start, end }: OrderFact): number {
  return minutes ?? (end ?? 0) - (start ?? 0);
}

/** What one's own month (YYYY-MM) lacks now; `asked`: requests about locked days that wait. */
export function unfinishedOf(
  facts: Facts,
  projection: Projection,
  month: string,
  asked: number,
  now: number,
): Unfinished {
  const { days } = hoursView(facts, projection, `${month}-01`, lastDate(month), now);
  const waits = (one: { status: string; date: string }): boolean =>
    one.status === "waiting" && one.date.startsWith(month);
  const corrections = facts.corrections.filter((one) => one.person === facts.person && waits(one)).length;
  const marks = days.flatMap(({ result }) => result?.findings ?? []).filter(({ kind }) => kind === "kiky_waits").length;
  const waiting = facts.orders.filter(waits).length + corrections + marks + asked;
  const open = ({ date, result }: HoursDay): number =>
    result?.status === "done" ? undecided(date, result.unapproved, facts.orders) : 0;
  const found = days.map((day) => monthDay(day, open(day)));
  return unfinished(found, projection.today, waiting);
}

function lastDate(month: string): string {
  const [year, number] = month.split("-").map(Number);
  return new Date(Date.UTC(year!, number!, 0)).toISOString().slice(0, 10);
}
