/** The days of any week or month as this device knows them, with what can be changed in each. */
import { overridden, type Pair, pair, typed } from "../../domain/pair";
import type { Overrides } from "../../domain/types";
import { wageOn } from "../../domain/wage";
import { localDate as dateOf, nearInstant, nextDate } from "../../domain/zone";
import type { Facts } from "../facts";
import type { HoursDay, HoursEntry, HoursView } from "./types";
import { counts, type Projection, projectDay, projectOutside, termsOn } from "../project";
import { shiftDate } from "../../device/rows";
import { recentFirst } from "../punches/runningWork";
import type { EntryFact } from "./facts";

const WINDOW_MIN = 36 * 60;
const MAY_RUN = 16 * 60;
/** Days of history that a device is given. */
export const KEPT_DAYS = 395;

/** Every date from `from` to `until` (both included); `now` in epoch ms. */
export function hoursView(facts: Facts, projection: Projection, from: string, until: string, now: number): HoursView {
  const entries = entriesOf(facts, from, until, now);
  const unsent = unsentOn(facts);
  const days: HoursDay[] = [];
  for (let date = from; date <= until; date = nextDate(date)) {
    days.push(dayOn(facts, projection, date, now, entries, unsent.get(date) ?? 0));
  }
  return {
    from,
    until,
    today: projection.today,
    now,
    zone: facts.zone,
    days,
    workTypes: recentFirst(facts, "work_type", facts.workTypes),
    costCentres: recentFirst(facts, "cost_centre", facts.costCentres),
    flex: days.some(({ plan }) => plan?.flex) || projection.accounts.some(({ account }) => account === "flex"),
    oldest: shiftDate(projection.today, -KEPT_DAYS),
    whole: facts.whole,
  };
}

interface Known {
  standing: HoursEntry[];
  deleted: HoursEntry[];
}

function dayOn(
  facts: Facts,
  projection: Projection,
  date: string,
  now: number,
  known: Known,
  unsent: number,
): HoursDay {
  const here = projection.local.get(date) ?? (date >= projection.base ? projectDay(facts, date, now, null) : null);
  const server = date < projection.base ? facts.days.get(date) : undefined;
  const plan = here?.plan ?? projectDay(facts, date, now, null)?.plan ?? null;
  const result = here?.result ?? resultOutside(facts, date, now, unsent) ?? server?.result ?? null;
  const named = new Set(result?.spans.map(({ entry }) => entry));
  const begins = (one: HoursEntry) => dateOf(facts.zone, one.start) === date;
  return {
    date,
    plan,
    result,
    unsent,
    entries: known.standing.filter((one) => named.has(one.id) || begins(one)),
    deleted: known.deleted.filter(begins),
    absence: facts.absences.find((one) => one.date === date)?.kind ?? null,
    kikyPlanned: facts.marks.some((mark) => mark.date === date && mark.status === "planned"),
    local: unsent > 0,
    uncounted: !counts(facts, date),
    hourlyCents: wageOn(termsOn(facts, date), date),
    asTime: facts.choices.some((one) => one.date === date && one.choice !== "pay"),
  };
}

/** A date without a contract, where the server has not told it or something of it has not been sent. */
function resultOutside(facts: Facts, date: string, now: number, unsent: number): HoursDay["result"] {
  return unsent === 0 && facts.days.has(date) ? null : projectOutside(facts, date, now);
}

/** Operations that the server has not answered, by the dates that they move. */
function unsentOn(facts: Facts): Map<string, number> {
  const found = new Map<string, number>();
  for (const row of facts.pending) {
    if ((row.status !== "queued" && row.status !== "sending") || row.subject !== facts.person) continue;
    for (const date of facts.dates.get(row.op_id) ?? []) found.set(date, (found.get(date) ?? 0) + 1);
  }
  return found;
}

/** What stands, and what was taken away, between two dates and a little round them. */
function entriesOf(facts: Facts, from: string, until: string, now: number): Known {
  const low = nearInstant(facts.zone, from) - WINDOW_MIN;
  const high = nearInstant(facts.zone, nextDate(until)) + WINDOW_MIN;
  const punches = facts.punches.filter(({ at }) => at >= low && at <= high);
  const stored = facts.entries.filter(({ start, end }) => start < high && (end ?? start) > low);
  const rows = new Map(stored.map((one) => [one.id, one]));
  const bare = new Map(pair(punches, [], facts.person).pairs.map((one) => [one.entry, one]));
  const shown = (one: Pair) => entryOf(one, rows.get(one.entry), bare.get(one.entry), facts, now);
  const standing = pair(punches, stored, facts.person).pairs.map(shown);
  return { standing, deleted: stored.filter(({ deleted }) => deleted).flatMap((row) => takenAway(row, bare, shown)) };
}

/** A row whose punches no longer pair into it was not taken away by anybody: its punches say something else now. */
function takenAway(row: EntryFact, bare: Map<string, Pair>, shown: (one: Pair) => HoursEntry): HoursEntry[] {
  const punched = bare.get(row.id);
  if (row.source === "punch") return punched ? [shown(overridden(punched, [row]))] : [];
  return [shown(typed(row))];
}

function entryOf(one: Pair, row: EntryFact | undefined, bare: Pair | undefined, facts: Facts, now: number): HoursEntry {
  const punches = new Set([one.opening?.id, ...one.outs.map(({ id }) => id)]);
  return {
    id: one.entry,
    start: one.start,
    end: one.end,
    breaks: one.breaks,
    workType: one.work_type,
    costCentre: one.cost_centre,
    remote: one.remote,
    kiky: one.kiky,
    note: row?.note ?? "",
    source: one.opening ? "punch" : "typed",
    running: one.end === null && one.last && now / 60_000 - one.start < MAY_RUN,
    estimated: one.outs.some(({ estimated, at }) => estimated && at === one.end),
    punched: bare && row ? punchedInstead(bare, row.overrides) : {},
    changedBy: row?.changedBy ?? {},
    local: Boolean(row?.local) || facts.punches.some(({ id, local }) => local && punches.has(id)),
  };
}

/** What the punches say of the fields that somebody has set otherwise. */
function punchedInstead(bare: Pair, overrides: Overrides): Overrides {
  const names = ["start", "end", "work_type", "cost_centre", "remote", "kiky"] as const;
  const changed = names.filter((name) => name in overrides && overrides[name] !== bare[name]);
  const { breaks } = overrides;
  return {
    ...Object.fromEntries(changed.map((name) => [name, bare[name]])),
    ...(breaks ? { breaks: { until: breaks.until, spans: bare.breaks.filter(isEnded) } } : {}),
  };
}

function isEnded(stretch: [number, number | null]): stretch is [number, number] {
  return stretch[1] !== null;
}
