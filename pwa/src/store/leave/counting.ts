/** What leave is counted by on this device: own terms, what is left by earning year, and what is granted or asked for. */
import { ask, type Ground, keptFree, type LeaveTerms, rulesOver, type Wish } from "../../domain/leave/asked";
import { YEAR_ENDS } from "../../domain/leave/holdings";
import { ANNUAL, SAVED } from "../../domain/leave/leave";
import type { Away, Holding } from "../../domain/leave/types";
import { leaveTermsOf, Unreadable } from "../../domain/leave/wire";
import type { CalendarDay } from "../../domain/types";
import type { StoreContext } from "../context";
import type { Facts } from "../facts";
import { ownRows } from "../ownRows";
import type { LeaveBasis, LeaveRequest, LeaveYear } from "./types";

const ALL = "\uffff";
const DAY = 100;
/** Months before a closed one that anybody may ask leave for. */
const LOOKED_BACK = 36;
const LOCKED = new Set(["approved", "closed"]);

/** What a wish is counted by; a request named `but` is the one that the wish changes. */
export async function basisOf(store: StoreContext, requests: readonly LeaveRequest[], but = ""): Promise<LeaveBasis> {
  const { db } = await store.engine();
  const { facts, projection } = store;
  if (!facts || !projection) throw new Error("nothing to count by yet");
  const named = await db.server_rows
    .where("[type+date]")
    .between(["calendar_day", ""], ["calendar_day", ALL])
    .toArray();
  const since = facts.balances?.today_date ?? projection.today;
  const away = facts.leave.filter(({ id, until }) => id !== but && until >= since);
  const waiting = requests.filter(({ id, status }) => id !== but && status === "requested");
  const others = [...facts.leave.filter(({ id }) => id !== but), ...waiting].map(stretch);
  const locked = await lockedMonths(store, facts);
  const groundFor = (kind: string): Ground => ({
    since,
    told_on: projection.today,
    holdings: holdingsOf(facts, since, kind),
    granted: away.filter((one) => one.kind === kind).map(stretch),
    waiting: waiting.filter((one) => one.kind === kind).map(stretch),
    others,
    locked,
  });
  return {
    terms: read(facts.terms),
    calendar: named
      .filter(({ deleted }) => !deleted)
      .map(({ id, data }) => ({ date: id, ...data }) as never as CalendarDay),
    ground: groundFor(ANNUAL),
    saved: groundFor(SAVED),
  };
}

const stretch = ({ from: first, until: last }: { from: string; until: string }): Away => ({ first, last });

/** The terms as leave needs them; null where they are not as they should be. */
function read(terms: Facts["terms"]): LeaveTerms[] | null {
  try {
    return leaveTermsOf(terms);
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}

/** Hundredths by earning year; days of no year count as those of the one that ended last. */
function holdingsOf({ balances }: Facts, since: string, of: string): Holding[] {
  const ended = Number(since.slice(0, 4)) - (since.slice(5) <= YEAR_ENDS ? 1 : 0);
  const found = new Map<number, number>();
  for (const { account, year, amount } of balances?.accounts ?? []) {
    const named = year ?? ended;
    if (account === of) found.set(named, (found.get(named) ?? 0) + Math.round(amount * DAY));
  }
  const years = [...found].sort(([a], [b]) => a - b);
  return years.map(([earning_year, days]) => ({ earning_year, days, saved: of === SAVED }));
}

/** Months that are approved or closed; with a closed one every earlier one is. */
async function lockedMonths(store: StoreContext, { closedMonth }: Facts): Promise<string[]> {
  const months = (await ownRows(store, "month")).filter(({ data }) => LOCKED.has(String(data.status)));
  return [...months.map(({ data }) => String(data.month)), ...(closedMonth ? monthsUpTo(closedMonth) : [])];
}

function monthsUpTo(month: string): string[] {
  const last = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
  return Array.from({ length: LOOKED_BACK }, (_, back) => {
    const at = last - back;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
  });
}

/**
 * Requests of which this device knows more than the server: those that wait are counted here, each after those that were
 * asked before it.
 */
export async function countedHere(store: StoreContext, requests: readonly LeaveRequest[]): Promise<LeaveRequest[]> {
  const said = (store.facts?.pending ?? []).map((row) => row.entity_id);
  const before = (one: LeaveRequest, other: LeaveRequest): boolean =>
    !other.local || said.lastIndexOf(other.id) < said.lastIndexOf(one.id);
  return Promise.all(
    requests.map(async (one) => {
      if (!one.local || one.status !== "requested") return one;
      const earlier = requests.filter((other) => before(one, other));
      return countedBy(one, await basisOf(store, earlier, one.id));
    }),
  );
}

/** What a wish of a kind is asked against. */
function groundOf(kind: string, { ground, saved }: LeaveBasis): Ground {
  return kind === SAVED ? saved : ground;
}

function countedBy(one: LeaveRequest, basis: LeaveBasis): LeaveRequest {
  const { terms, calendar } = basis;
  const wish: Wish = { first: one.from, last: one.until, kind: one.kind };
  const counted = terms && ask(wish, groundOf(one.kind, basis), terms, calendar);
  if (!counted) return { ...one, days: null, short: 0, flags: [] };
  const kinds = new Set(counted.findings.map(({ kind }) => (kind === "leave_overlap" ? "overlaps" : kind)));
  return { ...one, days: counted.used, short: counted.short, flags: [...kinds] };
}

/** What is left by earning year: on the ledger, less what is granted ahead, less what waits. */
export function yearsOf({ terms, calendar, ground }: LeaveBasis): LeaveYear[] {
  const plain = ground.holdings.map(({ earning_year: year, days: amount }) => ({
    year,
    amount,
    granted: 0,
    waiting: 0,
  }));
  const stretches = [...ground.granted, ...ground.waiting];
  const dates = stretches.flatMap(({ first, last }) => [first, last]).sort();
  const dated = terms && dates.length ? rulesOver(terms, dates[0]!, dates.at(-1)!) : [];
  if (!dated.length) return plain;
  const settled = keptFree({ ...ground, granted: [], waiting: [] }, null, dated, calendar);
  const granted = keptFree({ ...ground, waiting: [] }, null, dated, calendar);
  const free = keptFree(ground, null, dated, calendar);
  return plain.map((one, at) => ({
    ...one,
    granted: settled[at]!.days - granted[at]!.days,
    waiting: granted[at]!.days - free[at]!.days,
  }));
}
