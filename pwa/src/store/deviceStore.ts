/** Keeps the signals true for the person who is signed in on this device. */
import { batch } from "@preact/signals";
import type { Ports } from "../device/ports";
import type { SessionStatus } from "../sync/session";
import type { OutboxRow } from "../device/operations";
import { attentionOf } from "./attention/view";
import { yieldToMain } from "./yieldToMain";
import type { StoreContext } from "./context";
import type { AllFacts } from "./features";
import { readChoice } from "./punches/choice";
import { localDate, minuteOf } from "./clock";
import { type Marker, NOBODY, readMarker, writeMarker } from "./marker";
import { factsOf, READ } from "./factsOf";
import { type Loaded, load, openExisting } from "../device/load";
import type { Waits } from "./notices/types";
import type { TodayView } from "./punches/types";
import type { JournalRow, SyncState } from "./types";
import { type Projection, project } from "./project";
import { shiftDate } from "../device/rows";
import type { Running } from "./running";
import { NONE_WAIT, type Signals, isOnline, sessionOf, setIfChanged } from "./signals";
import { syncState } from "./syncState";
import { balancesView } from "./balances/view";
import { todayView } from "./punches/view";

/** Days around today that the first paint reads, and the whole view after it. */
const NEAR = { back: 9, ahead: 9 };
const WHOLE = { back: 70, ahead: 400 };

export class DeviceStore implements StoreContext<AllFacts> {
  marker: Marker;
  facts: AllFacts | null = null;
  projection: Projection | null = null;
  /** The part with the engine; it is fetched after the first paint. */
  running: Promise<Running> | null = null;
  online = isOnline();
  storage: SyncState["storage"] = "ok";
  updateReady = false;
  /** The server wants a newer app than this. */
  private outdated = false;
  /** The ids of the punches or orders that were made last on this page. */
  lastMade: string[] = [];
  /** Somebody was signed in here before: their database must carry its mark. */
  expectsTwin = false;
  private whole = false;
  private back = WHOLE.back;
  private idb: IDBDatabase | null = null;
  private rescued: () => OutboxRow[] = () => [];
  private readNews: (() => Promise<{ journal: JournalRow[]; waits: Waits }>) | null = null;
  private painting: Promise<void> | null = null;
  private dirty = false;
  private endTick: () => void = () => {};

  constructor(
    readonly ports: Ports,
    readonly signals: Signals,
    private readonly database: (person: string) => string,
    private readonly openEngine: (store: DeviceStore, person: string) => Promise<Running>,
  ) {
    this.marker = readMarker(ports.pocket);
  }

  /** First paint: one read of the disk, no network, no engine. False when this person has no database here. */
  async open(person: string): Promise<boolean> {
    this.idb = await openExisting(this.database(person));
    if (!this.idb) return false;
    await this.paint(NEAR);
    this.tick();
    return true;
  }

  /** Brings the engine for this person, once. */
  engine(): Promise<Running> {
    if (!this.marker.person) return Promise.reject(new Error("nobody is signed in"));
    this.running ??= this.openEngine(this, this.marker.person);
    return this.running;
  }

  /** The engine stands: from here on every view is whole. */
  async engineStarted(running: Running): Promise<void> {
    this.rescued = () => running.engine.parts.rescue.copies().map((copy) => copy.row);
    this.readNews = async () => ({
      journal: await running.journal(),
      waits: await running.waits(this.facts?.pending ?? []),
    });
    this.idb ??= await openExisting(this.database(running.person));
    this.whole = true;
    await this.refresh();
    this.tick();
  }

  /** Reads the disk again, once however often it is asked for meanwhile. */
  refresh(): Promise<void> {
    this.dirty = true;
    this.painting ??= this.repaint().finally(() => {
      this.painting = null;
    });
    return this.painting;
  }

  /** Reads back to `date`, when somebody looks at older days than the views need. */
  async readBackTo(date: string): Promise<void> {
    const today = localDate(this.ports.now(), this.marker.zone);
    const back = Math.ceil((Date.parse(today) - Date.parse(date)) / 86_400_000) + 3;
    if (back <= this.back) return;
    this.back = back;
    await this.refresh();
  }

  private async repaint(): Promise<void> {
    while (this.dirty) {
      this.dirty = false;
      await this.paint(this.whole ? { ...WHOLE, back: this.back } : NEAR);
      if (!this.readNews) continue;
      const { journal, waits } = await this.readNews();
      batch(() => {
        this.signals.journal.value = journal;
        setIfChanged(this.signals.waits, waits);
      });
    }
  }

  private async paint(span: { back: number; ahead: number }): Promise<void> {
    const { marker } = this;
    if (!this.idb || !marker.person) return;
    const loaded = await this.read(marker.person, span);
    const idb = this.idb;
    const left = () => this.idb !== idb || this.marker.person !== marker.person;
    if (!loaded || left()) return;
    const rescued = this.rescued();
    const facts = factsOf(loaded, marker.person, this.marker.zone, rescued);
    await yieldToMain();
    if (!left()) this.take(facts, rescued);
  }

  /** Reads the disk. A newer tab may have closed our database to upgrade it: then it is opened again, and waits for that. */
  private async read(person: string, span: { back: number; ahead: number }): Promise<Loaded | null> {
    const today = localDate(this.ports.now(), this.marker.zone);
    const dates = [shiftDate(today, -span.back), shiftDate(today, span.ahead)] as const;
    const idb = this.idb!;
    try {
      return await load(idb, READ, ...dates);
    } catch (error) {
      if ((error as DOMException).name !== "InvalidStateError" || this.idb !== idb) throw error;
    }
    const again = await openExisting(this.database(person));
    if (this.idb !== idb) again?.close();
    else this.idb = again;
    return this.idb ? load(this.idb, READ, ...dates) : null;
  }

  private take(facts: AllFacts, rescued: OutboxRow[]): void {
    this.facts = facts;
    if (rescued.length > 0) this.storage = "rescued";
    else if (this.storage === "rescued") this.storage = "ok";
    this.compute();
  }

  /** Works the views out anew at this minute, from what is in memory. */
  compute(): void {
    const { facts, ports, signals } = this;
    if (!facts) return;
    const now = ports.now();
    const projection = project(facts, now);
    this.projection = projection;
    const choice = readChoice(ports.pocket, facts.person);
    const closed = new Set(JSON.parse(ports.pocket.get(`leima.closed.${facts.person}`) ?? "[]") as string[]);
    batch(() => {
      this.showToday(todayView(facts, projection, now, choice));
      // The screens of days and months read anew with each of these: it is told every time.
      signals.balances.value = balancesView(facts, projection, this.whole);
      setIfChanged(signals.attention, attentionOf(facts, projection, now, closed));
      this.showSyncState();
    });
  }

  /** Within a minute nothing of the first screen moves by itself. */
  private showToday(view: TodayView): void {
    const { today } = this.signals;
    const before = today.peek();
    const same = before !== null && minuteOf(before.now) === minuteOf(view.now);
    setIfChanged(today, same ? { ...view, now: before.now } : view);
  }

  /** The chip alone, when only the network or the app changed. */
  showSyncState(): void {
    const { online, storage, updateReady, outdated } = this;
    const rest = { online: online && isOnline(), storage, updateReady, outdated };
    setIfChanged(this.signals.sync, syncState(this.facts?.pending ?? [], rest));
  }

  setOnline(online: boolean): void {
    if (this.online === online) return;
    this.online = online;
    this.showSyncState();
  }

  setOutdated(yes: boolean): void {
    if (this.outdated === yes) return;
    this.outdated = yes;
    this.showSyncState();
  }

  setMarker(marker: Marker): void {
    this.marker = marker;
    writeMarker(this.ports.pocket, marker);
    this.signals.session.value = sessionOf(marker);
  }

  setSession(status: SessionStatus): void {
    if (!this.marker.person || this.marker.status === status) return;
    this.setMarker({ ...this.marker, status });
  }

  /** Nobody is signed in: the screens forget, the disk keeps what the engine left there. */
  async forgetPerson(): Promise<void> {
    const running = await this.running?.catch(() => null);
    running?.stop();
    this.running = null;
    this.whole = false;
    this.readNews = null;
    this.rescued = () => [];
    this.endTick();
    this.idb?.close();
    this.idb = null;
    this.facts = this.projection = null;
    this.storage = "ok";
    batch(() => {
      this.setMarker(NOBODY);
      const { today, balances, attention, journal, team, waits } = this.signals;
      today.value = balances.value = team.value = null;
      attention.value = [];
      journal.value = [];
      waits.value = NONE_WAIT;
      this.showSyncState();
    });
  }

  private tick(): void {
    this.endTick();
    const wait = 60_000 - (this.ports.now() % 60_000) + 20;
    this.endTick = this.ports.after(wait, () => {
      this.compute();
      this.tick();
    });
  }
}
