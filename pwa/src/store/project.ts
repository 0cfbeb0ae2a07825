/** Balances as the person sees them: the server's, with the days that this device knows better worked out here. */
import { day, type KikyBeside, kikyOf } from "../domain/day";
import { noTerms, outside } from "../domain/outside";
import { plan } from "../domain/plan";
import type { DayPlan, DayResult, Stretch, Terms } from "../domain/types";
import type { AccountReply } from "../api/types";
import { CONFIRMED, type OutboxRow } from "../device/operations";
import { localDate, minuteOf } from "./clock";
import type { Facts } from "./facts";
import type { AccountView } from "./balances/types";
import { shiftDate } from "../device/rows";

const WINDOW_MIN = 36 * 60;
const LONGEST_OFFLINE_DAYS = 400;

export interface LocalDay {
  date: string;
  plan: DayPlan;
  result: DayResult;
}

export interface Projection {
  today: string;
  /** The day from which on everything is worked out here. */
  base: string;
  /** Days worked out on this device, by date; a date without terms has none. */
  local: Map<string, LocalDay>;
  accounts: AccountView[];
  pendingDays: number;
  /** Own unconfirmed work is part of the numbers. */
  projected: boolean;
}

export function termsOn(facts: Facts, date: string): Terms | null {
  return facts.terms.find((t) => t.from <= date && (t.until === null || date <= t.until)) ?? null;
}

/** One day by the rules, from this device's facts; null without terms for the date. */
export function projectDay(
  facts: Facts,
  date: string,
  now: number,
  kikyLeft: number | null,
  local: ReadonlyMap<string, LocalDay> = new Map(),
): LocalDay | null {
  const terms = termsOn(facts, date);
  return terms ? dayBy(terms, facts, date, now, kikyLeft, local) : null;
}

/** What was done on a date without a contract; null where this device cannot know that there is none. */
export function projectOutside(facts: Facts, date: string, now: number): DayResult | null {
  if (!facts.whole || termsOn(facts, date)) return null;
  const { result } = dayBy(noTerms(facts.person, facts.zone, date), facts, date, now, null, new Map());
  return result.spans.length ? outside(result) : null;
}

function dayBy(
  terms: Terms,
  facts: Facts,
  date: string,
  now: number,
  kikyLeft: number | null,
  local: ReadonlyMap<string, LocalDay>,
): LocalDay {
  return dayBeside(terms, facts, date, now, kikyLeft, kikyBeside(facts, terms, date, now, local));
}

function dayBeside(
  terms: Terms,
  facts: Facts,
  date: string,
  now: number,
  kikyLeft: number | null,
  beside: KikyBeside,
): LocalDay {
  const orders = facts.orders.filter(({ status }) => status === "approved");
  const planned = plan(terms, facts.calendar, facts.absences, facts.marks, date, kikyLeft, orders);
  const punches = facts.punches.filter((p) => p.at >= planned.start - WINDOW_MIN && p.at <= planned.end + WINDOW_MIN);
  const entries = facts.entries.filter(
    (e) => e.start < planned.end + WINDOW_MIN && (e.end ?? e.start) > planned.start - WINDOW_MIN,
  );
  return { date, plan: planned, result: day(planned, punches, entries, minuteOf(now), true, beside) };
}

/**
 * The kiky of the dates beside: a mark with clock times counts whole on its own date, also over midnight. It is where the
 * server has it, and of a closed date by the facts: its stored result stands as it was while the date is corrected.
 */
function kikyBeside(
  facts: Facts,
  terms: Terms,
  date: string,
  now: number,
  local: ReadonlyMap<string, LocalDay>,
): KikyBeside {
  const of = (other: string): Stretch[] => {
    if (!facts.marks.some((mark) => mark.date === other && mark.start !== null)) return [];
    const stored = other.slice(0, 7) > facts.closedMonth ? facts.days.get(other)?.result : undefined;
    const result = local.get(other)?.result ?? stored ?? resultByFacts(facts, other, now);
    return result ? kikyOf(result) : [];
  };
  return { before: of(shiftDate(date, -1)), after: terms.boundary === "shift_start" ? of(shiftDate(date, 1)) : [] };
}

/** What a date comes to by the facts, the dates beside it as the server has them. */
function resultByFacts(facts: Facts, date: string, now: number): DayResult | null {
  const terms = termsOn(facts, date);
  const stored = facts.days.get(date)?.result;
  if (!terms) return stored ?? null;
  const eve = facts.days.get(shiftDate(date, -1))?.result;
  const left = kikyLeftOn(facts, date);
  return dayBeside(terms, facts, date, now, left, { before: eve ? kikyOf(eve) : [], after: [] }).result;
}

/** Whether a date is on the balances at all: those before the person's start are not. */
export function counts(facts: Facts, date: string): boolean {
  return date >= (facts.balances?.counts_from ?? "");
}

/** Past dates whose result the server has not yet worked out from everything that was said here. */
export function changedDates(facts: Facts, base: string): string[] {
  const dates = new Set<string>();
  for (const row of facts.pending) {
    if (row.subject !== facts.person) continue;
    for (const date of facts.dates.get(row.op_id) ?? []) {
      if (date < base && isOpen(row, facts.days.get(date)?.factsSeq)) dates.add(date);
    }
  }
  return [...dates].sort();
}

function datesBetween(from: string, until: string): string[] {
  const dates: string[] = [];
  for (let date = from; date <= until && dates.length < LONGEST_OFFLINE_DAYS; date = shiftDate(date, 1))
    dates.push(date);
  return dates;
}

/** Everything for the balance cards at `now` (epoch ms). */
export function project(facts: Facts, now: number): Projection {
  const today = localDate(now, facts.zone);
  const base = facts.balances?.today_date ?? today;
  const past = changedDates(facts, base);
  const local = new Map<string, LocalDay>();
  let kikyLeft = kikyOwed(facts);
  for (const date of [...past, ...datesBetween(base, today)]) {
    const before = date < base ? (facts.days.get(date)?.result.kiky ?? 0) : 0;
    const left = kikyLeft === null ? null : kikyLeft + before;
    const found = projectDay(facts, date, now, left, local);
    if (!found) continue;
    local.set(date, found);
    if (left !== null) kikyLeft = left - found.result.kiky;
  }
  const accounts = (facts.balances?.accounts ?? []).map((account) => projected(account, facts, local, base, today));
  return {
    today,
    base,
    local,
    accounts,
    pendingDays: pendingDays(facts, local, base, today),
    projected: isProjected(facts),
  };
}

/** What was owed when a settled date began: of a year that is over no more is known than what the date itself took. */
function kikyLeftOn(facts: Facts, date: string): number | null {
  const years = (facts.balances?.accounts ?? []).filter(({ account }) => account === "kiky");
  if (!years.length) return null;
  const owed = years.find(({ year }) => year === null || year === Number(date.slice(0, 4)))?.settled ?? 0;
  return owed + (facts.days.get(date)?.result.kiky ?? 0);
}

function kikyOwed(facts: Facts): number | null {
  return facts.balances?.accounts.find((account) => account.account === "kiky")?.settled ?? null;
}

/** What a day's result posts to an account: flex adds, kiky lowers what is owed. */
export function posted(account: string, result: DayResult | undefined): number {
  if (!result) return 0;
  if (account === "flex") return result.flex;
  return account === "kiky" ? -result.kiky : 0;
}

function projected(
  server: AccountReply,
  facts: Facts,
  local: Map<string, LocalDay>,
  base: string,
  today: string,
): AccountView {
  let settled = server.settled;
  let now = 0;
  for (const [date, { result }] of local) {
    if (!counts(facts, date)) continue;
    const here = posted(server.account, result);
    if (date < base) settled += here - posted(server.account, facts.days.get(date)?.result);
    else if (date < today) settled += here;
    else now += here;
  }
  const view: AccountView = { ...server, settled, today: now, amount: settled + now };
  if (server.account !== "kiky") return view;
  const lowered = server.amount - view.amount;
  return { ...view, done: (server.done ?? 0) + lowered };
}

function pendingDays(facts: Facts, local: Map<string, LocalDay>, base: string, today: string): number {
  let count = facts.balances?.pending_days ?? 0;
  for (const [date, { result }] of local) {
    if (date < base && facts.days.get(date)?.status === "pending") count -= 1;
    if (date < today && result.status === "pending") count += 1;
  }
  return Math.max(0, count);
}

function isProjected(facts: Facts): boolean {
  return facts.pending.some((row) => row.status !== "attention" && row.subject === facts.person);
}

/** An operation that the server has not worked into the day as far as this device knows. */
function isOpen(row: OutboxRow, factsSeq: number | undefined): boolean {
  if (row.status === "attention" || row.status === "closed" || row.status === CONFIRMED) return false;
  return !(row.status === "acked" && row.seq !== null && factsSeq !== undefined && row.seq <= factsSeq);
}
