import type { OutboxRow } from "../device/operations";
import type { JournalRow, SyncState } from "./types";
import type { JournalEntry } from "../device/db";

/** The truth about sync, from the queue itself. */
export function syncState(
  pending: OutboxRow[],
  rest: { online: boolean } & Pick<SyncState, "storage" | "updateReady" | "outdated">,
): SyncState {
  const unsent = pending.filter((row) => row.status === "queued" || row.status === "sending");
  const attention = pending.filter((row) => row.status === "attention").length;
  const files = new Set(unsent.flatMap((row) => row.unsent_files ?? [])).size;
  const oldest = unsent.reduce<number | null>((least, row) => Math.min(least ?? row.made_at, row.made_at), null);
  const { storage, updateReady, outdated } = rest;
  const kind = attention > 0 ? "attention" : !rest.online ? "offline" : unsent.length > 0 ? "waiting" : "sent";
  return { kind, unsent: unsent.length, files, attention, oldest, storage, updateReady, outdated };
}

/** A line of the journal as the screens show it; what is under way says so. */
export function journalRow(entry: JournalEntry, sending: ReadonlySet<string>): JournalRow {
  const status = entry.status === "waiting" && sending.has(entry.id) ? "sending" : entry.status;
  return { id: entry.id, at: entry.at, key: entry.key, params: entry.params, status, sentAt: entry.sent_at };
}
