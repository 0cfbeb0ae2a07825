/** What this device knows: the server's rows with own pending operations laid over them. */
import type { Absence, CalendarDay, DayResult, Entry, Mark, Punch, Terms } from "../domain/types";
import type { BalancesReply } from "../api/types";
import type { OutboxRow } from "../sync/types";
import { inMinutes, minuteOf } from "./clock";
import type { ServerRow } from "./db";
import { type ChoiceFact, overtimeOf, type LeaveFact, leaveOf, type OrderFact, orderOf } from "./leaveFacts";
import type { Loaded } from "./load";
import type { NamedChoice } from "./live";
import { overlay } from "./overlay";

/** A punch as the rules read it, and what the screens add. */
export type PunchFact = Punch & { ms: number; authorName: string; local: boolean };
export type EntryFact = Entry & {
  version: number;
  local: boolean;
  note: string;
  changedBy: Record<string, string | null>;
  /** Minutes from which own unsent work has moved it: their days are other than the server has them. */
  moved?: number[];
};
export type MarkFact = Mark & { local: boolean };

export interface ServerDay {
  date: string;
  status: string;
  factsSeq: number;
  result: DayResult;
}

export interface CorrectionFact {
  id: string;
  person: string;
  personName: string;
  date: string;
  kept: string;
  wanted: string;
  keptAt: number;
  wantedAt: number;
  status: "waiting" | "approved" | "rejected";
  version: number;
}

export interface PostingFact {
  account: string;
  year: number | null;
  date: string;
  kind: string;
  amount: number;
  why: string;
  who_name?: string | null;
  act?: string | null;
}

export interface Facts {
  person: string;
  zone: string;
  terms: Terms[];
  calendar: CalendarDay[];
  /** Time away, one a date. */
  absences: Absence[];
  /** The same as it was recorded, from one date to another. */
  leave: LeaveFact[];
  /** As the server has it, own unsent work apart. */
  before: LeaveFact[];
  orders: OrderFact[];
  /** What becomes of a date's overtime. */
  choices: ChoiceFact[];
  marks: MarkFact[];
  punches: PunchFact[];
  entries: EntryFact[];
  days: Map<string, ServerDay>;
  corrections: CorrectionFact[];
  /** Lines of the ledger: minutes, or days for accounts kept in days. */
  postings: PostingFact[];
  workTypes: NamedChoice[];
  costCentres: NamedChoice[];
  balances: BalancesReply | null;
  /** Everything has been pulled once: what is not here is nowhere. */
  whole: boolean;
  pending: OutboxRow[];
}

type Data = Record<string, never> & Record<string, unknown>;

/** Facts of `person` from what was loaded; `extra` are operations that only the rescue copy holds. */
export function factsOf(loaded: Loaded, person: string, zone: string, extra: OutboxRow[] = []): Facts {
  const of = (type: string) => (loaded.rows.get(type) ?? []).filter((row) => !row.deleted);
  const mine = (type: string) => of(type).filter((row) => (row.data.person ?? person) === person);
  const facts: Facts = {
    person,
    zone,
    terms: mine("terms").map((row) => row.data as unknown as Terms),
    calendar: of("calendar_day").map((row) => ({ date: row.id, ...row.data }) as unknown as CalendarDay),
    absences: [],
    leave: mine("absence").map(leaveOf),
    before: mine("absence").map(leaveOf),
    orders: mine("work_order").map(orderOf),
    choices: mine("overtime_choice").map(overtimeOf),
    marks: mine("kiky_mark").map(markOf),
    punches: mine("punch").map(punchOf),
    entries: (loaded.rows.get("entry") ?? []).filter((row) => (row.data.person ?? person) === person).map(entryOf),
    days: new Map(mine("day").map(dayOf)),
    corrections: of("correction").map(correctionOf),
    postings: mine("posting").map(postingOf),
    workTypes: of("work_type").filter(isActive).map(named),
    costCentres: of("cost_centre").filter(isActive).map(named),
    balances: (loaded.meta.get("balances") as BalancesReply | undefined) ?? null,
    whole: loaded.meta.has("cursor"),
    pending: [...loaded.outbox, ...extra].filter((row) => row.person === person),
  };
  return overlay(facts);
}

function punchOf(row: ServerRow): PunchFact {
  const d = row.data as Data & { at: number };
  return {
    ...(d as unknown as Punch),
    id: row.id,
    at: minuteOf(d.at),
    ms: d.at,
    estimated: Boolean(d.estimated),
    superseded: Boolean(d.superseded_by ?? d.superseded),
    flags: (d.flags as string[] | undefined) ?? [],
    authorName: (d.author_name as string | undefined) ?? "",
    local: false,
  };
}

function entryOf(row: ServerRow): EntryFact {
  const d = row.data as Data & { start: number; end: number | null };
  return {
    ...(d as unknown as Entry),
    id: row.id,
    start: minuteOf(d.start),
    end: d.end === null || d.end === undefined ? null : minuteOf(d.end),
    overrides: inMinutes((d.overrides as Record<string, unknown> | undefined) ?? {}),
    deleted: row.deleted && d.unpaired !== true,
    version: row.version,
    note: (d.note as string | undefined) ?? "",
    changedBy: (d.changed_by as Record<string, string | null> | undefined) ?? {},
    local: false,
  };
}

function markOf(row: ServerRow): MarkFact {
  const d = row.data as Data & { start: number | null; end: number | null };
  const minute = (ms: number | null) => (ms === null || ms === undefined ? null : minuteOf(ms));
  return { ...(d as unknown as Mark), id: row.id, start: minute(d.start), end: minute(d.end), local: false };
}

function dayOf(row: ServerRow): [string, ServerDay] {
  const d = row.data as { date: string; status: string; facts_seq: number; result: DayResult };
  return [d.date, { date: d.date, status: d.status, factsSeq: d.facts_seq, result: d.result }];
}

function correctionOf(row: ServerRow): CorrectionFact {
  const d = row.data as Record<string, string> & { kept_at: number; wanted_at: number };
  return {
    id: row.id,
    person: d.person!,
    personName: d.person_name ?? "",
    date: d.date!,
    kept: d.kept!,
    wanted: d.wanted!,
    keptAt: d.kept_at,
    wantedAt: d.wanted_at,
    status: d.status as CorrectionFact["status"],
    version: row.version,
  };
}

/** Days travel in hundredths. */
function postingOf(row: ServerRow): PostingFact {
  const pulled = row.data as unknown as PostingFact;
  const posting = { ...pulled, why: reasonOf(pulled) };
  return posting.account === "annual_holiday" ? { ...posting, amount: posting.amount / 100 } : posting;
}

/** A person's own words. Rows from an older server may hold its working as JSON where nobody acted. */
function reasonOf({ act, why }: PostingFact): string {
  return !act && why.startsWith("{") ? "" : why;
}

function isActive(row: ServerRow): boolean {
  return row.data.active !== false;
}

function named(row: ServerRow): NamedChoice {
  const d = row.data as { name: string; code?: string; kiky?: boolean };
  return { id: row.id, name: d.name, ...(d.code ? { code: d.code } : {}), ...(d.kiky ? { kiky: true } : {}) };
}
