/** The inbox with what this device has decided since laid over it. */
import type { JournalEntry } from "../../device/db";
import type { OutboxRow } from "../../device/operations";
import { opened } from "../../device/seal";
import { reasonOf, reasonParams } from "../attention/view";
import { notUndone } from "../waits";
import type { Decidable, HeldBack, InboxItem, InboxView, Word } from "./types";

/** The operations that approve and return each kind. What is not here needs more than a word. */
const DECIDED_BY: Readonly<Record<string, Readonly<Record<Word, string>>>> = {
  month: { approve: "month.approve", return: "month.return" },
  change_request: both("change.decide"),
  leave: both("leave.decide"),
  saving: both("saving.decide"),
  claim: both("claim.decide"),
  correction: both("correction.decide"),
  work_order: both("order.decide"),
  kiky_mark: both("kiky.decide"),
  kiky_proposal: both("kiky.settle"),
};
/** What confirms a missing clock-out at the time that is proposed; it cannot be returned. */
const CONFIRMS = "punch.record";
const DECIDES = new Set(Object.values(DECIDED_BY).flatMap((by) => Object.values(by)));
const CHANGED = new Set(["changed_since", "stale_base"]);

function both(type: string): Record<Word, string> {
  return { approve: type, return: type };
}

/** The operation that says a word on a thing; null where it takes more than a word, or is another's to decide. */
export function operationOf({ kind, decided_by: by, proposed }: Decidable, word: Word): string | null {
  const type = proposed && word === "approve" ? CONFIRMS : DECIDED_BY[kind]?.[word];
  return type !== undefined && by.includes(type) ? type : null;
}

export function inboxView(
  told: readonly InboxItem[],
  pending: readonly OutboxRow[],
  journal: readonly JournalEntry[],
  { zone, offline }: { zone: string; offline: boolean },
): InboxView {
  const about = new Map(notUndone(pending).flatMap((row) => decidedHere(row, told)));
  const decided = [...about.keys()];
  const dealt = (item: InboxItem): boolean =>
    decided.some((row) => about.get(row) === item.id && (isUnsent(row) || isAhead(row, item)));
  const items = told.filter((item) => !dealt(item));
  const held = decided.filter(({ status }) => status === "attention");
  return {
    items,
    held: held.map((row) => heldBack(row, about.get(row)!, items, journal, zone)),
    sending: decided.filter(isUnsent).map((row) => about.get(row)!),
    offline,
  };
}

/** An operation with the id of what it decides; a clock-out that was missing is known by whose it is and when. */
function decidedHere(row: OutboxRow, told: readonly InboxItem[]): [OutboxRow, string][] {
  if (DECIDES.has(row.type)) return [[row, row.entity_id]];
  if (row.type !== CONFIRMS) return [];
  const { subject, claimed_at: at } = row;
  const item = told.find(({ person, proposed }) => person === subject && proposed?.at === at);
  return item ? [[row, item.id]] : [];
}

const isUnsent = ({ status }: OutboxRow): boolean => status === "queued" || status === "sending";

/** The server has taken the decision, and what it told of the thing is older; what has no version it tells anew. */
function isAhead({ status, version }: OutboxRow, item: InboxItem): boolean {
  return status === "acked" && item.version > 0 && (version ?? 0) > item.version;
}

function heldBack(
  row: OutboxRow,
  entity: string,
  items: readonly InboxItem[],
  journal: readonly JournalEntry[],
  zone: string,
): HeldBack {
  const now = items.find(({ id }) => id === entity);
  const said = journal.find(({ id }) => id === row.op_id)?.params ?? {};
  const seen = Number(opened(row).body.seen_version ?? 0);
  return {
    opId: row.op_id,
    entity,
    title: now?.title ?? String(said.title ?? ""),
    name: now?.name ?? String(said.name ?? ""),
    changed: CHANGED.has(row.code ?? "") || (now !== undefined && now.version > seen),
    reasonKey: reasonOf(row),
    params: reasonParams(row, zone),
  };
}
