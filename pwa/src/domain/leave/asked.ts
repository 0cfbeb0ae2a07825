/** A leave that is asked for, against what is left once all that was granted or asked earlier has been taken. Twin of `rules/leave/asked.py`. */
import type { CalendarDay, Finding } from "../types";
import { nextDate } from "../zone";
import { byDate, counted } from "./counting";
import { inOrder, lapsesOn } from "./holdings";
import { ANNUAL, leaveOf, SAVED, workOut } from "./leave";
import type { Away, Dated, Holding, LeaveDay, LeaveRules } from "./types";

/** The dates that are asked for, both included, and the kind. */
export interface Wish {
  first: string;
  last: string;
  kind: string;
}

/**
 * What a wish is asked against. Holdings are hundredths by earning year, every day before `since` taken off (none: nobody has told
 * what is held); `granted` and `waiting` are other leave of the kind that was granted, or asked earlier; `others` any time away; `locked` months.
 */
export interface Ground {
  since: string;
  told_on: string;
  holdings: readonly Holding[];
  granted: readonly Away[];
  waiting: readonly Away[];
  others: readonly Away[];
  locked: readonly string[];
}

/** What leave needs of terms, in order of date. */
export interface LeaveTerms {
  from: string;
  until: string | null;
  weekdays: readonly number[];
  leave: readonly LeaveRules[];
}

/** A wish counted. `left` is what no leave has taken after it, `short` what no year can give. */
export interface Counted {
  used: number;
  days: LeaveDay[];
  by_year: Holding[];
  left: Holding[];
  short: number;
  summer: number;
  winter: number;
  findings: Finding[];
}

/** The rules of leave that terms say; empty where terms of the dates between say none. */
export function rulesOver(terms: readonly LeaveTerms[], first: string, last: string): LeaveRules[] {
  const there = terms.filter(({ from, until }) => from <= last && (until ?? last) >= first);
  return there.some(({ leave }) => !leave.length) ? [] : terms.flatMap(({ leave }) => leave);
}

/** Counts a wish; null where the agreement does not say how days are counted. */
export function ask(
  wish: Wish,
  ground: Ground,
  terms: readonly LeaveTerms[],
  calendar: readonly CalendarDay[],
): Counted | null {
  const dated = rulesOver(terms, wish.first, wish.last);
  if (!dated.length) return null;
  const known = wish.kind === SAVED || (wish.kind === ANNUAL && ground.holdings.length > 0);
  const { weekdays } = [...terms].reverse().find(({ from }) => from <= wish.first) ?? terms[0]!;
  const workdays = weekdays.flatMap((minutes, at) => (minutes ? [at] : []));
  const leave = leaveOf({
    ...wish,
    holdings: known ? keptFree(ground, wish, dated, calendar) : [],
    held_known: known,
    ...(workdays.length ? { workdays } : {}),
    others: ground.others,
    told_on: ground.told_on,
  });
  const { used, days, by_year, left, short, summer, winter, findings } = workOut(leave, dated, calendar);
  return {
    ...{ used, days, by_year, left, summer, winter },
    short: known ? short : 0,
    findings: [...findings, ...pastContract(wish, terms), ...lockedIn(wish, ground)],
  };
}

/**
 * What is held of each year once granted and earlier asked leave has been taken from the oldest; a date that the wish has
 * too is not taken twice. A year that is overdrawn is paid back by the others.
 */
export function keptFree(
  ground: Ground,
  wish: Wish | null,
  dated: Dated,
  calendar: readonly CalendarDay[],
): readonly Holding[] {
  const held = inOrder(ground.holdings);
  const owed = held.reduce((sum, { days }) => sum + Math.max(0, -days), 0);
  const begun = held.map((one) => ({ ...one, days: Math.max(0, one.days) }));
  return taken(ground, wish, dated, calendar).reduce(
    (left, { uses, date }) => spent(left, uses, date, dated),
    spent(begun, owed, "", dated),
  );
}

/** The dates that granted leave uses from `since` on, and all that what waits would use, each once and in order. */
function taken(
  { since, granted, waiting }: Ground,
  wish: Wish | null,
  dated: Dated,
  calendar: readonly CalendarDay[],
): LeaveDay[] {
  const named = byDate(calendar);
  const days = ({ first, last }: Away) => counted(first, last, dated, named);
  const found = new Map<string, LeaveDay>();
  const ahead = granted.flatMap(days).filter(({ date }) => date >= since);
  for (const day of [...ahead, ...waiting.flatMap(days)]) {
    const own = wish && wish.first <= day.date && day.date <= wish.last;
    if (day.uses && !own && !found.has(day.date)) found.set(day.date, day);
  }
  return [...found.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** What is left after `wanted` hundredths on a date, from the oldest that has not lapsed by then. */
function spent(left: readonly Holding[], wanted: number, date: string, dated: Dated): Holding[] {
  let more = wanted;
  return left.map((one) => {
    const lapses = lapsesOn(one, dated);
    const part = lapses !== null && lapses <= date ? 0 : Math.min(more, one.days);
    more -= part;
    return { ...one, days: one.days - part };
  });
}

/** The first date of the wish on which nobody is employed, if there is one. */
function pastContract({ first, last }: Wish, terms: readonly LeaveTerms[]): Finding[] {
  let date = first;
  for (const { from, until } of terms) {
    if (from > date || (until !== null && until < date)) continue;
    if (until === null || until >= last) return [];
    date = nextDate(until);
  }
  return [{ kind: "leave_past_contract", params: { date } }];
}

/** Months of the wish that take no request any more. */
export function lockedIn({ first, last }: Pick<Wish, "first" | "last">, { locked }: Pick<Ground, "locked">): Finding[] {
  const months = [...new Set(locked)].filter((month) => first.slice(0, 7) <= month && month <= last.slice(0, 7));
  return months.sort().map((month) => ({ kind: "leave_month_locked", params: { month } }));
}
