/** Receipts from the server's rows, with what this device has said laid over: also what was refused, as it must be mended. */
import type { ServerRow } from "../../../device/db";
import type { OutboxRow } from "../../../device/operations";
import { opened } from "../../../device/seal";
import { paidInEuros } from "../../../domain/travel/receipt";
import { type Body, textIn } from "../../bodies";
import { isAheadOfRow } from "../../waits";
import type { ReceiptBody, ReceiptView } from "./types";

/** Own and other people's receipts by date, newest first. */
export function receiptsIn(rows: readonly ServerRow[], pending: readonly OutboxRow[]): ReceiptView[] {
  const stored = new Map(rows.map((row) => [row.id, row]));
  const found = new Map(rows.filter(({ deleted }) => !deleted).map((row) => [row.id, ofRow(row)]));
  for (const op of pending) {
    if (op.type === "claim.remove" && op.status !== "attention") dropOf(found, op.entity_id);
    if (op.entity !== "receipt" || op.status === "closed") continue;
    const before = stored.get(op.entity_id);
    if (op.status !== "attention" && !isAheadOfRow(op, before)) continue;
    if (op.type === "receipt.save") found.set(op.entity_id, ofOperation(op, before));
    else if (op.status !== "attention") found.delete(op.entity_id);
  }
  const date = ({ body }: ReceiptView): string => body.date ?? "";
  return [...found.values()].sort((a, b) => (date(a) < date(b) ? 1 : date(a) > date(b) ? -1 : a.id < b.id ? 1 : -1));
}

/** The trips of a claim, by where they went or what for. */
export function tripsIn(
  rows: readonly ServerRow[],
  pending: readonly OutboxRow[],
  claim: string,
): { id: string; name: string }[] {
  const found = new Map(rows.filter(({ deleted }) => !deleted).map(({ id, data }) => [id, data]));
  for (const op of pending) {
    if (op.entity !== "trip" || op.status === "attention" || op.status === "closed") continue;
    if (op.type === "trip.save") found.set(op.entity_id, opened(op).body);
    else found.delete(op.entity_id);
  }
  const own = [...found].filter(([, data]) => data.claim === claim);
  return own.map(([id, data]) => ({
    id,
    name: textIn(data.destination) || textIn(data.purpose) || textIn(data.start),
  }));
}

function dropOf(found: Map<string, ReceiptView>, claim: string): void {
  for (const [id, { body }] of found) if (body.claim === claim) found.delete(id);
}

function ofRow({ id, version, data }: ServerRow): ReceiptView {
  const body = bodyOf(data);
  const told = (data.worked as { gross_eur_cents?: number | null } | undefined)?.gross_eur_cents;
  // The server works nothing out without a day, or without a rate of the currency: its nought is no sum.
  const eurCents = eurosOf(body) === null || !body.date ? eurosOf(body) : (told ?? eurosOf(body));
  return { id, body, version, local: false, unsentFiles: 0, refused: null, eurCents };
}

function ofOperation(op: OutboxRow, before: ServerRow | undefined): ReceiptView {
  const body = bodyOf(opened(op).body);
  const refused =
    op.status === "attention"
      ? { key: `error.${op.code ?? "unknown"}`, params: op.result?.params ?? { by: op.result?.current?.by_name } }
      : null;
  return {
    id: op.entity_id,
    body,
    version: before?.version ?? 0,
    local: op.status !== "acked",
    unsentFiles: op.unsent_files?.length ?? 0,
    refused,
    eurCents: eurosOf(body),
  };
}

function eurosOf({ gross_cents, lines, currency, rate_to_eur }: ReceiptBody): number | null {
  return paidInEuros(gross_cents, lines, currency, rate_to_eur);
}

function bodyOf(data: Body): ReceiptBody {
  return {
    claim: textIn(data.claim),
    trip: textIn(data.trip) || null,
    date: textIn(data.date) || null,
    supplier: textIn(data.supplier),
    category: textIn(data.category) || "other",
    gross_cents: Number(data.gross_cents ?? 0),
    currency: textIn(data.currency) || "EUR",
    rate_to_eur: textIn(data.rate_to_eur) || null,
    rate_source: (textIn(data.rate_source) as ReceiptBody["rate_source"]) || "",
    lines: (data.lines as ReceiptBody["lines"] | undefined) ?? [],
    cost_centre: textIn(data.cost_centre) || null,
    note: textIn(data.note),
    files: (data.files as string[] | undefined) ?? [],
    paid_by: data.paid_by === "employer" ? "employer" : "self",
  };
}
