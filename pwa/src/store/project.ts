/** Balances as the person sees them: the server's, with the days that this device knows better worked out here. */
import { day, type KikyBeside, kikyOf } from "../domain/day";
import { plan } from "../domain/plan";
import type { DayPlan, DayResult, Stretch, Terms } from "../domain/types";
import type { AccountReply } from "../api/types";
import { opened } from "../sync/seal";
import type { OutboxRow } from "../sync/types";
import { localDate, minuteOf } from "./clock";
import type { EntryFact, Facts } from "./facts";
import { leaveDates } from "./leaveFacts";
import type { AccountView } from "./live";
import { isOpen } from "./overlay";
import { shiftDate } from "./rows";

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
  if (!terms) return null;
  const orders = facts.orders.filter(({ status }) => status === "approved");
  const planned = plan(terms, facts.calendar, facts.absences, facts.marks, date, kikyLeft, orders);
  const punches = facts.punches.filter((p) => p.at >= planned.start - WINDOW_MIN && p.at <= planned.end + WINDOW_MIN);
  const entries = facts.entries.filter(
    (e) => e.start < planned.end + WINDOW_MIN && (e.end ?? e.start) > planned.start - WINDOW_MIN,
  );
  const beside = kikyBeside(facts, terms, date, local);
  return { date, plan: planned, result: day(planned, punches, entries, minuteOf(now), true, beside) };
}

/** The kiky of the dates beside: a mark with clock times counts whole on its own date, also over midnight. */
function kikyBeside(facts: Facts, terms: Terms, date: string, local: ReadonlyMap<string, LocalDay>): KikyBeside {
  const of = (other: string): Stretch[] => {
    if (!facts.marks.some((mark) => mark.date === other && mark.start !== null)) return [];
    const result = local.get(other)?.result ?? facts.days.get(other)?.result;
    return result ? kikyOf(result) : [];
  };
  return { before: of(shiftDate(date, -1)), after: terms.boundary === "shift_start" ? of(shiftDate(date, 1)) : [] };
}

/** Past dates whose result the server has not yet worked out from everything that was said here. */
/** Whether a date is on the balances at all: those before the person's start are not. */
export function counts(facts: Facts, date: string): boolean {
  return date >= (facts.balances?.counts_from ?? "");
}

export function changedDates(facts: Facts, base: string): string[] {
  const dates = new Set<string>();
  for (const row of facts.pending) {
    if (row.subject !== facts.person) continue;
    for (const date of datesOf(row, facts)) {
      if (date < base && isOpen(row, facts.days.get(date)?.factsSeq)) dates.add(date);
    }
  }
  return [...dates].sort();
}

/** Local dates that an operation can move: its own, and the eve when a shift that began then still runs. */
export function datesOf(row: OutboxRow, facts: Facts): string[] {
  const op = opened(row);
  const body = op.body as { date?: string; start?: number; instead_of?: string[] };
  const away = leaveDates(op, facts);
  if (away) return away;
  if (op.type.startsWith("kiky.")) {
    const mark = facts.marks.find((one) => one.id === op.entity.id);
    const date = body.date ?? mark?.date;
    if (!date) return [];
    const clocked = typeof (body.start ?? mark?.start) === "number";
    return clocked ? [shiftDate(date, -1), date, shiftDate(date, 1)] : [date];
  }
  const touched = new Set([op.entity.id, ...(body.instead_of ?? [])]);
  const instants = [
    ...(op.type === "punch.record" ? [op.time.claimed_at] : []),
    ...(body.start === undefined ? [] : [body.start]),
    ...facts.punches.filter((p) => touched.has(p.id)).map((p) => p.ms),
    ...facts.entries.filter((e) => touched.has(e.id)).flatMap(minutesOf),
  ];
  const dates = instants.map((ms) => localDate(ms, facts.zone));
  return [...new Set(dates.flatMap((date) => [...unfinishedBefore(facts, date), date]))];
}

/** Every instant (epoch ms) at which an entry begins or ends, or did before it was moved here. */
function minutesOf({ start, end, overrides, moved }: EntryFact): number[] {
  const minutes = [start, end, overrides.start, overrides.end, ...(moved ?? [])];
  return minutes.filter((minute) => typeof minute === "number").map((minute) => minute * 60_000);
}

function unfinishedBefore(facts: Facts, date: string): string[] {
  const eve = shiftDate(date, -1);
  const status = facts.days.get(eve)?.status;
  return status === "pending" || status === "open" ? [eve] : [];
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
