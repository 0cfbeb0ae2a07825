/** The engine at work for one person, and the acts that need it. Fetched after the first paint. */
import { Engine } from "../sync/engine";
import type { Kept } from "../sync/rescue";
import { freeSentFiles } from "../sync/files";
import { Session } from "../sync/session";
import type { Draft, OutboxRow } from "../device/operations";
import { journalRow } from "./syncState";
import { LeimaDb, SIGNED_OUT } from "../device/db";
import type { JournalRow } from "./types";
import type { Waits } from "./notices/types";
import { countWaiting } from "./waits";

const JOURNAL_ROWS = 100;
/** Where the key of what is typed on a claim's page begins, as `store/travel/acts.ts` writes it. */
const CLAIM_DRAFT = "claim:";

export class Running {
  constructor(
    readonly person: string,
    readonly db: LeimaDb,
    readonly session: Session,
    readonly engine: Engine,
  ) {}

  async journal(): Promise<JournalRow[]> {
    const entries = await this.db.journal.orderBy("at").reverse().limit(JOURNAL_ROWS).toArray();
    const sending = await this.db.outbox.where("status").equals("sending").toArray();
    const ids = new Set(sending.map((row) => row.op_id));
    return entries.map((entry) => journalRow(entry, ids));
  }

  waits(pending: readonly OutboxRow[]): Promise<Waits> {
    return countWaiting(this.db, this.person, pending);
  }

  keep(draft: Draft): Promise<Kept> {
    return this.engine.enqueue(draft);
  }

  /** What another person at this phone must not see goes; unsent work and its custody stay. */
  async forget(): Promise<void> {
    const { db } = this;
    await db.transaction("rw", db.server_rows, db.meta, db.drafts, db.journal, async () => {
      await db.server_rows.clear();
      // A claim that was typed and not kept is unsent work as well.
      await db.drafts.filter(({ key }) => !key.startsWith(CLAIM_DRAFT)).delete();
      await db.meta.bulkDelete(["cursor", "balances", "sweep"]);
      await db.keep(SIGNED_OUT, true);
      await db.journal.filter((entry) => entry.status === "sent" || entry.status === "closed").delete();
    });
    await freeSentFiles(db, "all");
  }

  stop(): void {
    this.engine.stop();
    this.session.stop();
    this.db.close();
  }
}
