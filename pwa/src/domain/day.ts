/** A day's result from its plan and its facts. Integers only; twin of `rules/day.py`. */
import { lunch, withoutLegalBreak } from "./breaks";
import { classify, type Sorted } from "./classify";
import { type Clip, clips } from "./clip";
import { type Nearby, type Tally, tally, workedOf } from "./kiky";
import { explain } from "./lines";
import { type Pair, pair } from "./pair";
import { likelyOut } from "./propose";
import { minus, overlap, total, union } from "./spans";
import type { DayPlan, DayResult, Entry, Finding, Piece, Punch, Span, Status, Stretch } from "./types";

/** The kiky of the dates before and after, which is not counted here again. */
export interface KikyBeside {
  before: Stretch[];
  after: Stretch[];
}

const NONE: KikyBeside = { before: [], after: [] };

/** `punches`: those of about 36 hours on both sides, in any order. With `live` false open spans count nothing. */
export function day(
  plan: DayPlan,
  punches: Punch[],
  entries: Entry[],
  asOf: number,
  live = true,
  beside = NONE,
): DayResult {
  const { pairs, oddities } = pair(punches, entries, plan.person);
  const mine = clips(plan, pairs, asOf, live);
  const status = statusOf(plan, mine, asOf);
  const counts = status === "open" || status === "done";
  const presence = union(mine.map(({ start, end }) => [start, end]));
  const breaks = overlap(union(mine.flatMap((one) => one.breaks)), presence);
  const punched = union(mine.filter((one) => one.pair.kiky).map(({ start, end }) => [start, end]));
  const near = nearby(pairs, beside);
  const found = tally(plan, presence, breaks, punched, status === "done", status !== "pending", near);
  const asked = mine.filter((one) => one.pair.ordered).map(({ start, end }): Stretch => [start, end]);
  const sort = classify(plan, found, asked, counts);
  const lines = explain(plan, status, mine, breaks, found, sort);
  const waiting = mine.find((one) => one.waits);
  const flex = plan.flex ? (lines.at(-1)?.minutes ?? 0) : 0;
  const odd = oddities.filter(([at]) => plan.start <= at && at < plan.end).sort((a, b) => a[0] - b[0]);
  return {
    date: plan.date,
    status,
    spans: spansOf(mine, found, presence, sort.ordered),
    presence: total(presence),
    breaks: total(breaks) + found.autoInAll,
    worked: workedOf(found),
    kiky: kikyMinutes(plan, found, status),
    target: plan.target,
    flex,
    unapproved: sort.outside + sort.over,
    additional: sort.additional,
    overtime50: sort.overtime50,
    overtime100: sort.overtime100,
    proposal: waiting ? proposalOf(plan, waiting) : null,
    findings: [
      ...odd.map(([, finding]) => finding),
      ...spanFindings(mine, asOf, plan),
      ...found.findings,
      ...(counts ? limitFindings(plan, sort) : []),
      ...(status === "done" ? endedFindings(plan, found, presence, breaks, sort.ordered.length > 0) : []),
      ...(status === "done" ? deficit(plan, flex) : []),
    ],
    lines,
  };
}

/** Where a day's kiky lies, for the dates beside it. */
export function kikyOf({ spans }: Pick<DayResult, "spans">): Stretch[] {
  return spans.filter(({ kind }) => kind === "kiky").map(({ start, end }) => [start, end]);
}

/** All that was clocked and has ended, and its breaks; with the kiky of the dates beside. */
function nearby(pairs: Pair[], { before, after }: KikyBeside): Nearby {
  const ended = pairs.flatMap(({ start, end, breaks }) => (end === null ? [] : [{ start, end, breaks }]));
  const breaks = ended.flatMap((one) =>
    one.breaks.map(([left, back]): Stretch => [left, Math.min(back ?? one.end, one.end)]),
  );
  return { presence: ended.map(({ start, end }) => [start, end]), breaks, before, after };
}

function statusOf(plan: DayPlan, mine: Clip[], asOf: number): Status {
  if (mine.some((one) => one.waits)) return "pending";
  if (asOf < plan.end) return mine.length ? "open" : "none";
  return mine.length || plan.scheduled || plan.kiky?.marks.length ? "done" : "none";
}

function kikyMinutes(plan: DayPlan, found: Tally, status: Status): number {
  if (plan.kiky?.accounted === "contract") return status === "done" ? plan.kiky.extension : 0;
  return found.clocked + (found.unclocked ?? 0);
}

function proposalOf(plan: DayPlan, { pair }: Clip): DayResult["proposal"] {
  const at = Math.min(likelyOut(pair.start, plan), pair.nextIn ?? Infinity);
  return { opening_punch: pair.opening?.id ?? pair.entry, at };
}

function spanFindings(mine: Clip[], asOf: number, plan: DayPlan): Finding[] {
  const findings: Finding[] = [];
  const reached = new Map<boolean, number>();
  for (const { pair, start, end, waits } of mine) {
    const before = reached.get(pair.kiky) ?? start;
    if (before > start && end > start) {
      const until = Math.min(before, end);
      findings.push({ kind: "overlap", params: { start, end: until, minutes: until - start } });
    }
    reached.set(pair.kiky, Math.max(before, end));
    findings.push(...openBreaks(plan, pair));
    // A night worker still at work after midnight has forgotten nothing yet.
    if (waits && (!pair.last || asOf >= likelyOut(pair.start, plan))) {
      findings.push({ kind: "missing_out", params: { punch: pair.opening?.id ?? null, at: pair.start } });
    }
  }
  return findings;
}

/** A break that never ended before the clock-out: the hours after it count as break, and somebody is asked. */
function openBreaks(plan: DayPlan, { breaks, end }: Pair): Finding[] {
  if (end === null) return [];
  const lost = breaks.filter(([left, back]) => back === null && plan.start <= left && left < plan.end && left < end);
  return lost.map(([start]) => ({ kind: "open_break", params: { start, end, minutes: end - start } }));
}

function limitFindings(plan: DayPlan, { outside, over }: Sorted): Finding[] {
  const findings: Finding[] = [];
  if (outside) findings.push({ kind: "outside_band", params: { minutes: outside } });
  if (over && plan.flex) {
    findings.push({ kind: "over_daily_flex", params: { minutes: over, limit: plan.flex.daily_limit } });
  } else if (over) findings.push({ kind: "unapproved", params: { minutes: over } });
  return findings;
}

/** Own time short of the target by more than the daily limit, agreed flex leave aside. It is posted whole. */
function deficit({ flex: agreed }: DayPlan, flex: number): Finding[] {
  if (!agreed) return [];
  const minutes = -flex - (agreed.leave ?? 0) - agreed.daily_limit;
  return minutes > 0 ? [{ kind: "under_daily_flex", params: { minutes, limit: agreed.daily_limit } }] : [];
}

function endedFindings(
  plan: DayPlan,
  found: Tally,
  presence: Stretch[],
  breaks: Stretch[],
  ordered: boolean,
): Finding[] {
  const findings: Finding[] = [];
  const there = union([...presence, ...found.kiky]);
  const core = plan.flex?.core;
  if (core && plan.target && plan.target === plan.scheduled) {
    const [start, end] = core;
    const minutes = end - start - total(overlap(there, [core])) - lunch(there, core);
    if (minutes) findings.push({ kind: "core_missed", params: { minutes, start, end } });
  }
  findings.push(...breakFinding(plan, found, minus(there, breaks)));
  const missing = plan.target - workedOf(found);
  if (missing > 0 && owesHours(plan) && !ordered) {
    findings.push({ kind: "short_day", params: { minutes: missing, target: plan.target } });
  }
  return findings;
}

/** The break that a long shift must have, unless the automatic one or a mark's own stands for it. */
function breakFinding(plan: DayPlan, found: Tally, work: Stretch[]): Finding[] {
  const rule = plan.break_rule;
  const taken = Math.max(found.autoInAll, ...(plan.kiky?.marks ?? []).map(({ break_min }) => break_min));
  if (!rule || taken >= rule.minutes) return [];
  const minutes = withoutLegalBreak(work, rule) - found.autoInAll;
  if (minutes <= rule.over) return [];
  return [{ kind: "break_missing", params: { minutes, over: rule.over, least: rule.minutes } }];
}

/** Working-time forms whose hours are set for each day; in the others they even out over a longer time. */
const DAILY_FORMS = ["general", "office", "shift"];

/** Whether hours that are missing without a word change nothing by themselves; ordered hours are a word. */
function owesHours({ pay, flex, form, away }: DayPlan): boolean {
  return pay === "monthly" && !flex && DAILY_FORMS.includes(form) && !away;
}

const ORDER: Piece[] = ["break", "kiky", "work"];

/** The day as disjoint pieces of each entry, own and ordered work apart; kiky that nobody punched comes without entry. */
function spansOf(mine: Clip[], found: Tally, presence: Stretch[], ordered: Stretch[]): Span[] {
  const spans = mine.flatMap((one) => {
    const whole: Stretch[] = [[one.start, one.end]];
    const breaks = union(one.breaks);
    const kiky = overlap(whole, union([...found.kiky, ...found.elsewhere]));
    const rest = minus(minus(whole, breaks), kiky);
    const work = rest.length || breaks.length || kiky.length ? rest : whole;
    const told = overlap(work, ordered);
    const own = told.length ? minus(work, ordered) : work;
    const named = (kind: Piece) => (piece: Stretch) => spanOf(one, piece, kind, false);
    const pieces = [...breaks.map(named("break")), ...kiky.map(named("kiky")), ...own.map(named("work"))];
    pieces.push(...told.map((piece) => spanOf(one, piece, "work", true)));
    return pieces.sort((a, b) => a.start - b.start || a.end - b.end || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  });
  const nobody = { entry: "", opening_punch: null, open: false, work_type: null, cost_centre: null, remote: false };
  for (const [start, end] of minus(found.kiky, presence))
    spans.push({ ...nobody, ordered: false, start, end, kind: "kiky" });
  return spans;
}

function spanOf({ pair, open, end }: Clip, piece: Stretch, kind: Piece, ordered: boolean): Span {
  const { entry, opening, work_type, cost_centre, remote } = pair;
  const running = open && piece[1] === end;
  return {
    entry,
    opening_punch: opening?.id ?? null,
    start: piece[0],
    end: piece[1],
    kind,
    open: running,
    work_type,
    cost_centre,
    remote,
    ordered,
  };
}
