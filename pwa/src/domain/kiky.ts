/** Kiky in a day, and a year's obligation. Twin of `rules/kiky.py`. */
import { firstMinutes, gaps, minus, overlap, total, union } from "./spans";
import type { DayPlan, Finding, Mark, Stretch } from "./types";

/** The day's net presence cut into ordinary work and kiky; see the Python twin for each field. */
export interface Tally {
  ordinary: Stretch[];
  kiky: Stretch[];
  clocked: number;
  unclocked: number | null;
  auto: number;
  autoInAll: number;
  rest: number;
  findings: Finding[];
}

export const workedOf = (found: Tally) => total(found.ordinary) - found.auto;

const windowOf = (mark: Mark): Stretch => [mark.start!, mark.end!];

/** Marks count in full once the day is `done`; before that only where somebody was punched in. */
export function tally(
  plan: DayPlan,
  presence: Stretch[],
  breaks: Stretch[],
  punched: Stretch[],
  done: boolean,
  counts: boolean,
): Tally {
  const net = minus(presence, breaks);
  const owed = plan.kiky?.accounted === "obligation" ? plan.kiky : null;
  let own = overlap(punched, net);
  const found: Tally = {
    ordinary: net,
    kiky: [],
    clocked: 0,
    unclocked: null,
    auto: 0,
    autoInAll: 0,
    rest: 0,
    findings: [],
  };
  if (!owed || !counts) {
    if (own.length && !owed) found.findings.push({ kind: "kiky_without_scheme", params: { minutes: total(own) } });
    takeAutoBreak(plan, found, presence, breaks, 0);
    return found;
  }
  if (!own.length && allOfIt(plan, owed.marks)) own = net;
  const clocked = owed.marks.filter((mark) => mark.start !== null && mark.end !== null);
  const windows = own.length ? [] : union(clocked.map(windowOf));
  found.kiky = union([...own, ...(done ? minus(windows, breaks) : overlap(windows, net))]);
  found.ordinary = minus(net, found.kiky);
  const planned = done && !own.length;
  const loose = takeAutoBreak(plan, found, presence, breaks, planned ? looseBreak(clocked, breaks) : 0);
  stopAtZero(found, owed.left, net, loose);
  if (planned && clocked.length && !found.clocked && owed.left !== 0) {
    found.findings.push({ kind: "kiky_zero_length", params: {} });
  }
  if (planned && clocked.length < owed.marks.length) unclocked(plan, found, owed.left);
  return found;
}

/** Whether what is punched on the date is its extension day: a free day of somebody who has a schedule, with marks
 * that have no clock times. */
function allOfIt(plan: DayPlan, marks: readonly Mark[]): boolean {
  const free = plan.scheduled === 0 && plan.regular === 0 && plan.credit === 0;
  return free && marks.length > 0 && marks.every((mark) => mark.start === null || mark.end === null);
}

/** Break minutes of clocked marks that nobody punched. */
function looseBreak(marks: Mark[], breaks: Stretch[]): number {
  return marks.reduce((sum, one) => sum + Math.max(0, one.break_min - total(overlap([windowOf(one)], breaks))), 0);
}

/** The automatic break, off ordinary work first; what must come off kiky is added to `loose`. */
function takeAutoBreak(plan: DayPlan, found: Tally, presence: Stretch[], breaks: Stretch[], loose: number): number {
  const rule = plan.auto_break;
  if (!rule || breaks.length || loose) return loose;
  const work = total(found.ordinary) + total(found.kiky);
  if (work <= rule.over || gaps(union([...presence, ...found.kiky]))) return loose;
  found.auto = Math.min(rule.minutes, total(found.ordinary));
  found.autoInAll = rule.minutes;
  return rule.minutes - found.auto;
}

/** Clocked kiky ends when the account is empty; the rest of the span is ordinary work. */
function stopAtZero(found: Tally, left: number | null, net: Stretch[], loose: number): void {
  found.clocked = Math.max(0, total(found.kiky) - loose);
  if (left === null || found.clocked <= Math.max(0, left)) return;
  const excess = found.clocked - Math.max(0, left);
  const kept = firstMinutes(found.kiky, total(found.kiky) - excess);
  const moved = minus(found.kiky, kept);
  found.rest = total(minus(moved, net));
  found.ordinary = union([...found.ordinary, ...moved]);
  found.kiky = kept;
  found.clocked -= excess;
  found.findings.push({ kind: "kiky_stops_at_zero", params: { minutes: excess } });
}

/** A mark without clock times: the contract day less other work and paid absence, never under 0. */
function unclocked(plan: DayPlan, found: Tally, left: number | null): void {
  const length = Math.max(0, plan.contract_day - workedOf(found) - found.clocked - plan.credit);
  if (!length) found.findings.push({ kind: "kiky_zero_length", params: {} });
  const room = left === null ? length : Math.max(0, left - found.clocked);
  if (length > room) found.findings.push({ kind: "kiky_stops_at_zero", params: { minutes: length - room } });
  found.unclocked = Math.min(length, room);
}

/** Common multiple of 28, 29, 30 and 31: a day's part of any month is whole. */
const MONTH_PARTS = 755_160;
const SHARE_PARTS = 100_000;

/** A year's obligation: yearly minutes x share x whole months / 12, odd days as days of that month, nearest minute. */
export function yearShare(
  yearMinutes: number,
  share: number,
  year: number,
  first: string,
  until: string | null,
): number {
  let parts = 0;
  for (let month = 1; month <= 12; month++) parts += monthParts(year, month, first, until);
  const exact = BigInt(yearMinutes) * BigInt(Math.floor(share * SHARE_PARTS + 0.5)) * BigInt(parts);
  const scale = BigInt(12 * MONTH_PARTS) * BigInt(SHARE_PARTS);
  return Number((2n * exact + scale) / (2n * scale));
}

function monthParts(year: number, month: number, first: string, until: string | null): number {
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const stem = new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 8);
  const [start, end] = [`${stem}01`, `${stem}${length}`];
  if (first > end || (until !== null && until < start)) return 0;
  const from = first > start ? Number(first.slice(8)) : 1;
  const to = until !== null && until < end ? Number(until.slice(8)) : length;
  return (MONTH_PARTS / length) * Math.max(0, to - from + 1);
}
