/** A phone or a browser: one storage, several pages that can be killed at any moment, one clock that may be wrong. */
import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { LeimaDb } from "../../../../pwa/src/device/db";
import { Engine, type Parts, partsOf } from "../../../../pwa/src/sync/engine";
import type { Message, Pocket, Ports } from "../../../../pwa/src/device/ports";
import { Session } from "../../../../pwa/src/sync/session";
import type { Chance } from "./chance";
import type { Network } from "./network";

/** Puts a broken part in place of a sound one. */
export type Plant = (parts: Parts, ports: Ports, db: LeimaDb) => Parts;

export interface Page {
  person: string;
  db: LeimaDb;
  engine: Engine;
  session: Session;
  dead: boolean;
  died: Promise<void>;
  die: () => void;
}

export class Device {
  readonly factory = new IDBFactory();
  pages: Page[] = [];
  online = true;
  readonly users = new Set<string>();
  /** Whose session the browser's cookie carries. */
  cookie: string | null = null;
  skew = 0;
  private readonly pocketed = new Map<string, string>();
  private readonly ears = new Set<{ page: number; hear: (message: Message) => void }>();
  private readonly streams = new Set<{ person: string; line: (text: string) => void; end: () => void }>();
  private readonly held = new Map<string, Promise<unknown>>();
  private pageCount = 0;

  constructor(
    readonly name: string,
    readonly network: Network,
    readonly chance: Chance,
    readonly plant: Plant = (parts) => parts,
    /** Some browsers have no locks; nothing may depend on them. */
    readonly locks = true,
    readonly dbName: (person: string) => string = (person) => person,
  ) {}

  database(person: string): LeimaDb {
    return new LeimaDb(this.dbName(person), { indexedDB: this.factory, IDBKeyRange });
  }

  async open(person: string): Promise<Page> {
    this.users.add(person);
    const db = this.database(person);
    await db.open();
    const page = { person, db, dead: false } as Page;
    page.died = new Promise((resolve) => (page.die = resolve));
    const ports = this.ports(page);
    page.session = new Session(ports, person);
    const parts = this.plant(partsOf(db, person, this.name, page.session, ports), ports, db);
    page.engine = new Engine(parts, page.session, ports, person, {
      changed() {},
      team() {},
      reached() {},
      outdated() {},
    });
    this.pages.push(page);
    await page.engine.start().catch(() => {});
    return page;
  }

  /** SIGKILL: no goodbye. What was committed is there, what was not is not. */
  kill(page: Page): void {
    page.dead = true;
    page.die();
    page.engine.stop();
    page.db.close();
    this.pages = this.pages.filter((other) => other !== page);
  }

  signIn(person: string): void {
    this.cookie = person;
    for (const page of this.pages) {
      if (page.person !== person) continue;
      page.session.signedIn(this.network.sessions.grant(person) as Parameters<Session["signedIn"]>[0]);
      page.engine.resume();
    }
  }

  poke(person: string): void {
    for (const stream of this.streams) if (stream.person === person && this.online) stream.line("poke");
  }

  goOffline(): void {
    this.online = false;
    for (const stream of this.streams) stream.end();
  }

  goOnline(): void {
    this.online = true;
    for (const page of this.pages) page.engine.wake();
  }

  private ports(page: Page): Ports {
    const { network, chance } = this;
    const { time } = network;
    const me = (this.pageCount += 1);
    const started = time.now;
    const alive = <T>(promise: Promise<T>) =>
      new Promise<T>((resolve, reject) => {
        promise.then(
          (value) => !page.dead && resolve(value),
          (error: unknown) => !page.dead && reject(error as Error),
        );
      });
    return {
      now: () => time.now + this.skew,
      mono: () => ({ boot: `${this.name}.${me}`, ms: time.now - started }),
      zone: () => ({ tz: "Europe/Helsinki", offset_min: 120 }),
      random: () => chance.next(),
      uuid: () => chance.uuid(),
      after: (ms, work) => time.after(ms, () => !page.dead && work()),
      http: (request) => alive(network.send(request, this.online, () => this.cookie)),
      stream: (_path, _headers, line, stop) => alive(this.listenTo(page.person, line, stop)),
      lock: (name, work, options) => this.lock(name, work, page, options?.patience),
      post: (message) => {
        for (const ear of [...this.ears]) if (ear.page !== me) time.after(1, () => ear.hear(message));
      },
      listen: (hear) => {
        const ear = { page: me, hear: (message: Message) => !page.dead && hear(message) };
        this.ears.add(ear);
        return () => this.ears.delete(ear);
      },
      pocket: this.pocket(page),
    };
  }

  private listenTo(person: string, line: (text: string) => void, stop: AbortSignal): Promise<number> {
    return new Promise((resolve, reject) => {
      if (!this.online) return reject(new Error("no network"));
      const stream = { person, line, end: () => finish() };
      const finish = () => {
        this.streams.delete(stream);
        resolve(200);
      };
      stop.addEventListener("abort", finish);
      this.streams.add(stream);
      const alive = () => {
        if (!this.streams.has(stream)) return;
        line("");
        this.network.time.after(25_000, alive);
      };
      alive();
    });
  }

  private async lock<T>(name: string, work: (held: boolean) => Promise<T>, page: Page, patience?: number): Promise<T> {
    if (!this.locks) return work(false);
    const before = this.held.get(name) ?? Promise.resolve();
    const impatient = new Promise<boolean>((resolve) => {
      if (patience !== undefined) this.network.time.after(patience, () => resolve(false));
    });
    const held = await Promise.race([before.then(() => true), impatient]);
    const result = work(held);
    this.held.set(name, Promise.race([result.catch(() => {}), page.died]));
    return result;
  }

  private pocket(page: Page): Pocket {
    return {
      get: (key) => this.pocketed.get(key) ?? null,
      set: (key, value) => {
        if (page.dead) throw new Error("this page is no more");
        this.pocketed.set(key, value);
      },
      remove: (key) => void this.pocketed.delete(key),
      keys: () => [...this.pocketed.keys()],
    };
  }
}
