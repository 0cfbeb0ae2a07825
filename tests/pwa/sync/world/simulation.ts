/** One seed, one story: people, phones and a browser over a network that loses things, then peace, then the questions. */
import type { Draft, OutboxRow } from "../../../../pwa/src/device/operations";
import { Chance } from "./chance";
import { Device, type Page, type Plant } from "./device";
import { CALM, Network, Sessions } from "./network";
import { ModelServer } from "./server";
import { Time } from "./time";

export interface Made {
  opId: string;
  sealed: string;
  person: string;
  device: Device;
  /** Chained edits of an entry that nobody else edits. */
  alone: boolean;
}

export interface Planted {
  device?: Plant;
  server?: (chance: Chance) => ModelServer;
  /** All people of a phone in one database. */
  shared?: boolean;
}

const PEOPLE = ["anna", "ben"] as const;
const ACTS = 22;

export class Simulation {
  readonly time = new Time();
  readonly chance: Chance;
  readonly server: ModelServer;
  readonly network: Network;
  readonly devices: Device[];
  readonly made: Made[] = [];
  /** Intents whose page died before it could say "saved": the server may get them all the same. */
  deaths = 0;
  private entries: { id: string; device: Device; person: string }[] = [];

  constructor(seed: number, planted: Planted = {}) {
    this.chance = new Chance(seed);
    this.server = planted.server?.(this.chance) ?? new ModelServer();
    this.server.pageSize = this.chance.of([2, 5, 500]);
    this.server.busy = () => this.network.weather !== CALM && this.chance.happens(0.05);
    this.network = new Network(this.time, this.chance, this.server, new Sessions(this.time, this.chance));
    this.network.maxOps = this.chance.of([1, 3, 1000]);
    const locks = this.chance.happens(0.6);
    const name = planted.shared ? () => "everybody" : undefined;
    this.devices = ["phone", "browser", "bens"].map(
      (label) => new Device(label, this.network, this.chance, planted.device, locks, name),
    );
    this.server.poked = (owner) => {
      for (const device of this.devices) this.time.after(this.chance.below(300), () => device.poke(owner));
    };
  }

  async run(): Promise<void> {
    await this.begin();
    for (let act = 0; act < ACTS; act += 1) {
      await this.act();
      await this.time.run(this.chance.happens(0.5) ? this.chance.below(500) : this.chance.below(25_000));
    }
    await this.heal();
  }

  private async begin(): Promise<void> {
    for (const [index, device] of this.devices.entries()) {
      const person = index === 2 ? "ben" : "anna";
      device.signIn(person);
      await this.inTime(device.open(person));
    }
  }

  /** Things that need the disk go on while the clock stands. */
  private async inTime<T>(work: Promise<T>): Promise<T> {
    await this.time.settle();
    return work;
  }

  private async act(): Promise<void> {
    const { chance } = this;
    const device = chance.of(this.devices);
    const page = device.pages.length > 0 ? chance.of(device.pages) : null;
    const roll = chance.below(100);
    if (roll < 38)
      return page ? this.intend(device, page) : void (await this.inTime(device.open(this.someone(device))));
    if (roll < 50) return this.weather();
    if (roll < 60) return device.online ? device.goOffline() : device.goOnline();
    if (roll < 74) return page ? this.kill(device, page) : undefined;
    if (roll < 82) return void (await this.inTime(device.open(this.someone(device))));
    if (roll < 86) device.skew += chance.of([-7_200_000, -60_000, 60_000, 10_800_000, 90_000_000]);
    else if (roll < 90) this.expire(device);
    else if (roll < 93) device.signIn(this.someone(device));
    else if (roll < 95) this.server.backup();
    else if (roll < 97) this.server.restore();
    else if (roll < 98) this.server.changeView("anna");
    else if (page) void page.engine.parts.sender.flush().catch(() => {}); // the service worker wakes up
  }

  private someone(device: Device): string {
    return device.name === "phone" && this.chance.happens(0.25) ? "ben" : device.name === "bens" ? "ben" : "anna";
  }

  private expire(device: Device): void {
    if (device.cookie) this.network.sessions.end(device.cookie);
    device.cookie = null;
  }

  private weather(): void {
    const { chance } = this;
    const rough = () => chance.of([0, 0, 0.1, 0.4]);
    const kind = { dropped: rough(), doubled: rough(), replyLost: rough(), broken: rough(), limited: rough() / 2 };
    this.network.weather = chance.happens(0.2) ? CALM : kind;
  }

  private async kill(device: Device, page: Page): Promise<void> {
    if (this.chance.happens(0.5)) {
      this.intend(device, page);
      this.deaths += 1;
    }
    if (this.chance.happens(0.5)) page.engine.pull();
    for (let event = this.chance.below(8); event > 0; event -= 1) {
      await this.time.settle();
      this.time.fire();
    }
    await this.time.steps(this.chance.below(14));
    device.kill(page);
    if (this.chance.happens(0.7)) await this.inTime(device.open(page.person));
  }

  /** Somebody does something; once the phone has said "saved" it may never be lost. */
  private intend(device: Device, page: Page): void {
    const draft = this.draft(device, page.person);
    const alone = draft.type === "entry.edit" || draft.type === "entry.create";
    void page.engine.enqueue(draft).then(
      ({ row }) => {
        if (row && !page.dead) this.saved(row, page.person, device, alone);
      },
      () => {},
    );
  }

  private saved(row: OutboxRow, person: string, device: Device, alone: boolean): void {
    this.made.push({ opId: row.op_id, sealed: row.sealed, person, device, alone });
    if (row.type === "entry.create") this.entries.push({ id: row.entity_id, device, person });
  }

  private draft(device: Device, person: string): Draft {
    const { chance } = this;
    const own = this.entries.filter((entry) => entry.device === device && entry.person === person);
    const journal = { key: "journal.test", params: {} };
    if (own.length > 0 && chance.happens(0.45)) {
      const body = { set: { note: `n${chance.below(1000)}` } };
      return {
        type: "entry.edit",
        subject: person,
        entity: { type: "entry", id: chance.of(own).id },
        body,
        base: "on_top",
        journal,
      };
    }
    if (chance.happens(0.25)) {
      const entity = { type: "entry", id: chance.uuid() };
      return {
        type: "entry.create",
        subject: person,
        entity,
        body: { note: "", start: this.time.now, end: null },
        journal,
      };
    }
    const odd = { 0: "invalid", 1: "newer", 2: "poison500", 3: "poison400" }[chance.below(24)] ?? "";
    const body = { kind: chance.of(["in", "out"]), note: odd };
    return { type: "punch.record", subject: person, entity: { type: "punch", id: chance.uuid() }, body, journal };
  }

  /** The weather clears, everybody comes back, one after the other where they share a phone. */
  private async heal(): Promise<void> {
    this.network.weather = CALM;
    for (const device of this.devices) {
      for (const page of [...device.pages]) device.kill(page);
      device.online = true;
    }
    for (const person of PEOPLE) {
      for (const device of this.devices) device.cookie = person;
      const opened = this.devices.filter((device) => device.users.has(person));
      for (const device of opened) await this.inTime(device.open(person));
      await this.peace(person);
      for (const device of opened) for (const page of [...device.pages]) device.kill(page);
    }
  }

  /** Until everything of this person's that can be sent is on the server, and a while more for the last pulls. */
  private async peace(person: string): Promise<void> {
    for (let minutes = 0; minutes < 12; minutes += 1) {
      const open = this.made.some((made) => made.person === person && !this.server.state.receipts.has(made.opId));
      if (!open) break;
      await this.time.run(60_000);
    }
    await this.time.run(40_000);
  }
}
