/** Brings the server's rows to the device. A page and its cursor go into one transaction, or neither does. */
import type { LeimaDb, ServerRow } from "../device/db";
import { rowOf } from "../device/rows";
import type { Outbox } from "./outbox";
import { type Session, Refused, codeOf } from "./session";
import type { Change, PullReply } from "../device/operations";

const PAGE = 500;
/** Rows that the supervisor's list shows. */
const TEAM = new Set(["team_state", "correction", "work_order", "absence"]);

export interface Pulled {
  changes: number;
  /** Something that the screens show is other than before on this device. */
  moved: boolean;
  /** The server named other scopes than before, or another epoch: the rows were fetched anew. */
  reset: boolean;
  /** The state of someone in the team changed, or somebody asks for a correction. */
  team: boolean;
}

type Applied = "next" | "done" | "overtaken" | "restart";

export class Puller {
  /** Stays until it has been told: a pull that broke off may have brought rows before. */
  private moved = false;

  constructor(
    readonly db: LeimaDb,
    readonly outbox: Outbox,
    readonly session: Session,
  ) {}

  /** Follows the cursor to the server's head. What had been acknowledged before it began is confirmed when it ends. */
  async pull(): Promise<Pulled> {
    const acked = await this.outbox.ackedIds();
    const pulled: Pulled = { changes: 0, moved: false, reset: false, team: false };
    for (;;) {
      const cursor = (await this.db.value<string>("cursor")) ?? null;
      const reply = await this.page(cursor).catch((error: unknown) => this.withoutCursor(error, cursor));
      if (!reply) continue;
      const applied = await this.apply(reply, cursor, acked);
      if (applied === "restart") pulled.reset = true;
      if (applied === "restart" || applied === "overtaken") continue;
      pulled.changes += reply.changes.length;
      pulled.team ||= reply.changes.some(({ type }) => TEAM.has(type));
      if (applied !== "done") continue;
      pulled.moved = this.moved;
      this.moved = false;
      return pulled;
    }
  }

  /** A cursor that the server does not know is let go: the next page begins a snapshot. */
  private async withoutCursor(error: unknown, cursor: string | null): Promise<null> {
    if (cursor === null || !(error instanceof Refused) || error.status !== 400) throw error;
    await this.db.meta.delete("cursor");
    return null;
  }

  protected async page(cursor: string | null): Promise<PullReply> {
    const query = cursor === null ? `limit=${PAGE}` : `cursor=${encodeURIComponent(cursor)}&limit=${PAGE}`;
    const reply = await this.session.call({ method: "GET", path: `/api/v1/sync/pull?${query}`, timeout: 30_000 });
    if (reply.status !== 200) throw new Refused(reply.status, codeOf(reply.json), reply.retryAfter);
    return reply.json as PullReply;
  }

  protected async apply(reply: PullReply, cursor: string | null, acked: string[]): Promise<Applied> {
    const db = this.db;
    return db.transaction("rw", db.server_rows, db.meta, db.outbox, async () => {
      // Another tab went on from the same cursor: its rows may be newer than these.
      if (((await db.value<string>("cursor")) ?? null) !== cursor) return "overtaken";
      if (reply.reset && cursor !== null) {
        await db.meta.delete("cursor");
        return "restart";
      }
      await this.store(reply, await this.generation(cursor));
      this.moved ||= cursor === null || reply.changes.length > 0;
      if (reply.more) return "next";
      await this.finish(reply, acked);
      return "done";
    });
  }

  /** The number of the snapshot that is being read; the first page of a snapshot begins a new one. */
  private async generation(cursor: string | null): Promise<number> {
    const gen = (await this.db.value<number>("gen")) ?? 0;
    if (cursor !== null) return gen;
    await this.db.keep("gen", gen + 1);
    await this.db.keep("sweep", true);
    return gen + 1;
  }

  protected async store(reply: PullReply, gen: number): Promise<void> {
    const rows = reply.changes.filter((change) => change.type !== "team_state");
    await this.db.server_rows.bulkDelete(rows.filter(isGone).map((c) => [c.type, c.id] as [string, string]));
    await this.db.server_rows.bulkPut(rows.filter((c) => !isGone(c)).map((c) => rowOf(c, gen)));
    await this.db.keep("cursor", reply.cursor);
  }

  private async finish(reply: PullReply, acked: string[]): Promise<void> {
    const db = this.db;
    if (await db.value<boolean>("sweep")) {
      const gen = (await db.value<number>("gen")) ?? 0;
      await db.server_rows.filter((row: ServerRow) => row.gen < gen).delete();
      await db.keep("sweep", false);
    }
    if (reply.balances && JSON.stringify(reply.balances) !== JSON.stringify(await db.value("balances"))) {
      await db.keep("balances", reply.balances);
      this.moved = true;
    }
    await db.keep("pulled_at", reply.server_time);
    const confirmed = await this.outbox.confirm(acked, reply.balances?.seq ?? null, reply.server_time);
    await this.outbox.expire(reply.server_time);
    this.moved ||= confirmed > 0;
  }
}

/** A tombstone without contents; an entry that can be brought back keeps its row with `deleted`. */
function isGone(change: Change): boolean {
  return change.deleted && change.data === null;
}
