/** What was refused and is now done anew in another way: its card has nothing more to ask. */
import { opened } from "../device/seal";
import type { Draft, OutboxRow } from "../device/operations";

/** The refused operations that a new one stands in for, by id. */
export function replacedBy(draft: Pick<Draft, "type" | "entity" | "body">, pending: readonly OutboxRow[]): string[] {
  const refused = pending.filter((row) => row.status === "attention" && row.entity_id === draft.entity.id);
  return refused.filter((row) => standsInFor(draft, row)).map(({ op_id }) => op_id);
}

function standsInFor({ type, body }: Pick<Draft, "type" | "body">, row: OutboxRow): boolean {
  if (type.startsWith("month.")) return row.type.startsWith("month.");
  if (type === "entry.delete") return row.type === "entry.edit" || row.type === type;
  if (type === "receipt.remove" || type === "certificate.remove") return row.type.endsWith(".save");
  if (type !== row.type) return false;
  const now = fieldsOf(body);
  return fieldsOf(opened(row).body).every((name) => now.includes(name));
}

function fieldsOf({ set, clear }: Draft["body"]): string[] {
  return [...Object.keys((set as object | undefined) ?? {}), ...((clear as string[] | undefined) ?? [])];
}
