/** Decides when to send and when to pull. Correctness rests on the operations' ids; this only saves time and traffic. */
import type { LeimaDb } from "../device/db";
import { patience } from "./backoff";
import { Custody } from "./custody";
import { dropOldFiles, Files } from "./files";
import { Outbox } from "./outbox";
import { Poke } from "./poke";
import type { Message, Ports } from "../device/ports";
import { Puller } from "./puller";
import { drop, redo } from "./redo";
import { type Kept, Rescue } from "./rescue";
import { type Outcome, Sender } from "./sender";
import { Refused, type Session, SessionGone } from "./session";
import type { Draft } from "../device/operations";
import { Uploads } from "./uploads";

const HEARTBEAT_MS = 30_000;
const LOCK_PATIENCE_MS = 10_000;

export interface Told {
  /** Something on the disk changed, here or in another tab. */
  changed(): void;
  /** The state of the team changed on the server. */
  team(): void;
  /** Who this device may see has changed, its person's roles perhaps too. */
  viewChanged?(): void;
  /** An exchange with the server worked, or it did not answer. */
  reached(online: boolean): void;
  /** Whether the server wants a newer app than this before it is asked for anything new. */
  outdated(yes: boolean): void;
}

/** The parts, so that a test can put a broken one in its place. */
export interface Parts {
  outbox: Outbox;
  custody: Custody;
  sender: Sender;
  files: Files;
  puller: Puller;
  rescue: Rescue;
}

export function partsOf(db: LeimaDb, person: string, device: string, session: Session, ports: Ports): Parts {
  const outbox = new Outbox(db, person, ports);
  const custody = new Custody(db, outbox, session, ports);
  const sender = new Sender(outbox, session, custody, ports, device);
  const files = new Files(outbox, session, ports);
  const puller = new Puller(db, outbox, session);
  return { outbox, custody, sender, files, puller, rescue: new Rescue(db, outbox, ports) };
}

export class Engine {
  readonly poke: Poke;
  readonly uploads: Uploads;
  private running: Promise<void> | null = null;
  private again = false;
  private wantPull = true;
  private wantHello = true;
  private pullFailures = 0;
  /** What holds the next try back: nothing, our own patience, or the server's Retry-After. */
  private hold: "none" | "soft" | "hard" = "none";
  private endHold: () => void = () => {};
  private endBeat: () => void = () => {};
  private stopped = false;
  private readonly endings: (() => void)[] = [];

  constructor(
    readonly parts: Parts,
    readonly session: Session,
    readonly ports: Ports,
    readonly person: string,
    readonly told: Told,
  ) {
    this.poke = new Poke(ports, session, () => this.pull());
    this.uploads = new Uploads(parts.files, ports, () => {
      this.changed();
      this.kick();
    });
  }

  /** Hears the other tabs from now on: before the disk is read, so that no change falls between the two. */
  listen(): void {
    if (this.endings.length === 0) this.endings.push(this.ports.listen((message) => this.hear(message)));
  }

  async start(): Promise<void> {
    this.listen();
    await this.parts.outbox.recover();
    await this.parts.rescue.bringHome();
    this.beat();
    this.wake();
    this.poke.start();
    await dropOldFiles(this.parts.outbox.db).catch(() => 0);
  }

  stop(): void {
    this.stopped = true;
    this.poke.stop();
    this.endHold();
    this.uploads.stop();
    this.endBeat();
    for (const end of this.endings) end();
  }

  /** Keeps an intent, then sends it. Resolves when it is on the disk, whatever the network does. */
  async enqueue(draft: Draft): Promise<Kept> {
    const kept = await this.parts.rescue.keep(draft);
    if (kept.how !== "failed") this.changed();
    this.kick();
    return kept;
  }

  /** Makes a refused operation anew; `failed` when the disk did not take it. */
  async redo(opId: string, body?: Draft["body"]): Promise<Kept["how"]> {
    const done = await redo(this.parts.outbox, opId, body).catch(() => false);
    this.changed();
    this.kick();
    return done ? "saved" : "failed";
  }

  /** Lets a refused operation go; false when there is none of that id. */
  async drop(opId: string): Promise<boolean> {
    const done = await drop(this.parts.outbox, opId);
    if (done) this.changed();
    return done;
  }

  /** Sends what waits, unless a hold says later. */
  kick = (): void => {
    if (this.stopped) return;
    this.again = true;
    this.running ??= this.run().finally(() => {
      this.running = null;
      if (this.again && this.hold === "none") this.kick();
    });
  };

  pull(): void {
    this.wantPull = true;
    this.kick();
  }

  /** The network or the person is back: our own patience ends, the server's Retry-After does not. */
  wake(): void {
    if (this.hold === "soft") this.release();
    this.uploads.wake();
    this.poke.wake();
    this.pull();
  }

  /** The page came to the front: this tab listens from now on. */
  foreground(): void {
    if (!this.poke.connected) this.poke.start(true);
    // The server may have become another one meanwhile.
    this.wantHello = true;
    this.wake();
  }

  /** After a sign-in of the same person: everything that waited goes. */
  resume(): void {
    this.release();
    this.uploads.release();
    this.poke.stop();
    this.poke.start();
    this.pull();
  }

  /** Resolves when nothing more can be done for now. For tests and the service worker. */
  async idle(): Promise<void> {
    await this.uploads.idle();
    while (this.running) await this.running;
  }

  private async run(): Promise<void> {
    while (this.again && this.hold === "none" && !this.stopped) {
      this.again = false;
      if (this.session.status !== "signed_in") return;
      try {
        await this.cycle();
        this.pullFailures = 0;
      } catch (error) {
        this.failed(error);
      }
    }
  }

  private async cycle(): Promise<void> {
    const outcome = await this.send();
    if (outcome.answered > 0) {
      this.wantPull = true;
      this.changed();
    }
    if (outcome.kind === "auth") return;
    if (outcome.kind === "later") this.holdFor(outcome.wait, outcome.hard);
    if (outcome.kind === "later" && !outcome.reached) return this.told.reached(false);
    if (this.wantHello) await this.hello();
    if ((await this.parts.custody.reconcile()) > 0) this.again = true;
    if (this.wantPull && !this.parts.custody.outdated) await this.pullNow();
    this.told.reached(true);
  }

  private async send(): Promise<Outcome> {
    const { outbox, sender, rescue } = this.parts;
    await rescue.bringHome();
    if ((await outbox.unsent()) === 0) return { kind: "empty", answered: 0 };
    this.uploads.kick();
    return this.ports.lock("send", (held) => sender.flush(held), { patience: LOCK_PATIENCE_MS });
  }

  private async hello(): Promise<void> {
    await this.parts.custody.hello();
    this.wantHello = false;
    this.told.outdated(this.parts.custody.outdated);
  }

  private async pullNow(): Promise<void> {
    this.wantPull = false;
    try {
      const pulled = await this.ports.lock("pull", () => this.parts.puller.pull(), { patience: LOCK_PATIENCE_MS });
      if (pulled.reset) {
        this.askAgain();
        this.told.viewChanged?.();
      }
      if (pulled.team) this.team();
      if (pulled.moved || pulled.reset) this.changed();
    } catch (error) {
      this.wantPull = true;
      throw error;
    }
  }

  /** Another view or another epoch: the greeting tells which. */
  private askAgain(): void {
    this.wantHello = true;
    this.again = true;
  }

  private failed(error: unknown): void {
    if (error instanceof SessionGone) return;
    this.pullFailures += 1;
    const retryAfter = error instanceof Refused ? error.retryAfter : null;
    this.told.reached(error instanceof Refused);
    this.holdFor(patience(this.pullFailures, this.ports, retryAfter), retryAfter !== null);
  }

  private holdFor(wait: number, hard: boolean): void {
    this.endHold();
    this.hold = hard ? "hard" : "soft";
    this.endHold = this.ports.after(wait, () => {
      this.release();
      this.pull();
    });
  }

  private release(): void {
    this.endHold();
    this.endHold = () => {};
    this.hold = "none";
  }

  /** Every half minute: what is unsent is tried, and without a poke stream the server is asked. */
  private beat(): void {
    if (this.stopped) return;
    this.endBeat = this.ports.after(HEARTBEAT_MS, () => this.beat());
    if (!this.poke.connected) this.pull();
    else void this.parts.outbox.unsent().then((count) => count > 0 && this.kick(), this.kick);
  }

  private hear(message: Message): void {
    if (!("person" in message) || message.person !== this.person) return;
    if (message.kind === "changed") this.told.changed();
    if (message.kind === "team") this.told.team();
    if (message.kind === "kick") this.kick();
  }

  private changed(): void {
    this.told.changed();
    this.ports.post({ kind: "changed", person: this.person });
  }

  private team(): void {
    this.told.team();
    this.ports.post({ kind: "team", person: this.person });
  }
}
