/** Lays own pending operations over the server's rows, in the order they were made. Refused ones lay nothing. */
import { entryId } from "../domain/pair";
import { opened } from "../sync/seal";
import type { Operation, OutboxRow } from "../sync/types";
import { inMinutes, localDate, minuteOf } from "./clock";
import type { EntryFact, Facts, MarkFact, PunchFact } from "./facts";
import { eachDay, layAbsence, layAsk, layCancel, layOvertime, layReturn } from "./leaveFacts";

type Lay = (facts: Facts, op: Operation) => void;

const LAYS: Record<string, Lay> = {
  "punch.record": layPunch,
  "punch.choose": layChoice,
  "punch.undo": (facts, { entity: { id } }) => {
    facts.punches = facts.punches.map((one) => (one.id === id ? { ...one, superseded: true, local: true } : one));
  },
  "entry.create": layEntry,
  "entry.edit": layEdit,
  "entry.delete": (facts, op) => change(facts, op, { deleted: true }),
  "entry.restore": (facts, op) => change(facts, op, { deleted: false }),
  "order.ask": layAsk,
  "order.cancel": layCancel,
  "overtime.choose": layOvertime,
  "absence.record": layAbsence,
  "absence.change": layAbsence,
  "absence.cancel": layReturn,
  "kiky.mark": layMark,
  "kiky.unmark": (facts, op) => {
    facts.marks = facts.marks.map((m) => (m.id === op.entity.id ? { ...m, status: "cancelled", local: true } : m));
  },
};

export function overlay(facts: Facts): Facts {
  const claims = claimsAfter(facts.pending);
  for (const row of facts.pending) {
    if (row.status === "attention" || row.status === "closed" || row.subject !== facts.person) continue;
    const op = opened(row);
    const next = claims.get(row.op_id);
    if (next !== undefined && op.time.claimed_at > next) op.time.claimed_at = next - 1;
    LAYS[row.type]?.(facts, op);
  }
  facts.absences = eachDay(facts.leave);
  facts.punches.sort((a, b) => a.ms - b.ms || (a.id < b.id ? -1 : 1));
  return facts;
}

/** For each punch what this device claims for the next one: a clock that ran ahead was set right between them.
 * A clock-out told afterwards says nothing of the clock. */
function claimsAfter(pending: readonly OutboxRow[]): Map<string, number> {
  const found = new Map<string, number>();
  let earliest = Infinity;
  for (const row of [...pending].sort((a, b) => b.dev_seq - a.dev_seq)) {
    if (row.type !== "punch.record") continue;
    found.set(row.op_id, earliest);
    const op = opened(row);
    if (!op.body.estimated_confirmed) earliest = Math.min(earliest, op.time.claimed_at);
  }
  return found;
}

function layPunch(facts: Facts, op: Operation): void {
  if (facts.punches.some((punch) => punch.id === op.entity.id)) return;
  const body = op.body as { kind: PunchFact["kind"]; estimated_confirmed?: boolean };
  facts.punches.push({
    ...(body as unknown as PunchFact),
    id: op.entity.id,
    at: minuteOf(op.time.claimed_at),
    ms: op.time.claimed_at,
    device: "",
    author: facts.person,
    kiky: Boolean((op.body as { kiky?: boolean }).kiky),
    estimated: Boolean(body.estimated_confirmed),
    superseded: false,
    flags: [],
    authorName: "",
    local: true,
  });
}

/** Choosing another's word counts at once; one's own over a supervisor's waits for a decision and lays nothing. */
function layChoice(facts: Facts, op: Operation): void {
  if (asksForCorrection(facts, op)) return;
  const gone = new Set(op.body.instead_of as string[]);
  facts.punches = facts.punches.map((p) => (gone.has(p.id) ? { ...p, superseded: true, local: true } : p));
}

/** True when the operation sets the person's own punch in place of somebody else's. */
export function asksForCorrection(facts: Facts, op: Operation): boolean {
  const authorOf = (id: string) => facts.punches.find((punch) => punch.id === id)?.author ?? facts.person;
  const gone = op.body.instead_of as string[];
  return authorOf(op.entity.id) === facts.person && gone.some((id) => authorOf(id) !== facts.person);
}

function layEntry(facts: Facts, op: Operation): void {
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

function layEdit(facts: Facts, op: Operation): void {
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

function change(facts: Facts, op: Operation, fields: Partial<EntryFact>): void {
  layOn(facts, op, (entry) => ({ ...entry, ...fields }));
}

/** An entry that only unsent punches make is not stored yet: it stands as they pair. */
function layOn(facts: Facts, op: Operation, lay: (entry: EntryFact) => EntryFact): void {
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
    ...{ id, opening_punch, start: at, end: null, work_type, cost_centre, remote, kiky, overrides: {} },
    ...{ deleted: false, source: "punch", version: 0, local: true, note: "", changedBy: {} },
  };
}

function layMark(facts: Facts, op: Operation): void {
  if (facts.marks.some((mark) => mark.id === op.entity.id)) return;
  const body = op.body as { start: number | null; end: number | null };
  const minute = (ms: number | null | undefined) => (typeof ms === "number" ? minuteOf(ms) : null);
  const [start, end] = [minute(body.start), minute(body.end)];
  facts.marks.push({
    ...(op.body as unknown as MarkFact),
    id: op.entity.id,
    start,
    end,
    status: "planned",
    waits: (op.body.date as string) < localDate(op.time.claimed_at, facts.zone),
    local: true,
  });
}

/** An operation that the server has not worked into the day as far as this device knows. */
export function isOpen(row: OutboxRow, factsSeq: number | undefined): boolean {
  if (row.status === "attention" || row.status === "closed" || row.status === "settled") return false;
  return !(row.status === "acked" && row.seq !== null && factsSeq !== undefined && row.seq <= factsSeq);
}
