/** The calm world, whose server takes every type of operation, refuses it, or has heard another word first. */
import type { Draft, OpResult, Operation, OutboxRow } from "../../../../pwa/src/device/operations";
import type { Loaded } from "../../../../pwa/src/device/load";
import type { Facts } from "../../../../pwa/src/store/facts";
import { factsOf } from "../../../../pwa/src/store/factsOf";
import { project } from "../../../../pwa/src/store/project";
import { attentionOf } from "../../../../pwa/src/store/attention/view";
import type { Attention } from "../../../../pwa/src/store/attention/types";
import { Network, Sessions } from "../world/network";
import type { Device, Page } from "../world/device";
import { Scene } from "../world/scene";
import { ModelServer } from "../world/server";
import { row, TERMS, ZONE } from "../../store/anna";
import type { Kind, Row } from "./types";

class AnyServer extends ModelServer {
  /** What it says instead of taking it. */
  says: Partial<OpResult> | null = null;
  /** How often each operation came. */
  readonly came = new Map<string, string[]>();

  protected override one(author: string, sealed: string): OpResult {
    const op = JSON.parse(sealed) as Operation;
    this.came.set(op.op_id, [...(this.came.get(op.op_id) ?? []), sealed]);
    return super.one(author, sealed);
  }

  protected override decide(_: string, op: Operation): OpResult {
    if (this.says) return { op_id: op.op_id, ...this.says } as OpResult;
    const { type, id } = op.entity;
    const known = this.state.rows.get(`${type}/${id}`);
    const data = { ...known?.data, ...op.body, person: op.subject };
    const fresh = { type, id, owner: op.subject, version: known?.version ?? 0, deleted: false, data, fields: {} };
    return this.write(fresh, op, Object.keys(data));
  }
}

/** One operation of a type, made on a phone without a network. */
export class OffScene extends Scene {
  override readonly server = new AnyServer();
  override readonly network = new Network(this.time, this.chance, this.server, new Sessions(this.time, this.chance));
  readonly phone: Device = this.device();
  at!: Page;
  opId = "";

  async made({ type, entity, body }: Kind): Promise<this> {
    this.at = await this.open();
    this.phone.goOffline();
    const thing = { type: entity, id: this.chance.uuid() };
    const journal = { key: "k", params: {} };
    const draft: Draft = { type, subject: "anna", entity: thing, body: structuredClone(body), journal };
    const kept = await this.soon(this.at.engine.enqueue(draft));
    this.opId = kept.row!.op_id;
    return this;
  }

  open(): Promise<Page> {
    return super.page(this.phone);
  }

  /** The app is killed and opened again. */
  async reopened(): Promise<void> {
    this.phone.kill(this.at);
    this.at = await this.open();
  }

  async online(): Promise<void> {
    this.phone.goOnline();
    await this.time.run(120_000);
  }

  /** What came of it at the server: how often it came, whether it was the same each time, and how often it counted. */
  get sent(): { came: number; same: boolean; effects: number } {
    const came = this.server.came.get(this.opId) ?? [];
    return { came: came.length, same: new Set(came).size < 2, effects: this.server.state.effects.get(this.opId) ?? 0 };
  }

  async kept(): Promise<OutboxRow> {
    return (await this.soon(this.at.db.outbox.toArray())).find(({ op_id }) => op_id === this.opId)!;
  }

  /** What the person sees of it among what waits for their word. */
  async seen(): Promise<Attention | undefined> {
    const facts = await this.facts();
    return attentionOf(facts, project(facts, this.time.now), this.time.now, new Set()).find(
      ({ key }) => key === this.opId,
    );
  }

  /** What the screens are made of, with the operation laid over it. */
  async facts(): Promise<Facts> {
    const outbox = await this.soon(this.at.db.outbox.toArray());
    const rows: Loaded["rows"] = new Map([["terms", [row("terms", "t", TERMS)]]]);
    return factsOf({ rows, outbox, meta: new Map() }, "anna", ZONE);
  }
}

/** What the server says of a type that met another word. */
export function metAnother({ code, theirs }: Row): Partial<OpResult> {
  if (!theirs) return { status: "rejected", code: code! };
  return { status: "conflict", code: code!, current: { version: 2, ...theirs }, fields: Object.keys(theirs) };
}
