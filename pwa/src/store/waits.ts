/** What waits on this device beside one's own days: unread notices, and other people's months, late changes, claims and leave. */
import { CONFIRMED, type OutboxRow } from "../device/operations";
import type { LeimaDb, ServerRow } from "../device/db";
import type { Waits } from "./notices/types";

/** The operations by which a person has dealt with one already, though the server may not know it yet. */
const DEALS = new Set([
  "notice.read",
  "month.approve",
  "month.return",
  "change.decide",
  "claim.decide",
  "leave.decide",
  "saving.decide",
]);
const UNDOES = new Set([
  ...["month.undo", "change.undo", "order.undo", "correction.undo", "kiky.undo"],
  ...["leave.undo", "claim.undo"],
]);
const LAST = "\uffff";

/** Whether an operation of this device says something that the stored row does not show yet. */
export function isAheadOfRow(op: OutboxRow, row: ServerRow | undefined): boolean {
  if (op.status === "attention" || op.status === "closed" || op.status === CONFIRMED) return false;
  return op.status !== "acked" || (op.version ?? 0) > (row?.version ?? 0);
}

/** Decisions that this device has taken back count as if they had never been made. */
export function notUndone(pending: readonly OutboxRow[]): OutboxRow[] {
  const undone = new Map<string, number>();
  pending.forEach((row, index) => {
    if (UNDOES.has(row.type) && row.status !== "attention" && row.status !== "closed") undone.set(row.entity_id, index);
  });
  return pending.filter((row, index) => index > (undone.get(row.entity_id) ?? -1));
}

/** Counts the rows that the device holds; `pending` are the own operations that no row shows yet. */
export async function countWaiting(db: LeimaDb, person: string, pending: readonly OutboxRow[]): Promise<Waits> {
  const deals = notUndone(pending).filter(({ type }) => DEALS.has(type));
  const dealt = (row: ServerRow): boolean => deals.some((op) => op.entity_id === row.id && isAheadOfRow(op, row));
  const count = async (type: string, waits: (data: ServerRow["data"]) => boolean): Promise<number> => {
    const rows = await db.server_rows.where("[type+date]").between([type, ""], [type, LAST]).toArray();
    return rows.filter((row) => !row.deleted && !dealt(row) && waits(row.data)).length;
  };
  const notices = await count("notice", (data) => data.person === person && data.read_at === null);
  const months = await count("month", (data) => data.person !== person && data.status === "sent");
  const changes = await count(
    "change_request",
    (data) => data.person !== person && data.asked_by !== person && data.status === "waiting",
  );
  const claims = await count("claim", (data) => data.person !== person && data.status === "submitted");
  const asked = new Set(["requested", "cancelling"]);
  const leave = await count("leave", (data) => data.person !== person && asked.has(data.status as string));
  const savings = await count("saving", (data) => data.person !== person && data.status === "requested");
  return { notices, decisions: months + changes + claims + leave + savings };
}
