/** Kiky in a day, and a year's obligation. Twin of `rules/kiky.py`. */
import { lacksBreak } from "./breaks";
import { firstMinutes, minus, overlap, total, union } from "./spans";
import type { DayPlan, Finding, Mark, Stretch } from "./types";

/** The day's net presence cut into ordinary work and kiky; see the Python twin for each field. */
export interface Tally {
  ordinary: Stretch[];
  kiky: Stretch[];
  clocked: number;
  unclocked: number | null;
  auto: number;
  autoInAll: number;
  elsewhere: Stretch[];
  findings: Finding[];
}

/** All that was clocked, outside the day too, and the kiky of the dates beside; see the Python twin. */
export interface Nearby {
  presence: Stretch[];
  breaks: Stretch[];
  before: Stretch[];
  after: Stretch[];
}

export const workedOf = (found: Tally) => total(found.ordinary) - found.auto;

const windowOf = (mark: Mark): Stretch => [mark.start!, mark.end!];

/** Marks count in full once the day is `done`; before that, and where they wait for a word, only where punched. */
export function tally(
  plan: DayPlan,
  presence: Stretch[],
  breaks: Stretch[],
  punched: Stretch[],
  done: boolean,
  counts: boolean,
  near: Nearby,
): Tally {
  const all = minus(presence, breaks);
  const elsewhere = overlap(all, union([...near.before, ...near.after]));
  const net = minus(all, elsewhere);
  const owed = plan.kiky?.accounted === "obligation" ? plan.kiky : null;
  let own = overlap(punched, net);
  const found: Tally = {
    ordinary: net,
    kiky: [],
    clocked: 0,
    unclocked: null,
    auto: 0,
    autoInAll: 0,
    elsewhere,
    findings: [],
  };
  if (!owed || !counts) {
    if (own.length && !owed) found.findings.push({ kind: "kiky_without_scheme", params: { minutes: total(own) } });
    takeAutoBreak(plan, found, presence, breaks, [], 0);
    return found;
  }
  if (!own.length && allOfIt(plan, owed.marks)) own = net;
  const there = union([...net, ...minus(union(near.presence), union(near.breaks))]);
  const rests = union([...breaks, ...near.breaks]);
  const clocked = owed.marks.filter((mark) => mark.start !== null && mark.end !== null);
  const { marked, waiting } = own.length ? { marked: [], waiting: [] } : markedOf(clocked, there, rests, near.before);
  found.kiky = union([...own, ...(done ? marked : overlap(marked, net))]);
  found.ordinary = minus(net, found.kiky);
  const planned = done && !own.length;
  const unpunched = planned ? looseBreak(clocked, found.kiky, rests) : 0;
  const loose = takeAutoBreak(plan, found, presence, breaks, own, unpunched);
  stopAtZero(found, owed.left, net, there, loose);
  if (!planned) return found;
  if (waiting.length) found.findings.push({ kind: "kiky_waits", params: { minutes: total(waiting) } });
  else if (clocked.length && !found.clocked && owed.left !== 0) {
    found.findings.push({ kind: "kiky_zero_length", params: {} });
  }
  if (clocked.length < owed.marks.length) unclocked(plan, found, owed.left, net);
  return found;
}

/** Whether what is punched on the date is its extension day: a free day of somebody who has a schedule, with marks
 * that have no clock times. */
function allOfIt(plan: DayPlan, marks: readonly Mark[]): boolean {
  const free = plan.scheduled === 0 && plan.regular === 0 && plan.credit === 0;
  return free && marks.length > 0 && marks.every((mark) => mark.start === null || mark.end === null);
}

/** The clocked marks as stretches, and what of them waits for a word because nobody was punched in. */
function markedOf(marks: Mark[], there: Stretch[], breaks: Stretch[], before: Stretch[]) {
  const windows = (waits: boolean) => union(marks.filter((mark) => Boolean(mark.waits) === waits).map(windowOf));
  const free = (stretches: Stretch[]) => minus(minus(stretches, breaks), union(before));
  const said = windows(false);
  const asked = free(minus(windows(true), said));
  return { marked: union([...free(said), ...overlap(asked, there)]), waiting: minus(asked, there) };
}

/** Break minutes of clocked marks that nobody punched, as far as the mark counts. */
function looseBreak(marks: Mark[], kiky: Stretch[], breaks: Stretch[]): number {
  return marks.reduce((sum, one) => {
    const window = [windowOf(one)];
    return sum + Math.max(0, Math.min(one.break_min - total(overlap(window, breaks)), total(overlap(window, kiky))));
  }, 0);
}

/** The automatic break, off ordinary work first; what must come off punched kiky is added to `loose`. */
function takeAutoBreak(
  plan: DayPlan,
  found: Tally,
  presence: Stretch[],
  breaks: Stretch[],
  own: Stretch[],
  loose: number,
): number {
  const rule = plan.auto_break;
  if (!rule || loose) return loose;
  const work = minus(minus(union([...presence, ...found.kiky]), breaks), found.elsewhere);
  if (!lacksBreak(work, rule)) return loose;
  found.auto = Math.min(rule.minutes, total(found.ordinary));
  found.autoInAll = own.length ? rule.minutes : found.auto;
  return own.length ? rule.minutes - found.auto : 0;
}

/** Clocked kiky ends when the account is empty, punched minutes first. The rest of the span is ordinary work where
 * somebody was punched in, and else nothing: nobody came. */
function stopAtZero(found: Tally, left: number | null, net: Stretch[], there: Stretch[], loose: number): void {
  found.clocked = Math.max(0, total(found.kiky) - loose);
  if (left === null || found.clocked <= Math.max(0, left)) return;
  const excess = found.clocked - Math.max(0, left);
  const [here, absent] = [overlap(found.kiky, there), minus(found.kiky, there)];
  const room = total(found.kiky) - excess;
  const kept = union([...firstMinutes(here, room), ...firstMinutes(absent, room - total(here))]);
  found.ordinary = union([...found.ordinary, ...overlap(minus(found.kiky, kept), net)]);
  found.kiky = kept;
  found.clocked -= excess;
  found.findings.push({ kind: "kiky_stops_at_zero", params: { minutes: excess } });
}

/** A mark without clock times: the contract day less other work and paid absence, never under 0. */
function unclocked(plan: DayPlan, found: Tally, left: number | null, net: Stretch[]): void {
  const marks = plan.kiky!.marks.filter((mark) => mark.start === null);
  const length = Math.max(0, plan.contract_day - workedOf(found) - found.clocked - plan.credit);
  if (marks.length && marks.every((mark) => mark.waits) && !net.length) {
    found.findings.push({ kind: "kiky_waits", params: { minutes: length } });
    return;
  }
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
