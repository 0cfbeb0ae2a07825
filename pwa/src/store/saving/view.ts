/** Wishes to save leave from the server's rows, with what this device has said since laid over them. */
import type { ServerRow } from "../../device/db";
import type { Operation, OutboxRow } from "../../device/operations";
import { textIn } from "../bodies";
import { isAheadOfRow } from "../waits";
import type { Saving } from "./types";

export function savingsOf(rows: readonly ServerRow[], pending: readonly OutboxRow[]): Saving[] {
  const stored = new Map(rows.map((row) => [row.id, row]));
  const found = new Map(rows.filter((row) => !row.deleted).map((row) => [row.id, wishOf(row)]));
  for (const row of pending) {
    if (row.entity !== "saving" || !isAheadOfRow(row, stored.get(row.entity_id))) continue;
    const next = laid(found.get(row.entity_id), row, JSON.parse(row.sealed) as Operation);
    if (next) found.set(row.entity_id, next);
  }
  return [...found.values()].sort((a, b) => b.year - a.year || (a.id < b.id ? -1 : 1));
}

function wishOf({ id, version, data }: ServerRow): Saving {
  return {
    id,
    person: textIn(data.person),
    personName: textIn(data.person_name),
    year: Number(data.earning_year),
    days: Number(data.days),
    note: textIn(data.note),
    status: textIn(data.status) as Saving["status"],
    decidedBy: textIn(data.decided_by_name),
    answer: textIn(data.answer),
    version,
    local: false,
  };
}

function laid(stands: Saving | undefined, row: OutboxRow, { type, body }: Operation): Saving | null {
  if (type === "saving.request") {
    const wish = { year: Number(body.earning_year), days: Number(body.days), note: textIn(body.note) };
    const told = { personName: "", decidedBy: "", answer: "", version: 0, local: true };
    return { ...wish, ...told, id: row.entity_id, person: row.subject, status: "requested" };
  }
  if (!stands) return null;
  if (type === "saving.withdraw") return { ...stands, status: "withdrawn", local: true };
  const status = body.decision === "approve" ? "approved" : "rejected";
  return { ...stands, status, answer: textIn(body.reason), local: true };
}
