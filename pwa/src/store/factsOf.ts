/** The facts of a person on this device: the server's rows with own pending operations laid over them. */
import type { BalancesReply } from "../api/types";
import type { ServerRow } from "../device/db";
import type { Loaded } from "../device/load";
import type { OutboxRow } from "../device/operations";
import type { CalendarDay, DayResult, Terms } from "../domain/types";
import type { BaseFacts } from "./facts";
import type { Rows, ServerDay } from "./feature";
import { type AllFacts, FEATURES, type FeatureFacts } from "./features";
import { overlay } from "./overlay";
import type { NamedChoice } from "./types";

/** Types of rows that the store reads from the disk. */
export const READ = {
  dated: ["calendar_day", "day", ...FEATURES.flatMap((one) => ("dated" in one ? one.dated : []))],
  whole: [
    "terms",
    "work_type",
    "cost_centre",
    "month",
    ...FEATURES.flatMap((one) => ("whole" in one ? one.whole : [])),
  ],
};

/** Facts of `person` from what was loaded; `extra` are operations that only the rescue copy holds. */
export function factsOf(loaded: Loaded, person: string, zone: string, extra: OutboxRow[] = []): AllFacts {
  const all = (type: string) => loaded.rows.get(type) ?? [];
  const standing = (type: string) => all(type).filter((row) => !row.deleted);
  const isMine = (row: ServerRow) => (row.data.person ?? person) === person;
  const mine = (type: string) => standing(type).filter(isMine);
  const rows: Rows = { all, standing, mine, isMine };
  const base: BaseFacts = {
    person,
    zone,
    terms: mine("terms").map((row) => row.data as unknown as Terms),
    calendar: standing("calendar_day").map((row) => ({ date: row.id, ...row.data }) as unknown as CalendarDay),
    days: new Map(mine("day").map(dayOf)),
    workTypes: standing("work_type").filter(isActive).map(named),
    costCentres: standing("cost_centre").filter(isActive).map(named),
    balances: (loaded.meta.get("balances") as BalancesReply | undefined) ?? null,
    closedMonth: mine("month").map(closed).sort().at(-1) ?? "",
    whole: loaded.meta.has("cursor"),
    pending: [...loaded.outbox, ...extra].filter((row) => row.person === person),
    dates: new Map(),
  };
  const parts = FEATURES.map((one) => ("facts" in one ? one.facts(rows) : {}));
  return overlay(Object.assign(base, ...parts) as BaseFacts & FeatureFacts);
}

function dayOf(row: ServerRow): [string, ServerDay] {
  const d = row.data as { date: string; status: string; facts_seq: number; result: DayResult };
  return [d.date, { date: d.date, status: d.status, factsSeq: d.facts_seq, result: d.result }];
}

function closed({ data }: ServerRow): string {
  return data.status === "closed" ? String(data.month) : "";
}

function isActive(row: ServerRow): boolean {
  return row.data.active !== false;
}

function named(row: ServerRow): NamedChoice {
  const d = row.data as { name: string; code?: string; kiky?: boolean; was?: string[] };
  const { name, code, kiky, was } = d;
  return { id: row.id, name, ...(code && { code }), ...(kiky && { kiky }), ...(was?.length && { was }) };
}
