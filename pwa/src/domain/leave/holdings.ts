/** Leave by earning year: the oldest is used first, each use and expiry has its date. Twin of `leave/holdings.py`. */
import { nextDate } from "../zone";
import type { Dated, Holding, LeaveDay, LeaveRules, Move } from "./types";

/** The last day of an earning year: a year is named by it. */
export const YEAR_ENDS = "03-31";

export interface Taken {
  moves: Move[];
  left: Holding[];
}

/** First in, first out: by earning year, within a year what may lapse before what is saved. */
export function inOrder(holdings: readonly Holding[]): Holding[] {
  return [...holdings].sort((a, b) => a.earning_year - b.earning_year || Number(a.saved) - Number(b.saved));
}

/** The last date on which a holding may be taken; null where there is none. */
export function lastDay({ earning_year, saved }: Pick<Holding, "earning_year" | "saved">, rules: LeaveRules) {
  if (saved || rules.carry_until === null) return null;
  return `${earning_year + rules.carry_years}-${rules.carry_until}`;
}

/** Whether an earning year has ended by a date. */
export function isEarned(year: number, date: string): boolean {
  return `${year}-${YEAR_ENDS}` < date;
}

/** Days taken from the oldest holding that has any, day by day, and what lapses up to `through`. */
export function take(holdings: readonly Holding[], days: readonly LeaveDay[], dated: Dated, through: string): Taken {
  let left = inOrder(holdings);
  const moves: Move[] = [];
  const using = days.filter(({ uses, date }) => uses && date <= through);
  for (const day of using.sort((a, b) => (a.date < b.date ? -1 : Number(a.date > b.date)))) {
    left = lapse(left, day.date, dated, moves);
    left = spend(left, day, moves);
  }
  return { left: lapse(left, through, dated, moves), moves };
}

/** The date on which a holding lapses: the day after its last one, by the rules in force then; null: it does not. */
export function lapsesOn(one: Holding, dated: Dated): string | null {
  for (const [at, rules] of dated.entries()) {
    const last = rules.lapses ? lastDay(one, rules) : null;
    if (last === null) continue;
    const over = nextDate(last);
    const begins = at && over < rules.from ? rules.from : over;
    const next = dated[at + 1];
    if (!next || begins < next.from) return begins;
  }
  return null;
}

/** What is left on a date of holdings whose time may be over, with what has lapsed by then put among the moves. */
function lapse(left: readonly Holding[], date: string, dated: Dated, moves: Move[]): Holding[] {
  const gone: Move[] = [];
  const kept = left.map((one) => {
    const lapses = lapsesOn(one, dated);
    if (lapses === null || lapses > date || one.days <= 0) return one;
    gone.push({ date: lapses, earning_year: one.earning_year, days: one.days, is: "lapsed", saved: false });
    return { ...one, days: 0 };
  });
  moves.push(
    ...gone.sort((a, b) => (a.date < b.date ? -1 : Number(a.date > b.date) || a.earning_year - b.earning_year)),
  );
  return kept;
}

function spend(left: readonly Holding[], { date, uses }: LeaveDay, moves: Move[]): Holding[] {
  let wanted = uses;
  return left.map((one) => {
    const part = Math.min(wanted, Math.max(0, one.days));
    if (part) moves.push({ date, earning_year: one.earning_year, days: part, is: "used", saved: one.saved });
    wanted -= part;
    return { ...one, days: one.days - part };
  });
}
