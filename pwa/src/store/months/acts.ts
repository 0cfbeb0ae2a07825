/** Sending and deciding months and requests: each an operation, so that it works without a network too. */
import type { Unfinished } from "../../domain/month";
import { opened } from "../../device/seal";
import type { Draft, OutboxRow } from "../../device/operations";
import { correctionKey } from "../attention/view";
import { localDate } from "../clock";
import type { ServerRow } from "../../device/db";
import { ownRows } from "../ownRows";
import type { Facts } from "../facts";
import type { StoreContext } from "../context";
import { closeCards, keep, ownId } from "../keep";
import type { Saved } from "../types";
import { unfinishedOf } from "./unfinished";
import { lastTold } from "../lastTold";
import type { MonthActs, MonthRow, MonthStatus, OwnMonth, Waiting } from "./types";
import type { Projection } from "../project";
import { isAheadOfRow, notUndone } from "../waits";

const DECIDES = ["month.approve", "month.return", "change.decide"];

export function monthActs(store: StoreContext): MonthActs {
  return {
    ownMonth: (month) => ownMonth(store, month),
    sendMonth: (month) => sendMonth(store, month),
    recallMonth: (month) => ofOwn(store, "month.recall", month),
    approveMonth: (row) => decide(store, "month.approve", row, { seen_version: row.version }),
    returnMonth: (row, reason) => decide(store, "month.return", row, { reason, seen_version: row.version }),
    decideChange: (row, decision, reason) =>
      keep(store, {
        type: "change.decide",
        subject: row.person,
        entity: { type: "change_request", id: row.id },
        body: { decision, reason, seen_version: row.version },
        journal: { key: `journal.change.${decision}`, params: { name: row.person_name, date: row.date } },
      }),
    monthsWaiting: () => monthsWaiting(store),
    decidedHere: () => decidedHere(store),
  };
}

async function decidedHere(store: StoreContext): Promise<string[]> {
  await store.engine();
  const live = notUndone(store.facts?.pending ?? []).filter(
    (row) => row.status !== "attention" && row.status !== "closed",
  );
  return live.filter((row) => DECIDES.includes(row.type)).map((row) => row.entity_id);
}

/** What waits for a word, less what this device has decided on. */
async function monthsWaiting(store: StoreContext): Promise<Pick<Waiting, "months" | "changes"> | null> {
  const { said } = await lastTold(store, "/api/v1/months/waiting");
  if (!said) return null;
  const decided = new Set(await decidedHere(store));
  const stands = ({ id }: { id: string }): boolean => !decided.has(id);
  return { months: said.months.filter(stands), changes: said.changes.filter(stands) };
}

/** Who sends a month has seen what was decided in it. */
async function sendMonth(store: StoreContext, month: string): Promise<Saved> {
  const saved = await ofOwn(store, "month.send", month);
  const decided = (store.facts?.corrections ?? []).filter(
    ({ status, date }) => status !== "waiting" && date.startsWith(month),
  );
  if (saved !== "failed") closeCards(store, decided.map(correctionKey));
  return saved;
}

function ofOwn(store: StoreContext, type: string, month: string) {
  const draft: Draft = {
    type,
    subject: ownId(store),
    entity: { type: "month", id: `${ownId(store)}:${month}` },
    body: {},
    journal: { key: `journal.${type}`, params: { month } },
  };
  return keep(store, draft);
}

function decide(store: StoreContext, type: string, row: MonthRow, body: Draft["body"]) {
  const journal = { key: `journal.${type}`, params: { month: row.month, name: row.person_name } };
  return keep(store, { type, subject: row.person, entity: { type: "month", id: row.id }, body, journal });
}

/** Own unsent work on this device, with the operation in plain form; what was let go is not among it. */
function unsent(store: StoreContext): OutboxRow[] {
  const rows = store.facts?.pending ?? [];
  return rows.filter((row) => row.status === "queued" || row.status === "sending" || row.status === "attention");
}

async function ownMonth(store: StoreContext, month: string): Promise<OwnMonth> {
  const id = `${ownId(store)}:${month}`;
  const rows = await ownRows(store, "month");
  const row = rows.find((one) => one.id === id);
  const asked = (await ownRows(store, "change_request")).filter(
    (one) => one.data.status === "waiting" && String(one.data.date).startsWith(month),
  );
  const stored = (row?.data ?? {}) as Partial<MonthRow>;
  const mine = unsent(store);
  const last = (store.facts?.pending ?? []).filter((one) => one.entity_id === id && isAheadOfRow(one, row)).at(-1);
  const here = last && HERE[last.type];
  return {
    month,
    status: here ?? statusIn(rows, month),
    reason: here ? "" : (stored.reason ?? ""),
    byName: stored.closed_by_name ?? stored.decided_by_name ?? null,
    frozen: stored.totals ?? null,
    at: stored.closed_at ?? stored.decided_at ?? stored.sent_at ?? null,
    local: Boolean(here),
    asked: asked.map(({ data }) => String(data.date)),
    unsent: mine.filter((one) => touches(store, one, month)).length,
    pending: store.facts && store.projection ? waitingDays(store.facts, store.projection, month) : 0,
    changed: !here && Boolean(stored.changed),
    unfinished: lacks(store, month, asked.length),
  };
}

const NOTHING: Unfinished = { missing: [], to_come: 0, still_in: false, undecided: 0, waiting: 0 };

function lacks({ facts, projection, ports }: StoreContext, month: string, asked: number): Unfinished {
  if (!facts || !projection) return NOTHING;
  return unfinishedOf(facts, projection, month, asked, ports.now());
}

/** How a month stands among a person's stored ones; those before a closed month are closed with it. */
export function statusIn(rows: readonly ServerRow[], month: string): MonthStatus {
  const known = rows.map(({ data }) => data as unknown as Pick<MonthRow, "month" | "status">);
  if (known.some((one) => one.status === "closed" && one.month >= month)) return "closed";
  return known.find((one) => one.month === month)?.status ?? "open";
}

/** How many days of a month before today wait for a word; what this device has worked out itself comes first. */
export function waitingDays(facts: Facts, { local, today }: Projection, month: string): number {
  const dates = new Set([...facts.days.keys(), ...local.keys()]);
  const waits = (date: string): boolean => (local.get(date) ?? facts.days.get(date))?.result.status === "pending";
  return [...dates].filter((date) => date.startsWith(month) && date < today && waits(date)).length;
}

const HERE: Record<string, MonthStatus> = { "month.send": "sent", "month.recall": "open" };

/** Whether an unsent operation is about a date of the month. */
function touches(store: StoreContext, row: OutboxRow, month: string): boolean {
  if (row.type.startsWith("month.") || row.type.startsWith("notice.")) return false;
  const { body, time } = opened(row);
  const at = typeof body.start === "number" ? body.start : time.claimed_at;
  const date = typeof body.date === "string" ? body.date : localDate(at, store.marker.zone);
  return date.startsWith(month);
}
