/** The last places for a punch when the storage is full: room made in IndexedDB, then a copy in localStorage. */
import { BALLAST, type LeimaDb } from "../device/db";
import { shiftDate, utcDate } from "../device/rows";
import { freeSentFiles } from "./files";
import { hasFiles, type Outbox } from "./outbox";
import type { Ports } from "../device/ports";
import { seal } from "../device/seal";
import type { Draft, OutboxRow } from "../device/operations";

const BALLAST_BYTES = 1_048_576;
const KEEP_DAYS = 40;

export type Kept = { how: "saved" | "tight" | "rescued"; row: OutboxRow } | { how: "failed"; row: null };

/** True when the error says that the disk, not the operation, is the trouble. */
export function isFull(error: unknown): boolean {
  const e = error as { name?: string; inner?: { name?: string }; message?: string } | null;
  return (
    [e?.name, e?.inner?.name].some((n) => n === "QuotaExceededError") || /quota|disk.*full/i.test(e?.message ?? "")
  );
}

export class Rescue {
  constructor(
    readonly db: LeimaDb,
    readonly outbox: Outbox,
    readonly ports: Ports,
  ) {}

  /** Keeps the operation where there is room; only `failed` means that it is nowhere. Every try is the same operation. */
  async keep(intent: Draft): Promise<Kept> {
    const now = this.ports.now();
    const claimed = (one: Draft): Draft => (one.claimed_at === undefined ? { ...one, claimed_at: now } : one);
    const draft = intent.also ? { ...claimed(intent), also: intent.also.map(claimed) } : claimed(intent);
    const attempts: [() => Promise<unknown>, "saved" | "tight"][] = [
      [async () => {}, "saved"],
      [() => this.freeRows(), "tight"],
      [() => freeSentFiles(this.db, "large"), "tight"],
    ];
    // The ballast is for punches: no photo takes their place.
    if (!hasFiles(draft)) attempts.push([() => this.freeBallast(), "tight"]);
    for (const [makeRoom, how] of attempts) {
      try {
        await makeRoom();
        return { how, row: await this.outbox.enqueue(draft) };
      } catch (error) {
        if (!isFull(error)) break; // more room would not help
      }
    }
    return this.copy(draft);
  }

  /** The copy alone. A try to keep the same draft that is still under way keeps the same operation when it gets through. */
  copy(draft: Draft): Kept {
    // What names a file that is nowhere would wait for ever.
    if (hasFiles(draft)) return { how: "failed", row: null };
    const written: string[] = [];
    const write = (one: Draft): OutboxRow => {
      const row = (one.made ??= seal(one, this.outbox.person, 0, null, undefined, this.ports));
      delete row.n;
      this.ports.pocket.set(this.key(row.op_id), JSON.stringify({ row, journal: one.journal }));
      written.push(row.op_id);
      return row;
    };
    try {
      const row = write(draft);
      for (const one of draft.also ?? []) write(one);
      return { how: "rescued", row };
    } catch {
      for (const id of written) this.ports.pocket.remove(this.key(id));
      return { how: "failed", row: null };
    }
  }

  /** Operations that stand only in the rescue copy. */
  copies(): { row: OutboxRow; journal: Draft["journal"] }[] {
    const prefix = this.key("");
    const keys = this.ports.pocket.keys().filter((key) => key.startsWith(prefix));
    return keys.flatMap((key) => {
      try {
        return [JSON.parse(this.ports.pocket.get(key) ?? "") as { row: OutboxRow; journal: Draft["journal"] }];
      } catch {
        return [];
      }
    });
  }

  /** Brings the rescue copy home into the outbox. Returns how many are still outside. */
  async bringHome(): Promise<number> {
    const { db } = this;
    for (const { row, journal } of this.copies()) {
      try {
        await db.transaction("rw", db.outbox, db.journal, async () => {
          if (await db.outbox.where("op_id").equals(row.op_id).count()) return;
          await db.outbox.add({ ...row });
          await db.journal.put({ id: row.op_id, at: row.made_at, ...journal, status: "waiting", sent_at: null });
        });
        this.ports.pocket.remove(this.key(row.op_id));
      } catch {
        return this.copies().length;
      }
    }
    return 0;
  }

  /** A megabyte set aside at install, given back when a punch needs it. Random, so that no compression shrinks it. */
  async setBallast(bytes: (size: number) => Uint8Array<ArrayBuffer>): Promise<void> {
    if (await this.db.blobs.get(BALLAST)) return;
    await this.db.blobs.put({ hash: BALLAST, bytes: bytes(BALLAST_BYTES).buffer }).catch(() => {});
  }

  private async freeBallast(): Promise<void> {
    await this.db.blobs.delete(BALLAST);
  }

  /** Old rows of the server come back by a new snapshot once there is room. */
  private async freeRows(): Promise<void> {
    const { db } = this;
    const until = shiftDate(utcDate(this.ports.now()), -KEEP_DAYS);
    await db.transaction("rw", db.server_rows, db.meta, async () => {
      for (const type of ["day", "punch", "entry", "calendar_day"]) {
        await db.server_rows.where("[type+date]").between([type, "0"], [type, until]).delete();
      }
    });
  }

  private key(opId: string): string {
    return `leima.rescue.${this.outbox.person}.${opId}`;
  }
}
