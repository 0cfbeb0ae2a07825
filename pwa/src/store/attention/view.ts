/** What waits for the person's decision, from results, refused operations and corrections. */
import { proposeOut } from "../../domain/propose";
import type { DayResult, SetBreaks } from "../../domain/types";
import { opened } from "../../device/seal";
import type { OutboxRow } from "../../device/operations";
import { clockTime, localDate, minuteOf } from "../clock";
import type { Facts } from "../facts";
import type { Attention, Shown } from "./types";
import { type Projection, projectDay } from "../project";
import { shiftDate } from "../../device/rows";
import type { CorrectionFact } from "../corrections/facts";
import { asksForCorrection } from "../punches/overlay";

const LOOK_BACK_DAYS = 30;
const RECENT_OUTS = 10;

export function attentionOf(
  facts: Facts,
  projection: Projection,
  now: number,
  closed: ReadonlySet<string>,
): Attention[] {
  const items = [
    ...corrections(facts, shiftDate(projection.today, -LOOK_BACK_DAYS)),
    ...recentResults(facts, projection).flatMap(([date, result]) => ofDay(facts, date, result, now)),
    ...facts.pending.filter((row) => row.status === "attention").map((row) => ofRow(row, facts)),
  ];
  return items.filter((item) => !closed.has(item.key));
}

function recentResults(facts: Facts, projection: Projection): [string, DayResult][] {
  const from = shiftDate(projection.today, -LOOK_BACK_DAYS);
  const results = new Map<string, DayResult>();
  for (const [date, day] of facts.days) if (date >= from) results.set(date, day.result);
  for (const [date, day] of projection.local) results.set(date, day.result);
  return [...results].sort(([a], [b]) => (a < b ? -1 : 1));
}

function ofDay(facts: Facts, date: string, result: DayResult, now: number): Attention[] {
  const items: Attention[] = [];
  if (result.status === "pending") {
    const missing = missingOut(facts, date, result, now);
    if (missing) items.push(missing);
  }
  for (const finding of result.findings) {
    if (finding.kind !== "two_outs") continue;
    const outs = (finding.params as { outs: { punch: string; at: number; author: string }[] }).outs;
    if (!isDecided(facts, outs)) items.push(twoOuts(facts, date, outs));
  }
  return items;
}

function missingOut(facts: Facts, date: string, result: DayResult, now: number): Attention | null {
  const finding = result.findings.find((f) => f.kind === "missing_out")?.params as
    { opening_punch?: string } | undefined;
  const id = result.proposal?.opening_punch ?? finding?.opening_punch;
  const opening = facts.punches.find((punch) => punch.id === id);
  if (!id || !opening) return null;
  // The server has read every out there is; a day worked out here knows only its own.
  const told = facts.days.get(date)?.result.proposal;
  const proposal = (told?.opening_punch === id ? told.at : null) ?? proposedAt(facts, date, opening.at, now);
  if (proposal === null) return null;
  const at = proposal * 60_000;
  return { kind: "missing_out", key: `missing_out:${id}`, date, openingPunch: id, openedAt: opening.ms, proposal: at };
}

function proposedAt(facts: Facts, date: string, openedAt: number, now: number): number | null {
  const planned = projectDay(facts, date, now, null)?.plan;
  const outs = facts.punches.filter((p) => p.kind === "out" && !p.superseded && p.at < openedAt).map((p) => p.at);
  return planned ? proposeOut(openedAt, planned, outs.slice(-RECENT_OUTS)) : null;
}

function isDecided(facts: Facts, outs: { punch: string }[]): boolean {
  const ids = new Set(outs.map((out) => out.punch));
  if (facts.corrections.some((c) => ids.has(c.kept) || ids.has(c.wanted))) return true;
  return facts.pending.some(
    (row) => row.type === "punch.choose" && row.status !== "attention" && ids.has(row.entity_id),
  );
}

function twoOuts(facts: Facts, date: string, outs: { punch: string; at: number; author: string }[]): Attention {
  const foreign = outs.find((out) => out.author !== facts.person);
  const versions = outs.map((out) => {
    const punch = facts.punches.find((p) => p.id === out.punch);
    const mine = out.author === facts.person;
    const counts = foreign ? out === foreign : out === outs[0];
    return {
      punch: out.punch,
      at: out.at * 60_000,
      author: out.author,
      authorName: punch?.authorName ?? "",
      mine,
      counts,
    };
  });
  return { kind: "two_outs", key: `two_outs:${outs.map((out) => out.punch).join("+")}`, date, versions };
}

export function correctionKey({ id, status }: Pick<CorrectionFact, "id" | "status">): string {
  return `correction:${id}:${status}`;
}

function corrections(facts: Facts, from: string): Attention[] {
  const stored = facts.corrections.filter((c) => c.person === facts.person);
  const told = stored.filter((one) => one.status === "waiting" || (one.date >= from && stillCounts(facts, one)));
  const items: Attention[] = told.map(({ id, date, status, keptAt, wantedAt }) => {
    return { kind: "correction", key: correctionKey({ id, status }), date, status, keptAt, wantedAt };
  });
  for (const row of facts.pending) {
    if (row.type !== "punch.choose" || row.status === "attention") continue;
    const waiting = askedFor(facts, row);
    if (waiting && !stored.some((c) => c.wanted === row.entity_id)) items.push(waiting);
  }
  return items;
}

/** A decision is news while its time ends the work; once the day has been put right in another way it is none. */
function stillCounts({ entries }: Facts, { status, keptAt, wantedAt }: CorrectionFact): boolean {
  const end = minuteOf(status === "approved" ? wantedAt : keptAt);
  return entries.some((entry) => !entry.deleted && { ...entry, ...entry.overrides }.end === end);
}

/** A correction request that the server has not taken up yet. */
function askedFor(facts: Facts, row: OutboxRow): Attention | null {
  const op = opened(row);
  if (row.subject !== facts.person || !asksForCorrection(facts, op)) return null;
  const other = (op.body.instead_of as string[])[0];
  const wanted = facts.punches.find((punch) => punch.id === op.entity.id);
  const kept = facts.punches.find((punch) => punch.id === other);
  if (!wanted || !kept) return null;
  const date = new Date(wanted.ms).toISOString().slice(0, 10);
  const key = `correction:${row.op_id}`;
  return { kind: "correction", key, date, status: "waiting", keptAt: kept.ms, wantedAt: wanted.ms };
}

/** Somebody was first, or it has changed since, or it is gone: there is nothing to choose between, only to look again. */
const DECIDED = new Set([
  ...["already_decided", "changed_since", "deleted", "leave_decided", "leave_withdrawn", "saving_decided"],
  ...["round_ended", "wish_changed", "wishes_changed"],
]);

/** Parts of a travel claim: too many fields to be laid side by side, and how far the claim has come says enough. */
const TRAVEL = new Set(["claim", "trip", "receipt"]);
const TRAVEL_OWN = new Set(["changed_since", "stale_base"]);
const MONTHS = new Set(["month", "change_request"]);

function ofRow(row: OutboxRow, facts: Facts): Attention {
  const what = `op.${row.type}`;
  const result = row.result;
  if (result?.status !== "conflict" || DECIDED.has(row.code ?? "") || TRAVEL.has(row.entity)) {
    const params = reasonParams(row, facts.zone);
    return { kind: "rejected", key: row.op_id, opId: row.op_id, what, reasonKey: reasonOf(row), params };
  }
  const { body } = opened(row);
  const wanted = (body.set as Record<string, unknown> | undefined) ?? body;
  const current = result.current ?? {};
  const fields = result.fields ?? Object.keys(wanted);
  const by = typeof current.by_name === "string" ? current.by_name : null;
  const deletes = DELETES.has(row.type);
  const mine = deletes ? fields.map((field) => told(field, "value.deleted")) : shown(wanted, fields, facts);
  return { kind: "conflict", key: row.op_id, opId: row.op_id, what, mine, theirs: shown(current, fields, facts), by };
}

/** The sentence of a refusal; what speaks of a month where claims and leave have a sentence of their own is theirs. */
export function reasonOf({ entity, code: told, result }: OutboxRow): string {
  const code = told ?? "unknown";
  if (code === "already_decided" && typeof result?.current?.decided_at === "number") return "error.already_decided_at";
  if (TRAVEL.has(entity) && TRAVEL_OWN.has(code)) return `error.claim_${code}`;
  if (code !== "changed_since" || MONTHS.has(entity)) return `error.${code}`;
  return entity === "leave" ? "error.leave_changed_since" : "error.request_changed_since";
}

/** What fills the sentence of a refusal: who decided, and when where that is known. */
export function reasonParams({ result }: OutboxRow, zone: string): Record<string, unknown> {
  const { decided_at: at } = result?.current ?? {};
  if (result?.params) return result.params;
  const when = typeof at === "number" ? { at, date: localDate(at, zone) } : {};
  return { by: decider(result?.current), ...when };
}

/** Who decided, by the name that the row has them under. */
function decider(current: Readonly<Record<string, unknown>> = {}): unknown {
  return current.by_name ?? current.decided_by_name ?? current.decided_by;
}

function told(field: string, valueKey: string): Shown {
  return { labelKey: `field.${field}`, value: "", valueKey };
}

const DELETES = new Set(["entry.delete", "absence.cancel", "kiky.unmark"]);
const DATE = /^\d{4}-\d\d-\d\d$/;

/** Values as a person reads them: dates, clock times, names, yes and no. */
function shown(values: Record<string, unknown>, fields: readonly string[], facts: Facts): Shown[] {
  return fields.map((field) => {
    const value = values[field];
    if (field === "deleted") return told(field, value ? "value.deleted" : "value.kept");
    if (typeof value === "boolean") return told(field, value ? "value.yes" : "value.no");
    if (value === "") return told(field, "value.empty");
    if (field === "files" && Array.isArray(value)) return { labelKey: "field.files", value: String(value.length) };
    if (field === "kind") return told(field, `absence.${value as string}`);
    if (typeof value === "string" && DATE.test(value)) return { ...told(field, "value.date"), params: { date: value } };
    return { labelKey: `field.${field}`, value: plain(value, facts) };
  });
}

function plain(value: unknown, { zone, workTypes, costCentres }: Facts): string {
  if (value === null || value === undefined) return "–";
  if (typeof value === "number" && value > 100_000_000_000) return clockTime(value, zone);
  if (typeof value === "object" && "spans" in value) {
    const told = (value as SetBreaks).spans.map((span) => span.map((at) => clockTime(at, zone)).join("–"));
    return told.join(", ") || "–";
  }
  const named = [...workTypes, ...costCentres].find(({ id }) => id === value);
  if (named) return [named.code, named.name].filter(Boolean).join(" ");
  return typeof value === "object" ? JSON.stringify(value) : String(value as string | number);
}
