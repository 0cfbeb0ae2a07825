import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { LeimaDb } from "../../../pwa/src/device/db";
import type { Draft, OutboxRow } from "../../../pwa/src/device/operations";
import { opened } from "../../../pwa/src/device/seal";
import type { StoreContext } from "../../../pwa/src/store/context";
import { travelActs } from "../../../pwa/src/store/travel/acts";
import { emptyTrip } from "../../../pwa/src/store/travel/facts";
import type { ClaimFact, TravelActs, TripBody } from "../../../pwa/src/store/travel/types";
import { Outbox } from "../../../pwa/src/sync/outbox";
import { Chance } from "../sync/world/chance";
import { at, row, TERMS, ZONE } from "./anna";

const CLAIM = "10000000-0000-7000-8000-000000000001";
const TRIP = "20000000-0000-7000-8000-000000000001";
const HEAD = { title: "", cost_centre: null, advance_cents: 0, note: "" };
/** Two days by car, a passenger and one free lunch. */
const TURKU: TripBody = {
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

let db: LeimaDb;
let now: number;
const chance = new Chance(41);

/** The app as it stands after it has been opened: what there is on the disk, and no network. */
class Phone {
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
    const engine = { drop: async () => true, parts: {} };
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
async function opensAgain(person = "anna"): Promise<Phone> {
  db.close();
  db = new LeimaDb("anna");
  await db.open();
  const phone = new Phone(person);
  await phone.refresh();
  return phone;
}

async function pulled(type: string, id: string, data: object, version = 1, deleted = false): Promise<void> {
  await db.server_rows.put(row(type, id, { id, person: "anna", ...data }, { version, deleted }));
}

const made = async () =>
  (await db.outbox.toArray()).map(({ type, entity_id, after, op_id }) => ({ type, entity_id, after, op_id }));

beforeEach(async () => {
  now = at("12:00");
  db = new LeimaDb("anna");
  await db.open();
});
afterEach(() => db.delete());

describe("a claim on the phone", () => {
  test("is worked out with no network, to the cent, with its lines, and stands after the app is killed", async () => {
    const phone = await opensAgain();
    await phone.acts.saveClaim(CLAIM, HEAD, [{ id: TRIP, body: TURKU }]);
    const claim = (await (await opensAgain()).acts.claims())[0]!;
    expect(claim.trips[0]!.worked.lines.map(({ kind, due_cents }) => [kind, due_cents])).toEqual([
      ["per_diem_full", 5400],
      ["per_diem_full", 5400],
      ["kilometre", 17600],
      ["kilometre_increment", 1280],
    ]);
    expect([claim.sums.due, claim.sums.total, claim.local, claim.status]).toEqual([29680, 29680, true, "draft"]);
    expect([claim.from, claim.until]).toEqual(["2026-03-02", "2026-03-03"]);
  });

  test("goes out in the order it was made, each act after those that it leans on, and never twice", async () => {
    let phone = await opensAgain();
    await phone.acts.saveClaim(CLAIM, HEAD, [{ id: TRIP, body: TURKU }]);
    phone = await opensAgain();
    await phone.acts.saveClaim(CLAIM, { ...HEAD, title: "Turku" }, [
      { id: TRIP, body: { ...TURKU, free_meals: [0, 0] } },
    ]);
    phone = await opensAgain();
    await phone.acts.submitClaim(await phone.claim());
    const ops = await made();
    expect(ops.map(({ type }) => type)).toEqual(["trip.save", "claim.save", "trip.save", "claim.submit"]);
    const [first, head, second, sent] = ops;
    expect(second!.after).toContain(first!.op_id);
    expect(sent!.after).toEqual(expect.arrayContaining([head!.op_id, second!.op_id]));

    const leased = await phone.outbox.claim(50, 1e6);
    phone = await opensAgain();
    await phone.outbox.recover();
    const again = await phone.outbox.claim(50, 1e6);
    expect(again.map(({ sealed }) => sealed)).toEqual(leased.map(({ sealed }) => sealed));
    expect(opened(again.at(-1)!).body).toEqual({ due_cents: 29680 });
  });

  test("that has not changed is not saved again", async () => {
    const phone = await opensAgain();
    await phone.acts.saveClaim(CLAIM, HEAD, [{ id: TRIP, body: TURKU }]);
    expect(await phone.acts.saveClaim(CLAIM, HEAD, [{ id: TRIP, body: TURKU }])).toBe("saved");
    expect(await made()).toHaveLength(1);
  });

  test("shows as sent as soon as it is, is taken back, and goes with all that is in it", async () => {
    const phone = await opensAgain();
    await phone.acts.saveClaim(CLAIM, HEAD, [{ id: TRIP, body: TURKU }]);
    await phone.acts.submitClaim(await phone.claim());
    expect([(await phone.claim()).status, (await phone.claim()).local]).toEqual(["submitted", true]);
    await phone.acts.withdrawClaim(await phone.claim());
    expect((await phone.claim()).status).toBe("draft");
    await phone.acts.removeClaim(await phone.claim());
    await phone.refresh();
    expect(await phone.acts.claims()).toEqual([]);
  });

  test("is the server's once it has answered: its sums, its status and its reason", async () => {
    const phone = await opensAgain();
    await phone.acts.saveClaim(CLAIM, HEAD, [{ id: TRIP, body: TURKU }]);
    await phone.acts.submitClaim(await phone.claim());
    await db.outbox.toCollection().modify({ status: "acked", version: 2 });
    const sums = {
      due_cents: 1,
      tax_free_cents: 1,
      taxable_cents: 0,
      expenses_cents: 4,
      total_cents: 5,
      to_pay_cents: 5,
    };
    await pulled("claim", CLAIM, { ...HEAD, ...sums, status: "returned", reason: "Kuitti puuttuu" }, 3);
    const worked = {
      lines: [],
      days: [],
      due_cents: 1,
      tax_free_cents: 1,
      taxable_cents: 0,
      refused: [],
      missing: [],
      faults: [],
    };
    await pulled("trip", TRIP, { ...TURKU, worked, terms: null }, 2);
    const claim = await phone.claim();
    expect([claim.status, claim.reason, claim.local, claim.sums.total]).toEqual([
      "returned",
      "Kuitti puuttuu",
      false,
      5,
    ]);
  });

  test("whose saving was refused lays nothing over what the server has", async () => {
    const phone = await opensAgain();
    await phone.acts.saveClaim(CLAIM, HEAD, [{ id: TRIP, body: TURKU }]);
    await db.outbox.toCollection().modify({ status: "attention" });
    await phone.refresh();
    expect(await phone.acts.claims()).toEqual([]);
  });

  test("counts the receipts that the person has paid, in euros, and less the advance", async () => {
    const phone = await opensAgain();
    await phone.acts.saveClaim(CLAIM, { ...HEAD, advance_cents: 5000 }, []);
    const receipt = { claim: CLAIM, trip: null, currency: "EUR", files: [], lines: [], paid_by: "self" };
    await pulled("receipt", "r1", { ...receipt, gross_cents: 1200, worked: { gross_eur_cents: 1200 } });
    await pulled("receipt", "r2", {
      ...receipt,
      gross_cents: 900,
      paid_by: "employer",
      worked: { gross_eur_cents: 900 },
    });
    await phone.outbox.enqueue({
      type: "receipt.save",
      subject: "anna",
      entity: { type: "receipt", id: "r3" },
      body: { ...receipt, gross_cents: 10000, currency: "SEK", rate_to_eur: "0.0875" },
      journal: { key: "k", params: {} },
    });
    const { sums, receipts } = await phone.claim();
    expect([receipts.length, sums.expenses, sums.toPay]).toEqual([3, 2075, -2925]);
  });

  test("follows the contract of its date: what the employer pays, and whom no per diem is paid to", async () => {
    const phone = await opensAgain();
    const usual = { payee: "employee", special_sector: false, travel_pay: null, travel_prices: null };
    const pay = { per_km_cents: 30, full_cents: 6000, partial_cents: null, foreign_cents: null };
    phone.terms = [
      {
        ...TERMS,
        travel: [
          { ...usual, from: "2026-01-01", travel_pay: pay },
          { ...usual, from: "2026-06-01", payee: "contractor" },
        ],
      },
    ];
    await phone.acts.saveClaim(CLAIM, HEAD, [{ id: TRIP, body: TURKU }]);
    const { sums } = await phone.claim();
    expect([sums.due, sums.taxable]).toEqual([6000 + 6000 + 9600 + 1280, 1200]);
    const { work } = await phone.acts.travelPreview();
    const told = work({ ...TURKU, start: "2026-06-02T08:00", end: "2026-06-02T20:00", nights: [], kilometres: [] });
    expect([told.terms.payee, told.worked.refused.map(({ rule }) => rule)]).toEqual([
      "contractor",
      ["travel_contractor"],
    ]);
  });

  test("takes the organisation's own rates over the tables, and no other claim's trips", async () => {
    const phone = await opensAgain();
    const rate = { key: "per_diem_full", from: "2026-01-01", until: "2026-12-31", value: 6000, source: "Oma päätös" };
    await pulled("travel_rate", "rate", rate);
    const other = { ...TURKU, claim: "another" };
    await phone.acts.saveClaim(CLAIM, HEAD, [{ id: TRIP, body: TURKU }]);
    await phone.acts.saveClaim("another", HEAD, [{ id: "t2", body: other }]);
    expect((await phone.claim()).sums.due).toBe(29680 + 1200);
  });
});

describe("a trip that begins now", () => {
  test("is a claim of its own with one tap, runs until it is ended, and ends at the minute", async () => {
    let phone = await opensAgain();
    await phone.acts.startTrip();
    phone = await opensAgain();
    const [running] = await phone.acts.claims();
    expect([running!.status, running!.trips[0]!.body.start, running!.trips[0]!.body.end]).toEqual([
      "draft",
      "2026-11-20T12:00",
      null,
    ]);
    now = at("19:31");
    await phone.acts.endTrip(running!.trips[0]!);
    const [ended] = await phone.acts.claims();
    expect([ended!.trips[0]!.body.end, ended!.sums.due]).toEqual(["2026-11-20T19:31", 2500]);
  });

  test("and is ended in the same minute has lasted one, so that no trip ends as it begins", async () => {
    const phone = await opensAgain();
    await phone.acts.startTrip();
    await phone.acts.endTrip((await phone.acts.claims())[0]!.trips[0]!);
    const { body, worked } = (await phone.acts.claims())[0]!.trips[0]!;
    expect([body.end, worked.faults]).toEqual(["2026-11-20T12:01", []]);
  });

  test("in the hour that autumn has twice says which of them", async () => {
    const phone = await opensAgain();
    now = Date.parse("2026-10-25T01:30:00Z");
    await phone.acts.startTrip();
    expect((await phone.acts.claims())[0]!.trips[0]!.body.start).toBe("2026-10-25T03:30 second");
  });
});

describe("a supervisor's phone", () => {
  const sums = {
    due_cents: 1,
    tax_free_cents: 1,
    taxable_cents: 0,
    expenses_cents: 0,
    total_cents: 26780,
    to_pay_cents: 1,
  };

  test("has the claims that wait with no network, and one decided on waits no more", async () => {
    await pulled("claim", CLAIM, { ...HEAD, ...sums, person_name: "Anna", status: "submitted" }, 4);
    await pulled("claim", "draft", { ...HEAD, ...sums, status: "draft" });
    const boss = await opensAgain("boss");
    const [waits, ...more] = await boss.acts.claimsWaiting();
    expect([waits!.personName, waits!.sums.total, more]).toEqual(["Anna", 26780, []]);
    await boss.acts.decideClaim(waits!, "return", "Kuitti puuttuu");
    expect(await boss.acts.claimsWaiting()).toEqual([]);
    const { subject, body } = opened((await db.outbox.toArray())[0]!);
    expect([subject, body]).toEqual([
      "anna",
      { decision: "return", reason: "Kuitti puuttuu", seen_version: 4, seen_total_cents: 26780 },
    ]);
  });
});

test("what is typed on a claim's page stays on this device until it is saved, whatever kills the app", async () => {
  let phone = await opensAgain();
  await phone.acts.keepClaimDraft(CLAIM, { trips: ["half told"] });
  phone = await opensAgain();
  expect(await phone.acts.claimDraft(CLAIM)).toEqual({ trips: ["half told"] });
  await phone.acts.keepClaimDraft(CLAIM, null);
  expect([await phone.acts.claimDraft(CLAIM), await made()]).toEqual([null, []]);
});
