/** A calm world with one server and the devices that a story needs. */
import { createHash } from "node:crypto";
import type { Draft } from "../../../../pwa/src/device/operations";
import { Chance } from "./chance";
import { Device, type Page, type Plant } from "./device";
import { Network, Sessions } from "./network";
import { ModelServer } from "./server";
import { Time } from "./time";

export class Scene {
  readonly time = new Time();
  readonly chance = new Chance(7);
  readonly server = new ModelServer();
  readonly network = new Network(this.time, this.chance, this.server, new Sessions(this.time, this.chance));

  device(name = "phone", plant?: Plant): Device {
    const device = new Device(name, this.network, this.chance, plant);
    const before = this.server.poked;
    this.server.poked = (owner) => {
      before(owner);
      this.time.after(50, () => device.poke(owner));
    };
    return device;
  }

  /** Signed in, with one page open and everything pulled. */
  async page(device: Device, person = "anna"): Promise<Page> {
    device.signIn(person);
    const page = await this.soon(device.open(person));
    await this.time.run(2_000);
    return page;
  }

  /** Work on the disk, while the clock stands. */
  async soon<T>(work: Promise<T>): Promise<T> {
    await this.time.settle();
    return work;
  }

  async statuses(page: Page): Promise<string[]> {
    const rows = await this.soon(page.db.outbox.orderBy("n").toArray());
    return rows.map((row) => (row.waits ? `${row.status} (${row.waits})` : row.status));
  }

  punch(note = "", person = "anna"): Draft {
    const entity = { type: "punch", id: this.chance.uuid() };
    return {
      type: "punch.record",
      subject: person,
      entity,
      body: { kind: "in", note },
      journal: { key: "k", params: {} },
    };
  }

  entry(person = "anna"): Draft {
    const entity = { type: "entry", id: this.chance.uuid() };
    const body = { note: "", start: this.time.now, end: null };
    return { type: "entry.create", subject: person, entity, body, journal: { key: "k", params: {} } };
  }

  /** A receipt that names files of these sizes; each is of its own. */
  receipt(sizes: readonly number[], person = "anna"): Draft {
    const files = sizes.map((size) => {
      const bytes = new Uint8Array(size).map(() => this.chance.below(256));
      const hash = createHash("sha256").update(bytes).digest("hex");
      return { hash, bytes: bytes.buffer, small: new ArrayBuffer(10) };
    });
    const body = { files: files.map(({ hash }) => hash) };
    const entity = { type: "receipt", id: this.chance.uuid() };
    return { type: "receipt.save", subject: person, entity, body, files, journal: { key: "k", params: {} } };
  }

  edit(id: string, note: string, person = "anna"): Draft {
    const entity = { type: "entry", id };
    return {
      type: "entry.edit",
      subject: person,
      entity,
      body: { set: { note } },
      base: "on_top",
      journal: { key: "k", params: {} },
    };
  }
}
