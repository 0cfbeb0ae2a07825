import { backoff } from "./backoff";
import type { Ports } from "../device/ports";
import type { OpResult, OutboxRow, HeldBy } from "../device/operations";

const WAITS: Record<string, HeldBy> = {
  blob_missing: "blob",
  dep_missing: "dep",
  quarantined: "quarantined",
  busy: "busy",
};

/** What an answer makes of the operation's row. An answer of a kind that this app does not know keeps it waiting. */
export function verdict(row: OutboxRow, result: OpResult, ports: Pick<Ports, "now" | "random">): Partial<OutboxRow> {
  const told = { result, code: result.code ?? null, flags: result.flags ?? [], lease_until: 0, lease_by: "" };
  if (result.status === "applied") {
    return { ...told, status: "acked", waits: null, seq: result.seq ?? null, version: result.version ?? null };
  }
  if (result.status === "conflict" || result.status === "rejected")
    return { ...told, status: "attention", waits: null };
  const waits = WAITS[result.code ?? ""] ?? "busy";
  const tries = row.tries + 1;
  const wait = Math.max((result.retry_after ?? 0) * 1000, backoff(tries, ports.random()));
  return {
    ...told,
    status: "queued",
    waits,
    ...(waits === "blob" ? { unsent_files: row.files ?? [] } : {}),
    tries,
    not_before: ports.now() + wait,
  };
}
