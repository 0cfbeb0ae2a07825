/** Own certificates from the server's rows, with what this device has said laid over: also what was refused. */
import type { ServerRow } from "../../device/db";
import type { OutboxRow } from "../../device/operations";
import { opened } from "../../device/seal";
import { reasonOf } from "../attention/view";
import { isAheadOfRow } from "../waits";
import type { OwnCertificate } from "./types";

export function certificatesIn(rows: readonly ServerRow[], pending: readonly OutboxRow[]): OwnCertificate[] {
  const stored = new Map(rows.map((row) => [row.id, row]));
  const found = new Map(rows.filter(({ deleted }) => !deleted).map((row) => [row.id, ofRow(row)]));
  for (const op of pending) {
    if (op.entity !== "certificate" || op.status === "closed") continue;
    const refused = op.status === "attention";
    if (!refused && !isAheadOfRow(op, stored.get(op.entity_id))) continue;
    if (op.type === "certificate.save") found.set(op.entity_id, ofOperation(op));
    else if (!refused) found.delete(op.entity_id);
  }
  return [...found.values()];
}

function ofRow({ id, data }: ServerRow): OwnCertificate {
  const files = (data.files as { sha256: string }[] | null) ?? [];
  return { id, files: files.map(({ sha256 }) => sha256), local: false, unsentFiles: 0, refused: null };
}

function ofOperation(op: OutboxRow): OwnCertificate {
  const refused = op.status === "attention" ? { key: reasonOf(op), params: op.result?.params ?? {} } : null;
  return {
    id: op.entity_id,
    files: (opened(op).body.files as string[] | undefined) ?? [],
    local: true,
    unsentFiles: op.unsent_files?.length ?? 0,
    refused,
  };
}
