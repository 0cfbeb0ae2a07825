/** The queue of own operations. Every method is one IndexedDB transaction, so that a killed page leaves a whole state. */
import type { LeimaDb } from "../device/db";
import { due } from "./backoff";
import type { Ports } from "../device/ports";
import { type Offset, seal } from "../device/seal";
import {
  type Base,
  CONFIRMED,
  CUSTODY_MS,
  type Draft,
  LEASE_MS,
  type OpResult,
  type OutboxRow,
  type Receipt,
  SMALL,
} from "../device/operations";
import { verdict } from "./verdict";

export const UNANSWERED = ["queued", "sending", "attention"] as const;

export class Outbox {
  constructor(
    readonly db: LeimaDb,
    readonly person: string,
    readonly ports: Ports,
  ) {}

  /** Seals and keeps one operation with its line in the journal. When it resolves, both are on the disk. */
  async enqueue(draft: Draft): Promise<OutboxRow> {
    const db = this.db;
    const tables = [db.outbox, db.journal, db.meta, db.server_rows, ...(hasFiles(draft) ? [db.blobs] : [])];
    return db.transaction("rw", tables, async () => {
      const row = await this.add(draft);
      for (const one of draft.also ?? []) {
        if (one.follows) one.after = [...(one.after ?? []), row.op_id];
        await this.add(one);
      }
      return row;
    });
  }

  /** As `enqueue`, inside a transaction that the caller holds. */
  async add(draft: Draft): Promise<OutboxRow> {
    const db = this.db;
    const kept = draft.made && (await db.outbox.where("op_id").equals(draft.made.op_id).first());
    if (kept) return kept;
    const sealed = draft.made ?? (await this.sealed(draft));
    // A rescue copy may have sealed it meanwhile: without a number of this device.
    const row = (draft.made ??= sealed);
    if (row.files) row.unsent_files = await this.unsentOf(draft, row.files);
    if (row.dev_seq > 0) await db.keep("dev_seq", row.dev_seq);
    row.n = await db.outbox.add({ ...row });
    for (const { hash, bytes, small } of draft.files ?? []) {
      if (bytes) await db.blobs.put({ hash, bytes });
      if (small) await db.blobs.put({ hash: SMALL + hash, bytes: small });
    }
    const { key, params } = draft.journal;
    await db.journal.put({ id: row.op_id, at: row.made_at, key, params, status: "waiting", sent_at: null });
    return row;
  }

  /** Of the files of an operation those that are new here, and those that another one still waits for. */
  private async unsentOf({ files = [] }: Draft, names: readonly string[]): Promise<string[]> {
    const fresh = new Set(files.filter(({ bytes }) => bytes).map(({ hash }) => hash));
    const waiting = new Set((await this.live()).flatMap(({ unsent_files }) => unsent_files ?? []));
    return names.filter((hash) => fresh.has(hash) || waiting.has(hash));
  }

  private async sealed(draft: Draft): Promise<OutboxRow> {
    const devSeq = ((await this.db.value<number>("dev_seq")) ?? 0) + 1;
    const offset = await this.db.value<Offset>("offset");
    return seal(draft, this.person, devSeq, await this.baseOf(draft), offset, this.ports);
  }

  /** On own work that the server has not answered yet: after it. Otherwise on the newest version known here. */
  async baseOf(draft: Draft): Promise<Base> {
    if (draft.base === undefined || draft.base === "none") return null;
    if (draft.base !== "on_top") return draft.base;
    const own = (await this.db.outbox.where("entity_id").equals(draft.entity.id).sortBy("n")).filter(
      (row) => row.entity === draft.entity.type,
    );
    const unanswered = own.filter((row) => row.status === "queued" || row.status === "sending").at(-1);
    if (unanswered) return { after_op: unanswered.op_id };
    const stored = await this.db.server_rows.get([draft.entity.type, draft.entity.id]);
    const version = Math.max(
      stored?.version ?? 0,
      ...own.filter((o) => o.status === "acked").map((o) => o.version ?? 0),
    );
    return version > 0 ? { version } : null;
  }

  /** Takes the next operations that may go, in order, under a lease. An operation in trouble holds back its dependants only. */
  async claim(limit: number, maxBytes: number): Promise<OutboxRow[]> {
    const { db, ports } = this;
    return db.transaction("rw", db.outbox, async () => {
      const rows = await db.outbox
        .where("status")
        .anyOf([...UNANSWERED])
        .sortBy("n");
      const chosen = choose(rows, this.person, limit, maxBytes, ports.now());
      const lease = { status: "sending" as const, lease_until: ports.now() + LEASE_MS, lease_by: ports.uuid() };
      for (const row of chosen) {
        Object.assign(row, lease);
        await db.outbox.put(row);
      }
      return chosen;
    });
  }

  /** No answer: the leases of these rows end now. `wait` ms holds back single rows that the server chokes on. */
  async release(rows: OutboxRow[], wait = 0): Promise<void> {
    const { db, ports } = this;
    await db.transaction("rw", db.outbox, async () => {
      for (const { n, lease_by } of rows) {
        const row = await db.outbox.get(n!);
        if (row?.status !== "sending" || row.lease_by !== lease_by) continue;
        Object.assign(row, { status: "queued", lease_until: 0, lease_by: "" });
        if (wait > 0) Object.assign(row, { tries: row.tries + 1, not_before: ports.now() + wait });
        await db.outbox.put(row);
      }
    });
  }

  /** Nobody else is sending (at start-up, or under the lock of sending): what was under lease waits again. */
  async recover(): Promise<void> {
    await this.db.transaction("rw", this.db.outbox, async () =>
      this.db.outbox.where("status").equals("sending").modify({ status: "queued", lease_until: 0, lease_by: "" }),
    );
  }

  /** Keeps the server's answers. An answer means committed, so it counts whoever asked. */
  async answered(results: readonly OpResult[], sent: OutboxRow[]): Promise<void> {
    const { db } = this;
    await db.transaction("rw", db.outbox, db.journal, async () => {
      for (const [index, result] of results.entries()) await this.answer(result, sent[index]);
      await this.releaseUnanswered(sent);
    });
  }

  private async answer(result: OpResult, sameIndex: OutboxRow | undefined): Promise<void> {
    const opId = result.op_id ?? sameIndex?.op_id;
    const row = opId ? await this.db.outbox.where("op_id").equals(opId).first() : undefined;
    if (!row || row.person !== this.person || (row.status !== "queued" && row.status !== "sending")) return;
    Object.assign(row, verdict(row, result, this.ports));
    await this.db.outbox.put(row);
    await this.note(row);
  }

  private async releaseUnanswered(sent: OutboxRow[]): Promise<void> {
    for (const { n, lease_by } of sent) {
      const row = await this.db.outbox.get(n!);
      if (row?.status === "sending" && row.lease_by === lease_by)
        await this.db.outbox.update(n!, { status: "queued", lease_until: 0 });
    }
  }

  /** The journal says the same as the queue. */
  private async note(row: OutboxRow): Promise<void> {
    const status = { queued: "waiting", sending: "waiting", acked: "sent", [CONFIRMED]: "sent" } as const;
    const word = row.status === "attention" || row.status === "closed" ? row.status : status[row.status];
    await this.db.journal.update(row.op_id, {
      status: word,
      ...(word === "sent" ? { sent_at: this.ports.now() } : {}),
    });
  }

  /** A pull that had begun after the answer has ended: what it answered is now in the server's rows. In the caller's transaction. */
  async confirm(opIds: string[], head: number | null, serverTime: number): Promise<number> {
    const known = new Set(opIds);
    return this.db.outbox
      .where("status")
      .equals("acked")
      .filter((row) => known.has(row.op_id) || (head !== null && row.seq !== null && row.seq <= head))
      .modify({ status: CONFIRMED, settled_at: serverTime });
  }

  /** Ends the custody of what was confirmed thirty days ago by the server's clock. In the caller's transaction. */
  async expire(serverTime: number): Promise<void> {
    const old = (row: OutboxRow) => row.settled_at !== null && row.settled_at < serverTime - CUSTODY_MS;
    await this.db.outbox.where("status").anyOf(CONFIRMED, "closed").filter(old).delete();
  }

  async ackedIds(): Promise<string[]> {
    return (await this.db.outbox.where("status").equals("acked").toArray()).map((row) => row.op_id);
  }

  /** A restored backup may have lost what was answered: whatever it does not know is sent again, as it was made. */
  async reconcile(asked: string[], receipts: readonly Receipt[]): Promise<number> {
    const known = new Set(receipts.map((r) => r.op_id));
    const lost = asked.filter((id) => !known.has(id));
    const { db } = this;
    await db.transaction("rw", db.outbox, db.journal, async () => {
      await db.outbox
        .where("op_id")
        .anyOf(lost)
        .filter((row) => row.status === "acked" || row.status === CONFIRMED)
        .modify({ status: "queued", waits: null, seq: null, version: null, settled_at: null, not_before: 0 });
      for (const id of lost) await db.journal.update(id, { status: "waiting", sent_at: null });
    });
    return lost.length;
  }

  async inCustody(): Promise<string[]> {
    const rows = await this.db.outbox.where("status").anyOf("acked", CONFIRMED).toArray();
    return rows.map((row) => row.op_id);
  }

  /** How many operations the server has not answered. */
  async unsent(): Promise<number> {
    return this.db.outbox.where("status").anyOf("queued", "sending").count();
  }

  async live(): Promise<OutboxRow[]> {
    return this.db.outbox
      .where("status")
      .anyOf([...UNANSWERED])
      .sortBy("n");
  }
}

/** The rows that may go now: in order, within the limits, leaving out what leans on something in trouble. */
export function choose(rows: OutboxRow[], person: string, limit: number, maxBytes: number, now: number): OutboxRow[] {
  const held = new Set<string>();
  const chosen: OutboxRow[] = [];
  let bytes = 0;
  for (const row of rows) {
    if (row.person !== person) continue;
    const entity = `${row.entity}/${row.entity_id}`;
    const leans = row.after.some((id) => held.has(id)) || held.has(entity);
    const full = chosen.length >= limit || (chosen.length > 0 && bytes + row.sealed.length > maxBytes);
    if (leans || full || !sendable(row, now)) {
      held.add(row.op_id).add(entity);
      continue;
    }
    bytes += row.sealed.length;
    chosen.push(row);
  }
  return chosen;
}

/** Whether an intent, or one that is made with it, brings files to be kept. */
export function hasFiles(draft: Draft): boolean {
  return Boolean(draft.files?.some(({ bytes }) => bytes)) || Boolean(draft.also?.some(hasFiles));
}

function sendable(row: OutboxRow, now: number): boolean {
  if (row.status === "attention" || row.unsent_files?.length) return false;
  if (row.status === "sending" && !due(row.lease_until, now, LEASE_MS)) return false;
  return due(row.not_before, now);
}
