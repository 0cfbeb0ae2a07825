/** A refused operation: made anew on top of what is there, or let go. What leaned on it goes with it. */
import type { LeimaDb } from "../device/db";
import type { Outbox } from "./outbox";
import { opened } from "../device/seal";
import type { Draft, OutboxRow } from "../device/operations";

/** Asks for a word on the whole of a claim: it is given again by the person, who then sees what was mended. */
const ASKED_ANEW = new Set(["claim.submit"]);

/**
 * Makes the operation again, and everything that was made on top of it; the old ones are closed. True when it was there.
 * With a `body` it says that instead, and nothing that asks for a word on it goes along.
 */
export async function redo(outbox: Outbox, opId: string, body?: Draft["body"]): Promise<boolean> {
  const { db } = outbox;
  return db.transaction("rw", db.outbox, db.journal, db.meta, db.server_rows, async () => {
    const row = await db.outbox.where("op_id").equals(opId).first();
    if (row?.status !== "attention" || row.person !== outbox.person) return false;
    const made = new Map<string, string>();
    for (const old of [row, ...(await leaningOn(db, row))]) {
      await close(db, old);
      if (body && ASKED_ANEW.has(old.type)) continue;
      const draft = await again(db, old, row, made);
      const fresh = await outbox.add(body && old === row ? { ...draft, body } : draft);
      made.set(old.op_id, fresh.op_id);
    }
    return true;
  });
}

/** Lets the operation go. What leaned on it needs attention of its own. True when it was there. */
export async function drop(outbox: Outbox, opId: string): Promise<boolean> {
  const { db } = outbox;
  return db.transaction("rw", db.outbox, db.journal, async () => {
    const row = await db.outbox.where("op_id").equals(opId).first();
    if (row?.status !== "attention" || row.person !== outbox.person) return false;
    await close(db, row);
    for (const child of await leaningOn(db, row)) {
      await db.outbox.update(child.n!, { status: "attention", code: "dep_dropped", waits: null });
      await db.journal.update(child.op_id, { status: "attention" });
    }
    return true;
  });
}

/** Operations not applied yet that lean on `row`, directly or through another, in order. */
async function leaningOn(db: LeimaDb, row: OutboxRow): Promise<OutboxRow[]> {
  const live = await db.outbox.where("status").anyOf("queued", "sending", "attention").sortBy("n");
  const chain = new Set([row.op_id]);
  return live.filter((other) => {
    const leans = other.after.some((id) => chain.has(id));
    if (leans) chain.add(other.op_id);
    return leans;
  });
}

async function close(db: LeimaDb, row: OutboxRow): Promise<void> {
  await db.outbox.update(row.n!, { status: "closed", waits: null, settled_at: row.settled_at ?? row.made_at });
  await db.journal.update(row.op_id, { status: "closed" });
}

async function again(db: LeimaDb, old: OutboxRow, root: OutboxRow, made: Map<string, string>): Promise<Draft> {
  const op = opened(old);
  const entry = await db.journal.get(old.op_id);
  const current = old.op_id === root.op_id ? old.result?.current?.version : undefined;
  const seen = typeof current === "number" ? current : undefined;
  return {
    type: op.type,
    v: op.v,
    subject: op.subject,
    entity: op.entity,
    body: op.body,
    files: (old.files ?? []).map((hash) => ({ hash })),
    claimed_at: op.time.claimed_at,
    base: seen !== undefined ? { version: seen } : op.base === null ? "none" : "on_top",
    after: old.after.flatMap((id) => made.get(id) ?? []),
    journal: { key: entry?.key ?? `op.${op.type}`, params: entry?.params ?? {} },
  };
}
