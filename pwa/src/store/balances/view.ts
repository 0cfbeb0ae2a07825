/** The balance cards, with the line of the flex balance. */
import { shiftDate } from "../../device/rows";
import type { Facts } from "../facts";
import { counts, type Projection, posted, termsOn } from "../project";
import type { BalancesView } from "./types";

const HISTORY_DAYS = 30;

export function balancesView(facts: Facts, projection: Projection, whole: boolean): BalancesView | null {
  if (!facts.balances) return null;
  const { today, accounts, pendingDays, projected } = projection;
  const accounted = termsOn(facts, today)?.kiky?.accounted;
  const next = facts.absences.filter((a) => a.kind === "annual_holiday" && a.date >= today).map((a) => a.date);
  return {
    projected,
    accounts,
    pendingDays,
    flexHistory: whole ? flexHistory(facts, projection) : [],
    nextHoliday: next.sort()[0] ?? null,
    kikyInAgreement: accounted === "none" || accounted === "contract",
    earned: whole && !accounts.some(({ account }) => account === "flex") ? earned(facts, projection) : null,
  };
}

/** Minutes worked in the week and in the month that today is in. */
function earned(facts: Facts, projection: Projection): { week: number; month: number } {
  const { today } = projection;
  const first = `${today.slice(0, 7)}-01`;
  const monday = shiftDate(today, -((new Date(today).getUTCDay() + 6) % 7));
  const since = { week: 0, month: 0 };
  for (let date = monday < first ? monday : first; date <= today; date = shiftDate(date, 1)) {
    const worked = resultOn(facts, projection, date)?.worked ?? 0;
    if (date >= monday) since.week += worked;
    if (date >= first) since.month += worked;
  }
  return since;
}

/** The result of a date as this device knows it: worked out here where that is newer, the server's otherwise. */
export function resultOn(facts: Facts, projection: Projection, date: string) {
  return projection.local.get(date)?.result ?? facts.days.get(date)?.result;
}

/** Minutes that the ledger's own lines of a date brought to an account. */
function bookedOn(facts: Facts, account: string, date: string): number {
  const lines = facts.postings.filter((posting) => posting.account === account && posting.date === date);
  return lines.reduce((sum, posting) => sum + posting.amount, 0);
}

/** The flex balance at the end of each of the last 30 days, walked back from the number on the card. */
export function flexHistory(facts: Facts, projection: Projection): BalancesView["flexHistory"] {
  const flex = projection.accounts.find((account) => account.account === "flex");
  if (!flex) return [];
  const points: BalancesView["flexHistory"] = [];
  let amount = flex.amount;
  for (let back = 0; back < HISTORY_DAYS; back += 1) {
    const date = shiftDate(projection.today, -back);
    points.unshift({ date, amount });
    const worked = counts(facts, date) ? posted("flex", resultOn(facts, projection, date)) : 0;
    amount -= worked + bookedOn(facts, "flex", date);
  }
  return points;
}
