/**
 * The files that own operations name. They go to the server one after another, beside the operations: what names no file
 * never waits for one. A file is there whole or not at all, under its hash, so sending it again changes nothing.
 */
import { BALLAST, type LeimaDb } from "../device/db";
import { CONFIRMED, type OutboxRow, SMALL } from "../device/operations";
import type { Ports } from "../device/ports";
import { NoReply, type HttpReply } from "../api/exchange";
import { patience } from "./backoff";
import type { Outbox } from "./outbox";
import { codeOf, Refused, type Session, SessionGone } from "./session";

/** A page that was frozen while it sent a file holds the others back for no longer. */
const LOCK_PATIENCE_MS = 60_000;
/** The slowest line that counts as one: 16 kB a second. */
const BYTES_A_MS = 16;
const LEAST_MS = 30_000;
const AT_ONCE_MS = 2_000;
/** Answers that say nothing of the file itself. */
const TRY_AGAIN = new Set([401, 408, 425, 429]);

/** How the sending of files ended: nothing is left, somebody has to sign in, or `wait` ms are to pass. */
export type Filed = { kind: "empty" | "auth" } | { kind: "later"; wait: number; hard: boolean };
type Put = "had" | "refused" | { wait: number; hard: boolean };

export class Files {
  private failures = 0;
  /** Files that were tried in vain since one went through: another goes first. */
  private tried = new Set<string>();
  /** Files that were sent, and no answer came: they may be there. */
  private unsure = new Set<string>();

  constructor(
    readonly outbox: Outbox,
    readonly session: Session,
    readonly ports: Ports,
  ) {}

  /** Sends every file that is not on the server. `answered` is called after each that is, or that it refused. */
  async flush(answered: () => void): Promise<Filed> {
    if ((await this.next()) === null) return { kind: "empty" };
    return this.ports.lock("files", () => this.oneByOne(answered), { patience: LOCK_PATIENCE_MS });
  }

  private async oneByOne(answered: () => void): Promise<Filed> {
    for (;;) {
      const hash = await this.next();
      if (hash === null) return { kind: "empty" };
      if (this.session.status !== "signed_in") return { kind: "auth" };
      try {
        const put = await this.put(hash);
        if (typeof put !== "string") return this.later(hash, put.wait, put.hard);
        this.failures = 0;
        this.tried.clear();
        answered();
      } catch (error) {
        if (error instanceof SessionGone) return { kind: "auth" };
        if (!(error instanceof NoReply || error instanceof Refused)) throw error;
        const retryAfter = error instanceof Refused ? error.retryAfter : null;
        return this.later(hash, this.patience(retryAfter), retryAfter !== null);
      }
    }
  }

  /** The hash of the file that goes next: of the operation made first, unless it was tried in vain. */
  private async next(): Promise<string | null> {
    const { db, person } = this.outbox;
    const rows = await db.outbox.where("status").anyOf("queued", "sending").sortBy("n");
    const wanted = rows.filter((row) => row.person === person).flatMap((row) => row.unsent_files ?? []);
    return wanted.find((hash) => !this.tried.has(hash)) ?? wanted[0] ?? null;
  }

  private async put(hash: string): Promise<Put> {
    const path = `/api/v1/blobs/${hash}`;
    const kept = await this.outbox.db.blobs.get(hash);
    // A browser writes each 404 into its console: it is asked only where the answer may spare a megabyte.
    if (!kept || this.unsure.has(hash)) {
      const known = await this.session.call({ method: "HEAD", path, timeout: LEAST_MS });
      if (known.status === 200) return this.isThere(hash);
      if (known.status !== 404) return this.pause(known);
    }
    if (!kept) return this.refuse(hash, "attachment_lost");
    this.unsure.add(hash);
    const timeout = LEAST_MS + kept.bytes.byteLength / BYTES_A_MS;
    const started = this.ports.now();
    const reply = await this.session
      .call({ method: "PUT", path, bytes: kept.bytes, timeout })
      .catch((error: unknown) => {
        // Without a network a try ends at once: nothing of it can be there.
        if (this.ports.now() - started < AT_ONCE_MS) this.unsure.delete(hash);
        throw error;
      });
    this.unsure.delete(hash);
    if (reply.status === 200) return this.isThere(hash);
    const again = reply.status >= 500 || TRY_AGAIN.has(reply.status);
    return again ? this.pause(reply) : this.refuse(hash, codeOf(reply.json) ?? "attachment_other", reply.json);
  }

  private pause(reply: HttpReply): Put {
    return { wait: this.patience(reply.retryAfter), hard: reply.retryAfter !== null };
  }

  private patience(retryAfter: number | null): number {
    return patience(this.failures + 1, this.ports, retryAfter);
  }

  private later(hash: string, wait: number, hard: boolean): Filed {
    this.failures += 1;
    this.tried.add(hash);
    return { kind: "later", wait, hard };
  }

  /** The server has the file: what waited for it alone goes. */
  private async isThere(hash: string): Promise<Put> {
    await this.each(hash, (row) => {
      const left = row.unsent_files!.filter((one) => one !== hash);
      Object.assign(row, { unsent_files: left }, left.length === 0 ? { waits: null, not_before: 0 } : {});
    });
    return "had";
  }

  /** The server does not take the file: whoever sent it looks at it again. Everything else goes on. */
  private async refuse(hash: string, code: string, problem: unknown = null): Promise<Put> {
    const params = (problem as { params?: Record<string, string | number> } | null)?.params ?? {};
    await this.each(hash, async (row) => {
      const result = { op_id: row.op_id, status: "rejected" as const, code, params };
      Object.assign(row, { status: "attention", waits: null, code, result, lease_until: 0, lease_by: "" });
      await this.outbox.db.journal.update(row.op_id, { status: "attention" });
    });
    return "refused";
  }

  private async each(hash: string, change: (row: OutboxRow) => unknown): Promise<void> {
    const { db } = this.outbox;
    await db.transaction("rw", db.outbox, db.journal, async () => {
      const rows = await db.outbox.where("status").anyOf("queued", "sending").toArray();
      for (const row of rows.filter(({ unsent_files }) => unsent_files?.includes(hash))) {
        await change(row);
        await db.outbox.put(row);
      }
    });
  }
}

/** The files that no operation in custody names any more: what was confirmed thirty days ago is seen online from then on. */
export async function dropOldFiles(db: LeimaDb): Promise<number> {
  if ((await filesIn(db)).length === 0) return 0;
  return dropFiles(db, () => true);
}

/** Drops the files whose receipts the server has, and this device has heard of that; `large` ones alone to make room. */
export async function freeSentFiles(db: LeimaDb, which: "all" | "large"): Promise<number> {
  const unsent = (row: OutboxRow): boolean => row.status !== CONFIRMED && row.status !== "closed";
  return dropFiles(db, unsent, (key) => which === "all" || !key.startsWith(SMALL));
}

/** Drops the files that none of the operations for which `needs` is true names. */
function dropFiles(db: LeimaDb, needs: (row: OutboxRow) => boolean, may = (_key: string) => true): Promise<number> {
  return db.transaction("rw", db.outbox, db.blobs, async () => {
    const rows = await db.outbox.toArray();
    const named = new Set(rows.filter(needs).flatMap(({ files }) => files ?? []));
    const gone = (await filesIn(db)).filter((key) => !named.has(key.replace(SMALL, "")) && may(key));
    await db.blobs.bulkDelete(gone);
    return gone.length;
  });
}

async function filesIn(db: LeimaDb): Promise<string[]> {
  const keys = await db.blobs.toCollection().primaryKeys();
  return keys.filter((key) => key !== BALLAST);
}
