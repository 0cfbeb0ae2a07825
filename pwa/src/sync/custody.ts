/** What was answered stays ours for thirty days: a server restored from a backup gets what it lost once more. */
import type { LeimaDb } from "../device/db";
import type { Outbox } from "./outbox";
import type { Ports } from "../device/ports";
import type { Offset } from "../device/seal";
import { Refused, type Session, codeOf } from "./session";
import type { Wire } from "../api/replies";
import { SCHEMA } from "../device/operations";

interface Hello {
  server_time: number;
  epoch: string;
  schema: { min_pull: number; current: number };
  user_id: string;
}

const ASK_AT_ONCE = 200;

export class Custody {
  /** An epoch may have changed: `reconcile` has to look. */
  private doubt = true;
  /** The server wants a newer app before it answers a pull; pushing goes on. */
  outdated = false;

  constructor(
    readonly db: LeimaDb,
    readonly outbox: Outbox,
    readonly session: Session,
    readonly ports: Ports,
  ) {}

  async hello(): Promise<void> {
    const started = this.ports.now();
    const reply = await this.session.call({ method: "GET", path: "/api/v1/sync/hello", timeout: 20_000 });
    if (reply.status !== 200) throw new Refused(reply.status, codeOf(reply.json), reply.retryAfter);
    const hello = reply.json as Hello;
    this.outdated = (hello.schema?.min_pull ?? 0) > SCHEMA;
    await this.heard(hello.server_time, hello.epoch, started);
  }

  /** The server's clock and epoch, from any exchange that began at `started`. */
  async heard(serverTime: number, epoch: string | undefined, started: number): Promise<void> {
    const now = this.ports.now();
    const mono = this.ports.mono();
    const offset: Offset = {
      ms: Math.round(serverTime - (started + now) / 2),
      at: now,
      boot: mono.boot,
      mono: mono.ms,
    };
    await this.db.transaction("rw", this.db.meta, async () => {
      await this.db.keep("offset", offset);
      const before = await this.db.value<string>("epoch");
      if (!epoch || before === epoch) return;
      this.doubt = true;
      await this.db.keep("epoch", epoch);
      if (before !== undefined) await this.db.keep("reconcile", true);
    });
  }

  /** After a change of epoch: asks for the receipt of every operation in custody. Returns how many are to be sent again. */
  async reconcile(): Promise<number> {
    if (!this.doubt) return 0;
    if (!(await this.db.value<boolean>("reconcile"))) {
      this.doubt = false;
      return 0;
    }
    const epoch = await this.db.value<string>("epoch");
    const ids = await this.outbox.inCustody();
    let lost = 0;
    for (let from = 0; from < ids.length; from += ASK_AT_ONCE)
      lost += await this.ask(ids.slice(from, from + ASK_AT_ONCE));
    await this.db.transaction("rw", this.db.meta, async () => {
      if ((await this.db.value<string>("epoch")) === epoch) await this.db.keep("reconcile", false);
    });
    return lost;
  }

  private async ask(ids: string[]): Promise<number> {
    const body = JSON.stringify({ op_ids: ids });
    const reply = await this.session.call({ method: "POST", path: "/api/v1/sync/ops/status", body, timeout: 20_000 });
    if (reply.status !== 200) throw new Refused(reply.status, codeOf(reply.json), reply.retryAfter);
    return this.outbox.reconcile(ids, (reply.json as Wire["Receipts"]).receipts);
  }
}
