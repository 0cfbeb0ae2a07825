/** The inbox with what this device has decided since laid over it. */
import type { JournalEntry } from "../../device/db";
import type { OutboxRow } from "../../device/operations";
import { opened } from "../../device/seal";
import { reasonOf, reasonParams } from "../attention/view";
import { notUndone } from "../waits";
import type { HeldBack, InboxItem, InboxView } from "./types";

/** The operation that approves each kind. What is not here needs more than a yes. */
const APPROVES: Readonly<Record<string, string>> = {
  month: "month.approve",
  change_request: "change.decide",
  leave: "leave.decide",
  saving: "saving.decide",
  claim: "claim.decide",
  correction: "correction.decide",
  work_order: "order.decide",
  kiky_mark: "kiky.decide",
};
const DECIDES = new Set([...Object.values(APPROVES), "month.return"]);
const CHANGED = new Set(["changed_since", "stale_base"]);

/** The operation that approves a thing; null where it needs more than a yes, or is another's to decide. */
export function approvalOf({ kind, decided_by: by }: InboxItem): string | null {
  const type = APPROVES[kind];
  return type !== undefined && by.includes(type) ? type : null;
}

export function inboxView(
  told: readonly InboxItem[],
  pending: readonly OutboxRow[],
  journal: readonly JournalEntry[],
  { zone, offline }: { zone: string; offline: boolean },
): InboxView {
  const decided = notUndone(pending).filter(({ type }) => DECIDES.has(type));
  const dealt = (item: InboxItem): boolean =>
    decided.some((row) => row.entity_id === item.id && (isUnsent(row) || isAhead(row, item)));
  const items = told.filter((item) => !dealt(item));
  const held = decided.filter((row) => row.status === "attention" && approves(row));
  return {
    items,
    held: held.map((row) => heldBack(row, items, journal, zone)),
    sending: decided.filter(isUnsent).map((row) => row.entity_id),
    offline,
  };
}

const isUnsent = ({ status }: OutboxRow): boolean => status === "queued" || status === "sending";

/** The server has taken the decision, and what it told of the thing is older. */
function isAhead({ status, version }: OutboxRow, item: InboxItem): boolean {
  return status === "acked" && (version ?? 0) > item.version;
}

function approves(row: OutboxRow): boolean {
  return row.type === "month.approve" || opened(row).body.decision === "approve";
}

function heldBack(
  row: OutboxRow,
  items: readonly InboxItem[],
  journal: readonly JournalEntry[],
  zone: string,
): HeldBack {
  const now = items.find(({ id }) => id === row.entity_id);
  const said = journal.find(({ id }) => id === row.op_id)?.params ?? {};
  const seen = Number(opened(row).body.seen_version ?? 0);
  return {
    opId: row.op_id,
    entity: row.entity_id,
    title: now?.title ?? String(said.title ?? ""),
    name: now?.name ?? String(said.name ?? ""),
    changed: CHANGED.has(row.code ?? "") || (now !== undefined && now.version > seen),
    reasonKey: reasonOf(row),
    params: reasonParams(row, zone),
  };
}
