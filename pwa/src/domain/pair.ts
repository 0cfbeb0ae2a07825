/** From punches and entries to spans; odd pairs become findings, a missing out is never guessed. Twin of `rules/pair.py`. */
import type { Entry, Finding, Overrides, Params, Punch } from "./types";
import { uuid5 } from "./uuid5";

const NAMESPACE = "7d1c3b1e-6f0a-5a52-9a53-0d5b7c1e4a10";
/** A second punch of a kind within 60 s is the same press. */
const SAME_PRESS = 1;
/** An out or a break later than this after its in belongs to another, forgotten in. */
const LONGEST_SHIFT = 24 * 60;
/** An open span older than this waits for its out and counts nothing. */
export const OPEN_FOR = 16 * 60;

export interface Pair {
  entry: string;
  opening: Punch | null;
  start: number;
  end: number | null;
  work_type: string | null;
  cost_centre: string | null;
  remote: boolean;
  kiky: boolean;
  breaks: [number, number | null][];
  outs: Punch[];
  last: boolean;
  typedStart: boolean;
  typedEnd: boolean;
  nextIn: number | null;
  ordered?: boolean;
  /** Later clock-ins of the same press, by id: what was said of their entries holds for this one. */
  presses: string[];
  /** The minute at which somebody set the breaks. */
  breaksSet?: number;
}

/** A finding with the minute that it belongs to. */
export type Oddity = [at: number, finding: Finding];

const ids = new Map<string, string>();

/** Id of the entry paired from this opening punch, the same on phone and server. */
export function entryId(openingPunch: string): string {
  let id = ids.get(openingPunch);
  if (!id) {
    if (ids.size > 4096) ids.clear();
    ids.set(openingPunch, (id = uuid5(NAMESPACE, openingPunch)));
  }
  return id;
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const byTime = (a: Punch, b: Punch) => a.at - b.at || (a.ms ?? 0) - (b.ms ?? 0) || byText(a.id, b.id);

/** Spans of all given punches and entries, in whatever order they are given. */
export function pair(punches: Punch[], entries: Entry[], person: string): { pairs: Pair[]; oddities: Oddity[] } {
  const sorted = punches.filter((one) => !one.superseded).sort(byTime);
  const { pairs, oddities } = walk(sorted);
  for (const one of pairs) if (one.outs.length > 1) chooseOut(one, person, oddities);
  if (entries.length === 0) return { pairs, oddities };
  const edited = withEntries(pairs, entries);
  return { pairs: edited, oddities: [...oddities, ...afterEdits(sorted, edited)] };
}

/** The clock's state while it walks through sorted punches. */
class Walk {
  pairs: Pair[] = [];
  oddities: Oddity[] = [];
  open: Pair | null = null;

  odd(one: Punch, kind: string, more: Params = {}): void {
    this.oddities.push([one.at, { kind, params: { punch: one.id, at: one.at, ...more } }]);
  }

  onBreak(): boolean {
    const last = this.open?.breaks.at(-1);
    return last !== undefined && last[1] === null;
  }

  abandon(one: Punch): void {
    if (this.open) [this.open.last, this.open.nextIn] = [false, one.at];
  }

  in(one: Punch): void {
    if (this.open && one.at - this.open.start <= OPEN_FOR) {
      if (this.onBreak()) return this.break_end(one);
      this.odd(one, "double_in", { first: this.open.start });
    }
    this.abandon(one);
    this.open = opened(one);
    this.pairs.push(this.open);
  }

  out(one: Punch): void {
    const last = this.pairs.at(-1);
    if (this.open && one.at - this.open.start <= LONGEST_SHIFT) {
      this.open.end = one.at;
      this.open.outs.push(one);
    } else if (!this.open && secondWord(last, one)) last!.outs.push(one);
    else {
      this.abandon(one);
      this.odd(one, "out_without_in");
    }
    this.open = null;
  }

  break_start(one: Punch): void {
    if (!this.open || one.at - this.open.start > LONGEST_SHIFT) this.odd(one, "break_without_in");
    else if (!this.onBreak()) this.open.breaks.push([one.at, null]);
  }

  break_end(one: Punch): void {
    const inTime = this.open && one.at - this.open.start <= LONGEST_SHIFT;
    if (inTime && this.onBreak()) this.open!.breaks.at(-1)![1] = one.at;
    else this.odd(one, "break_without_in");
  }
}

function walk(punches: Punch[]): Walk {
  const walked = new Walk();
  let before: Punch | null = null;
  for (const one of punches) {
    if (one.flags.includes("clock_suspect")) walked.odd(one, "clock_suspect");
    if (before && samePress(before, one)) {
      const twoDevices = before.author === one.author && before.device !== one.device;
      if (twoDevices) walked.odd(one, "double_punch", { press: one.kind });
      if (walked.open?.opening === before) walked.open.presses.push(one.id);
    } else {
      walked[one.kind](one);
      before = one;
    }
  }
  return walked;
}

function samePress(before: Punch, one: Punch): boolean {
  if (before.kind !== one.kind || one.at - before.at > SAME_PRESS) return false;
  return before.author === one.author || one.kind !== "out" || before.at === one.at;
}

/** Another out for a span that has one: a supervisor's beside the employee's, or one confirmed later. */
function secondWord(last: Pair | undefined, one: Punch): boolean {
  const other = last?.outs.at(-1);
  if (!last || !other || one.at - last.start > LONGEST_SHIFT) return false;
  return other.author !== one.author || other.estimated || one.estimated;
}

function opened(one: Punch): Pair {
  const { work_type, cost_centre, remote, kiky } = one;
  return {
    entry: entryId(one.id),
    opening: one,
    start: one.at,
    end: null,
    work_type,
    cost_centre,
    remote,
    kiky,
    breaks: [],
    outs: [],
    last: true,
    typedStart: false,
    typedEnd: false,
    nextIn: null,
    presses: [],
  };
}

/** Two words about one out: a supervisor's counts (the last one given), else the earliest; both are shown. */
function chooseOut(one: Pair, person: string, oddities: Oddity[]): void {
  const others = one.outs.filter((out) => out.author !== null && out.author !== person);
  const counts = others.sort((a, b) => byText(b.id, a.id))[0] ?? one.outs[0]!;
  one.end = counts.at;
  if (new Set(one.outs.map((out) => out.at)).size < 2) return;
  const outs = one.outs.map((out) => ({ punch: out.id, at: out.at, author: out.author, counts: out === counts }));
  oddities.push([one.start, { kind: "two_outs", params: { start: one.start, outs } }]);
}

/** Pairs with the stored overrides laid over them, and the typed entries beside them. */
function withEntries(pairs: Pair[], entries: Entry[]): Pair[] {
  const stored = new Map(entries.map((entry) => [entry.id, entry]));
  const kept: Pair[] = [];
  for (const one of pairs) {
    const said = [one.entry, ...one.presses.map(entryId)].flatMap((id) => stored.get(id) ?? []);
    if (!said.some(({ deleted }) => deleted)) kept.push(said.length ? overridden(one, said) : one);
  }
  for (const entry of entries) if (entry.source === "typed" && !entry.deleted) kept.push(typed(entry));
  return kept.sort((a, b) => a.start - b.start || byText(a.entry, b.entry));
}

/** Punches that came after an entry's times had been set by hand, and lie inside it: the set times count. */
function afterEdits(punches: Punch[], pairs: Pair[]): Oddity[] {
  const late = punches.filter((one) => one.flags.includes("after_edit"));
  return late.flatMap((punch) => {
    const { id, at } = punch;
    return pairs
      .filter((one) => one.opening && one.end !== null && one.start < at && at < one.end && isSet(one, punch))
      .map(({ start, end }): Oddity => [at, { kind: "punch_after_edit", params: { punch: id, at, start, end } }]);
  });
}

/** Whether somebody has set by hand what the punch would say. */
function isSet({ typedStart, typedEnd, breaksSet }: Pair, { kind, at }: Punch): boolean {
  const ofBreaks = kind.startsWith("break") && breaksSet !== undefined && at < breaksSet;
  return typedStart || typedEnd || ofBreaks;
}

/** The pair with what was said of its entry; of two words on a field the one on the entry itself counts. */
export function overridden(one: Pair, said: Pick<Entry, "overrides">[]): Pair {
  const overrides: Overrides = Object.assign({}, ...said.map((entry) => entry.overrides).reverse());
  const typed = { typedStart: "start" in overrides, typedEnd: "end" in overrides };
  return { ...one, ...overrides, ...typed, ...breaksOf(one.breaks, overrides) };
}

/** Breaks set by hand stand in for those that were punched before they were set. */
function breaksOf(punched: Pair["breaks"], { breaks }: Overrides): Pick<Pair, "breaks" | "breaksSet"> {
  if (!breaks) return { breaks: punched };
  const later = punched.filter(([start]) => start >= breaks.until);
  return { breaks: [...breaks.spans, ...later], breaksSet: breaks.until };
}

/** Hours that somebody typed in. */
export function typed(entry: Entry): Pair {
  const { start, end, work_type, cost_centre, remote, kiky, ordered } = { ...entry, ...entry.overrides };
  return {
    entry: entry.id,
    opening: null,
    start,
    end,
    work_type,
    cost_centre,
    remote,
    kiky,
    ordered,
    outs: [],
    last: true,
    typedStart: true,
    typedEnd: true,
    nextIn: null,
    presses: [],
    ...breaksOf([], entry.overrides),
  };
}
