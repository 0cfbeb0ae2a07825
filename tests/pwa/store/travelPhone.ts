/** Anna's phone with her travel claims: its disk outlives every killing of the app, and there is no network. */
import { LeimaDb } from "../../../pwa/src/device/db";
import type { Draft, OutboxRow } from "../../../pwa/src/device/operations";
import type { StoreContext } from "../../../pwa/src/store/context";
import { travelActs } from "../../../pwa/src/store/travel/acts";
import { emptyTrip } from "../../../pwa/src/store/travel/facts";
import type { ClaimFact, TravelActs, TripBody } from "../../../pwa/src/store/travel/types";
import { Outbox } from "../../../pwa/src/sync/outbox";
import { redo } from "../../../pwa/src/sync/redo";
import { Chance } from "../sync/world/chance";
import { at, row, TERMS, ZONE } from "./anna";

export const CLAIM = "10000000-0000-7000-8000-000000000001";
export const TRIP = "20000000-0000-7000-8000-000000000001";
export const HEAD = { title: "", cost_centre: null, advance_cents: 0, note: "" };
/** Two days by car, a passenger and one free lunch. */
export const TURKU: TripBody = {
  ...emptyTrip(CLAIM, ZONE),
  purpose: "Asiakastapaaminen",
  destination: "Turku",
  start: "2026-03-02T08:00",
  end: "2026-03-03T14:30",
  km_from_workplace: 160,
  km_from_home: 150,
  free_meals: [1, 0],
  nights: [{ date: "2026-03-02", lodging: "receipt" }],
  kilometres: [{ date: "2026-03-02", vehicle: "car", km: 320, passengers: 1, with: [], forest_km: 0 }],
};

export let db: LeimaDb;
let now: number;

/** A phone with nothing on it, at noon. */
export async function newPhone(): Promise<void> {
  now = at("12:00");
  db = new LeimaDb("anna");
  await db.open();
}

/** Puts the phone's clock. */
export function clockShows(clock: number): void {
  now = clock;
}

const chance = new Chance(41);

/** The app as it stands after it has been opened: what there is on the disk, and no network. */
export class Phone {
  readonly acts: TravelActs;
  readonly outbox: Outbox;
  facts: { pending: OutboxRow[]; terms: object[] } = { pending: [], terms: [] };
  terms: object[] = [{ ...TERMS }];
  storage = "ok";
  private readonly store: StoreContext;

  constructor(person = "anna") {
    const ports = {
      now: () => now,
      mono: () => ({ boot: "b", ms: 0 }),
      zone: () => ({ tz: ZONE, offset_min: 120 }),
      uuid: () => chance.uuid(),
      after: () => () => {},
    };
    this.outbox = new Outbox(db, person, ports as never);
    const told = async (opId: string, body?: Draft["body"]) =>
      (await redo(this.outbox, opId, body)) ? "saved" : "failed";
    const engine = { drop: async () => true, redo: told, parts: {} };
    const keep = async (draft: Draft) => ({ how: "saved", row: await this.outbox.enqueue(draft) });
    this.store = {
      ports,
      marker: { person, zone: ZONE },
      signals: { begun: { value: 0 } },
      engine: async () => ({ db, keep, engine }),
      refresh: () => this.refresh(),
      showSyncState: () => {},
    } as unknown as StoreContext;
    Object.defineProperty(this.store, "facts", { get: () => this.facts });
    this.acts = travelActs(this.store);
  }

  async refresh(): Promise<void> {
    const unconfirmed = ["acked", "attention", "queued", "sending"];
    const pending = await db.outbox.where("status").anyOf(unconfirmed).sortBy("n");
    this.facts = { pending, terms: this.terms };
  }

  async claim(id = CLAIM): Promise<ClaimFact> {
    await this.refresh();
    return (await this.acts.claim(id))!;
  }
}

/** The app is killed and opened again. */
export async function opensAgain(person = "anna"): Promise<Phone> {
  db.close();
  db = new LeimaDb("anna");
  await db.open();
  const phone = new Phone(person);
  await phone.refresh();
  return phone;
}

export async function pulled(type: string, id: string, data: object, version = 1, deleted = false): Promise<void> {
  await db.server_rows.put(row(type, id, { id, person: "anna", ...data }, { version, deleted }));
}

export const made = async () =>
  (await db.outbox.toArray()).map(({ type, entity_id, after, op_id }) => ({ type, entity_id, after, op_id }));
