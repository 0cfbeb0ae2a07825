/** The engine at work for one person, and the acts that need it. Fetched after the first paint. */
import { Engine, partsOf } from "../sync/engine";
import type { Kept } from "../sync/rescue";
import { Session } from "../sync/session";
import type { Draft } from "../sync/types";
import { chance } from "../sync/browser";
import { journalRow } from "./chip";
import { LeimaDb, SIGNED_OUT } from "./db";
import { deviceId } from "./device";
import type { Home } from "./home";
import type { JournalRow, Waits } from "./live";
import { waitsOf } from "./waits";

const JOURNAL_ROWS = 100;
const TWIN = "twin";

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

  waits(home: Home): Promise<Waits> {
    return waitsOf(this.db, this.person, home.facts?.pending ?? []);
  }

  keep(draft: Draft): Promise<Kept> {
    return this.engine.enqueue(draft);
  }

  /** What another person at this phone must not see goes; unsent work and its custody stay. */
  async forget(): Promise<void> {
    const { db } = this;
    await db.transaction("rw", db.server_rows, db.meta, db.journal, async () => {
      await db.server_rows.clear();
      await db.meta.bulkDelete(["cursor", "balances", "sweep"]);
      await db.keep(SIGNED_OUT, true);
      await db.journal.filter((entry) => entry.status === "sent" || entry.status === "closed").delete();
    });
  }

  stop(): void {
    this.engine.stop();
    this.session.stop();
    this.db.close();
  }
}

/** Opens the person's database and starts the engine on it. */
export async function run(home: Home, person: string): Promise<Running> {
  const { ports } = home;
  const db = new LeimaDb(person);
  await db.open();
  const session = new Session(ports, person, (status) => home.sessionIs(status));
  const { status } = home.marker;
  if (status === "expired" || status === "revoked") session.status = status;
  const parts = partsOf(db, person, deviceId(ports), session, ports);
  const engine = new Engine(parts, session, ports, person, {
    changed: () => void home.refresh(),
    team: () => home.teamChanged(),
    reached: (online) => home.reached(online),
    outdated: (yes) => home.outdatedIs(yes),
  });
  const running = new Running(person, db, session, engine);
  if (!(await db.value(TWIN)) && home.expectsTwin) home.storage = "evicted";
  await db.keep(TWIN, ports.now()).catch(() => {});
  await db.meta.delete(SIGNED_OUT).catch(() => {});
  engine.listen();
  await home.attached(running);
  await engine.start();
  void parts.rescue.setBallast(chance);
  return running;
}
