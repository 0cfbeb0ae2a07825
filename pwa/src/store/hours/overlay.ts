/** What own unsent entries do to the facts, and the dates that punches and entries move. */
import { entryId } from "../../domain/pair";
import type { Operation } from "../../device/operations";
import { shiftDate } from "../../device/rows";
import { inMinutes, localDate, minuteOf } from "../clock";
import type { Own } from "../feature";
import type { KikyFacts } from "../kiky/facts";
import type { PunchFact, PunchFacts } from "../punches/facts";
import type { EntryFact, EntryFacts } from "./facts";

type Known = EntryFacts & PunchFacts & Own;

export const entryOverlay = {
  "entry.create": layEntry,
  "entry.edit": layEdit,
  "entry.delete": (facts: Known, op: Operation) => change(facts, op, { deleted: true }),
  "entry.restore": (facts: Known, op: Operation) => change(facts, op, { deleted: false }),
};

function layEntry(facts: Known, op: Operation): void {
  if (facts.entries.some((entry) => entry.id === op.entity.id)) return;
  const body = op.body as { start: number; end: number | null };
  facts.entries.push({
    ...(op.body as unknown as EntryFact),
    id: op.entity.id,
    opening_punch: null,
    start: minuteOf(body.start),
    end: body.end === null ? null : minuteOf(body.end),
    overrides: inMinutes("breaks" in op.body ? { breaks: op.body.breaks } : {}),
    deleted: false,
    source: "typed",
    changedBy: {},
    version: 0,
    local: true,
  });
}

function layEdit(facts: Known, op: Operation): void {
  const fields = inMinutes((op.body.set as Record<string, unknown> | undefined) ?? {});
  const gone = new Set(op.body.clear as string[] | undefined);
  layOn(facts, op, (entry) => {
    if (entry.source === "typed") {
      const { breaks, ...rest } = fields;
      return { ...entry, ...rest, overrides: breaks ? { ...entry.overrides, breaks } : entry.overrides };
    }
    const kept = Object.entries(entry.overrides).filter(([name]) => !gone.has(name));
    const { note } = fields as { note?: string };
    return { ...entry, overrides: { ...Object.fromEntries(kept), ...fields }, note: note ?? entry.note };
  });
}

function change(facts: Known, op: Operation, fields: Partial<EntryFact>): void {
  layOn(facts, op, (entry) => ({ ...entry, ...fields }));
}

/** An entry that only unsent punches make is not stored yet: it stands as they pair. */
function layOn(facts: Known, op: Operation, lay: (entry: EntryFact) => EntryFact): void {
  const { id } = op.entity;
  if (!facts.entries.some((entry) => entry.id === id)) {
    const opening = facts.punches.find((punch) => entryId(punch.id) === id);
    if (opening) facts.entries.push(paired(opening, id));
  }
  facts.entries = facts.entries.map((entry) => {
    if (entry.id !== id) return entry;
    const { start, end } = { ...entry, ...entry.overrides };
    const moved = [...(entry.moved ?? []), start, ...(end === null ? [] : [end])];
    return { ...lay(entry), moved, local: true };
  });
}

function paired({ id: opening_punch, at, work_type, cost_centre, remote, kiky }: PunchFact, id: string): EntryFact {
  return {
    id,
    opening_punch,
    start: at,
    end: null,
    work_type,
    cost_centre,
    remote,
    kiky,
    overrides: {},
    deleted: false,
    source: "punch",
    version: 0,
    local: true,
    note: "",
    changedBy: {},
  };
}

/** Local dates that a punch or an entry can move: its own, and the eve when a shift that began then still runs. */
export function datesOfHours(op: Operation, facts: Known & KikyFacts): string[] | null {
  if (!op.type.startsWith("punch.") && !op.type.startsWith("entry.")) return null;
  const body = op.body as { start?: number; instead_of?: string[] };
  const touched = new Set([op.entity.id, ...(body.instead_of ?? [])]);
  const instants = [
    ...(op.type === "punch.record" ? [op.time.claimed_at] : []),
    ...(body.start === undefined ? [] : [body.start]),
    ...facts.punches.filter((p) => touched.has(p.id)).map((p) => p.ms),
    ...facts.entries.filter((e) => touched.has(e.id)).flatMap(minutesOf),
  ];
  const dates = instants.map((ms) => localDate(ms, facts.zone));
  return [...new Set(dates.flatMap((date) => [...unfinishedBefore(facts, date), ...markedBefore(facts, date), date]))];
}

/** The eve with a mark that has clock times: it may reach over midnight to the hours of the date. */
function markedBefore(facts: KikyFacts, date: string): string[] {
  const eve = shiftDate(date, -1);
  return facts.marks.some((mark) => mark.date === eve && mark.start !== null && mark.status === "planned") ? [eve] : [];
}

/** Every instant (epoch ms) at which an entry begins or ends, or did before it was moved here. */
function minutesOf({ start, end, overrides, moved }: EntryFact): number[] {
  const minutes = [start, end, overrides.start, overrides.end, ...(moved ?? [])];
  return minutes.filter((minute) => typeof minute === "number").map((minute) => minute * 60_000);
}

function unfinishedBefore(facts: Own, date: string): string[] {
  const eve = shiftDate(date, -1);
  const status = facts.days.get(eve)?.status;
  return status === "pending" || status === "open" ? [eve] : [];
}
