/** Faults planted on purpose, each in one part of the engine or the model: the simulation has to find every one. */
import type { LeimaDb } from "../../../../pwa/src/device/db";
import { Custody } from "../../../../pwa/src/sync/custody";
import type { Parts } from "../../../../pwa/src/sync/engine";
import { UNANSWERED, Outbox } from "../../../../pwa/src/sync/outbox";
import type { Ports } from "../../../../pwa/src/device/ports";
import { Puller } from "../../../../pwa/src/sync/puller";
import { Sender } from "../../../../pwa/src/sync/sender";
import {
  LEASE_MS,
  type Base,
  type Draft,
  type OpResult,
  type OutboxRow,
  type PullReply,
} from "../../../../pwa/src/device/operations";
import type { Plant } from "./device";
import { ModelServer, type Receipt } from "./server";
import type { Planted } from "./simulation";

type Outboxes = new (db: LeimaDb, person: string, ports: Ports) => Outbox;

/** The parts with another outbox, wired as `partsOf` wires the sound one. */
function withOutbox(Broken: Outboxes): Plant {
  return (parts, ports, db) => {
    const outbox = new Broken(db, parts.outbox.person, ports);
    for (const part of [parts.sender, parts.custody, parts.puller, parts.rescue]) Object.assign(part, { outbox });
    return { ...parts, outbox };
  };
}

function withSender(Broken: typeof Sender): Plant {
  return (parts: Parts, ports) => {
    const { outbox, session, custody, device } = parts.sender;
    return { ...parts, sender: new Broken(outbox, session, custody, ports, device) };
  };
}

function withPuller(Broken: typeof Puller): Plant {
  return (parts, _ports, db) => ({ ...parts, puller: new Broken(db, parts.outbox, parts.puller.session) });
}

class Forgetful extends ModelServer {
  protected override again(known: Receipt, _hash: string, opId: string): OpResult {
    const { type, id } = (JSON.parse(known.sealed) as { entity: { type: string; id: string } }).entity;
    const row = this.state.rows.get(`${type}/${id}`);
    if (!row || known.result.status !== "applied") return known.result;
    return this.write(row, { ...JSON.parse(known.sealed), op_id: opId }, []);
  }
}

class RemovesAtSending extends Outbox {
  override async claim(limit: number, bytes: number): Promise<OutboxRow[]> {
    const rows = await super.claim(limit, bytes);
    await this.db.outbox.bulkDelete(rows.map((row) => row.n!));
    return rows;
  }
}

class EternalLease extends Outbox {
  override async claim(limit: number, bytes: number): Promise<OutboxRow[]> {
    const taken = await this.db.outbox.where("status").equals("sending").toArray();
    const chosen = await super.claim(limit, bytes);
    const mine = chosen.filter((row) => !taken.some((old) => old.n === row.n));
    for (const row of taken) await this.db.outbox.put({ ...row, lease_until: this.ports.now() + LEASE_MS });
    return mine;
  }
  override async release(): Promise<void> {}
  override async recover(): Promise<void> {}
}

class CursorFirst extends Puller {
  protected override async apply(reply: PullReply, cursor: string | null, acked: string[]) {
    const now = (await this.db.value<string>("cursor")) ?? null;
    if (now !== cursor || reply.reset) return super.apply(reply, cursor, acked);
    await this.db.keep("cursor", reply.cursor);
    return super.apply(reply, reply.cursor, acked);
  }
}

class NewIdAtRetry extends Sender {
  protected override batch(rows: OutboxRow[]): string {
    for (const row of rows) {
      if (this.failures > 0) row.sealed = row.sealed.replace(row.op_id, (row.op_id = this.ports.uuid()));
      void this.outbox.db.outbox.put(row);
    }
    return super.batch(rows);
  }
}

class BelievesErrors extends Sender {
  protected override async refused(rows: OutboxRow[]) {
    await this.outbox.answered(
      rows.map((row) => ({ op_id: row.op_id, status: "applied" })),
      rows,
    );
    return "more" as const;
  }
}

class DropsNeighbours extends Outbox {
  override async answered(results: readonly OpResult[], sent: OutboxRow[]): Promise<void> {
    await super.answered(results, sent);
    if (!results.some((result) => result.status === "rejected")) return;
    for (const row of sent) await this.db.outbox.update(row.n!, { status: "closed" });
  }
}

class SendsForAll extends Outbox {
  override async claim(limit: number): Promise<OutboxRow[]> {
    const rows = await this.db.outbox
      .where("status")
      .anyOf([...UNANSWERED])
      .sortBy("n");
    return rows.filter((row) => row.status === "queued").slice(0, limit);
  }
}

class LosesItsBase extends Outbox {
  override async baseOf(draft: Draft): Promise<Base> {
    const base = await super.baseOf(draft);
    return base && "after_op" in base ? null : base;
  }
}

class NeverAsksAgain extends Custody {
  override async reconcile(): Promise<number> {
    return 0;
  }
}

class WaitsForTheStuck extends Sender {
  protected override async refused(rows: OutboxRow[]) {
    await this.outbox.release(rows);
    return { wait: 5_000, hard: false, reached: true };
  }
}

class DropsAtSignOut extends Sender {
  protected override async unanswered(rows: OutboxRow[], error: unknown) {
    const step = await super.unanswered(rows, error);
    if (step === "auth") await this.outbox.db.outbox.bulkDelete(rows.map((row) => row.n!));
    return step;
  }
}

/** What is planted, in words, the promises that it must be seen to break, and a seed from which it soon shows. */
export const PLANTED: [string, RegExp, Planted, number?][] = [
  ["the server does not know an operation again by its id", /J2/, { server: () => new Forgetful() }],
  ["an operation is removed when it is sent, not when it is answered", /J1 /, { device: withOutbox(RemovesAtSending) }],
  ["a lease never ends", /J13/, { device: withOutbox(EternalLease) }],
  ["the cursor is kept before the rows", /J8|J9/, { device: withPuller(CursorFirst) }, 90],
  ["a retry gets a new id", /J1 |J2|J14/, { device: withSender(NewIdAtRetry) }],
  ["an HTTP error is taken for an answer", /J1 /, { device: withSender(BelievesErrors) }],
  ["the neighbours of a refused operation are dropped", /J3|J1 /, { device: withOutbox(DropsNeighbours) }],
  ["another person's operations are sent", /in the name of/, { device: withOutbox(SendsForAll), shared: true }, 21],
  ["an edit forgets what it was made on top of", /J6/, { device: withOutbox(LosesItsBase) }],
  [
    "nobody asks what a restored server has lost",
    /J1 /,
    {
      device: (parts, ports, db) => {
        const custody = new NeverAsksAgain(db, parts.outbox, parts.custody.session, ports);
        return { ...parts, custody, sender: Object.assign(parts.sender, { custody }) };
      },
    },
  ],
  ["one stuck operation stops the queue", /J13/, { device: withSender(WaitsForTheStuck) }],
  ["what was under way is dropped when the session ends", /J1 |J12/, { device: withSender(DropsAtSignOut) }],
];
