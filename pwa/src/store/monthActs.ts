/** Sending and deciding months, requests and notices: each an operation, so that it works without a network too. */
import { opened } from "../sync/seal";
import type { Draft, OutboxRow } from "../sync/types";
import { correctionKey } from "./attention";
import { localDate } from "./clock";
import type { ServerRow } from "./db";
import type { Facts } from "./facts";
import type { Home } from "./home";
import { closeCards, keep, me } from "./keeping";
import type { Saved } from "./live";
import type { MonthActs, MonthRow, MonthStatus, NoticeRow, OwnMonth } from "./monthTypes";
import type { Projection } from "./project";
import { isAhead, standing } from "./waits";

const DECIDES = ["month.approve", "month.return", "change.decide"];
const ALL = "\uffff";

export function monthActs(home: Home): MonthActs {
  return {
    ownMonth: (month) => ownMonth(home, month),
    sendMonth: (month) => sendMonth(home, month),
    recallMonth: (month) => ofOwn(home, "month.recall", month),
    approveMonth: (row) => decide(home, "month.approve", row, { seen_version: row.version }),
    returnMonth: (row, reason) => decide(home, "month.return", row, { reason, seen_version: row.version }),
    decideChange: (row, decision, reason) =>
      keep(home, {
        ...{ type: "change.decide", subject: row.person, entity: { type: "change_request", id: row.id } },
        body: { decision, reason, seen_version: row.version },
        journal: { key: `journal.change.${decision}`, params: { name: row.person_name, date: row.date } },
      }),
    decidedHere: async () => {
      await home.engine();
      const live = standing(home.facts?.pending ?? []).filter(
        (row) => row.status !== "attention" && row.status !== "closed",
      );
      return live.filter((row) => DECIDES.includes(row.type)).map((row) => row.entity_id);
    },
    notices: () => notices(home),
    readNotice: (id) =>
      keep(home, {
        ...{ type: "notice.read", subject: me(home), entity: { type: "notice", id }, body: {} },
        journal: { key: "journal.notice.read", params: {} },
      }),
  };
}

/** Who sends a month has seen what was decided in it. */
async function sendMonth(home: Home, month: string): Promise<Saved> {
  const saved = await ofOwn(home, "month.send", month);
  const decided = (home.facts?.corrections ?? []).filter(
    ({ status, date }) => status !== "waiting" && date.startsWith(month),
  );
  if (saved !== "failed") closeCards(home, decided.map(correctionKey));
  return saved;
}

function ofOwn(home: Home, type: string, month: string) {
  const draft: Draft = {
    ...{ type, subject: me(home), entity: { type: "month", id: `${me(home)}:${month}` }, body: {} },
    journal: { key: `journal.${type}`, params: { month } },
  };
  return keep(home, draft);
}

function decide(home: Home, type: string, row: MonthRow, body: Draft["body"]) {
  const journal = { key: `journal.${type}`, params: { month: row.month, name: row.person_name } };
  return keep(home, { type, subject: row.person, entity: { type: "month", id: row.id }, body, journal });
}

async function rowsOf(home: Home, type: string): Promise<ServerRow[]> {
  const { db } = await home.engine();
  const rows = await db.server_rows.where("[type+date]").between([type, ""], [type, ALL]).toArray();
  return rows.filter((row) => !row.deleted && row.data.person === me(home));
}

/** Own unsent work on this device, with the operation in plain form; what was let go is not among it. */
function unsent(home: Home): OutboxRow[] {
  const rows = home.facts?.pending ?? [];
  return rows.filter((row) => row.status === "queued" || row.status === "sending" || row.status === "attention");
}

async function ownMonth(home: Home, month: string): Promise<OwnMonth> {
  const id = `${me(home)}:${month}`;
  const rows = await rowsOf(home, "month");
  const row = rows.find((one) => one.id === id);
  const asked = (await rowsOf(home, "change_request")).filter(
    (one) => one.data.status === "waiting" && String(one.data.date).startsWith(month),
  );
  const stored = (row?.data ?? {}) as Partial<MonthRow>;
  const mine = unsent(home);
  const last = (home.facts?.pending ?? []).filter((one) => one.entity_id === id && isAhead(one, row)).at(-1);
  const here = last && HERE[last.type];
  return {
    month,
    status: here ?? statusIn(rows, month),
    reason: here ? "" : (stored.reason ?? ""),
    byName: stored.closed_by_name ?? stored.decided_by_name ?? null,
    frozen: stored.totals ?? null,
    at: stored.closed_at ?? stored.decided_at ?? stored.sent_at ?? null,
    ...{ local: Boolean(here), asked: asked.map(({ data }) => String(data.date)) },
    unsent: mine.filter((one) => touches(home, one, month)).length,
    pending: home.facts && home.projection ? waitingDays(home.facts, home.projection, month) : 0,
  };
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
function touches(home: Home, row: OutboxRow, month: string): boolean {
  if (row.type.startsWith("month.") || row.type.startsWith("notice.")) return false;
  const { body, time } = opened(row);
  const at = typeof body.start === "number" ? body.start : time.claimed_at;
  const date = typeof body.date === "string" ? body.date : localDate(at, home.marker.zone);
  return date.startsWith(month);
}

async function notices(home: Home): Promise<NoticeRow[]> {
  const rows = await rowsOf(home, "notice");
  const read = new Set((home.facts?.pending ?? []).filter((o) => o.type === "notice.read").map((o) => o.entity_id));
  const shown = rows.map(({ id, data }) => ({
    ...{ id, at: data.at as number, kind: data.kind as string, params: data.params as Record<string, unknown> },
    read: data.read_at !== null || read.has(id),
  }));
  return shown.sort((a, b) => b.at - a.at);
}
