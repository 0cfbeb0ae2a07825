import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { opened } from "../../../pwa/src/device/seal";
import { Running } from "../../../pwa/src/store/running";
import { TERMS } from "./anna";
import { CLAIM, db, HEAD, made, newPhone, opensAgain, pulled, TRIP, TURKU } from "./travelPhone";

beforeEach(newPhone);
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

  test("that was typed and not kept stays through a sign-out, as unsent work does; copies of the server's go", async () => {
    const phone = await opensAgain();
    await phone.acts.keepClaimDraft("new", { id: CLAIM });
    await db.keepCopy("/api/v1/team", { teams: [] });
    await new Running("anna", db, {} as never, {} as never).forget();
    expect(await (await opensAgain()).acts.claimDraft("new")).toEqual({ id: CLAIM });
    expect(await db.drafts.count()).toBe(1);
  });

  test("belongs to each day that its trip is part of, and one under way to each day until it is ended", async () => {
    const phone = await opensAgain();
    await phone.acts.saveClaim(CLAIM, HEAD, [{ id: TRIP, body: TURKU }]);
    const on = async (date: string) => (await (await opensAgain()).acts.claimsOn(date)).map(({ id }) => id);
    expect(await on("2026-03-01")).toEqual([]);
    expect(await on("2026-03-02")).toEqual([CLAIM]);
    expect(await on("2026-03-03")).toEqual([CLAIM]);
    expect(await on("2026-03-04")).toEqual([]);
    await (await opensAgain()).acts.saveClaim(CLAIM, HEAD, [{ id: TRIP, body: { ...TURKU, end: null } }]);
    expect(await on("2026-03-04")).toEqual([CLAIM]);
  });

  test("whose new trip was refused is opened as it was typed, told anew, and sent only when the person sends it", async () => {
    await (await opensAgain()).acts.saveClaim(CLAIM, HEAD, [{ id: TRIP, body: TURKU }]);
    const phone = await opensAgain();
    await phone.acts.submitClaim(await phone.claim());
    const [first] = await db.outbox.toArray();
    await db.outbox.update(first!.n!, { status: "attention", code: "trip_times_overlap" });
    const again = await opensAgain();
    expect(await again.acts.refusedTrip(first!.op_id)).toEqual({ id: TRIP, body: TURKU });
    const mended = { ...TURKU, destination: "Salo" };
    expect(await again.acts.saveClaim(CLAIM, HEAD, [{ id: TRIP, body: mended }])).toBe("saved");
    const rows = await db.outbox.orderBy("n").toArray();
    expect(rows.map(({ type, status }) => [type, status])).toEqual([
      ["trip.save", "closed"],
      ["claim.submit", "closed"],
      ["trip.save", "queued"],
    ]);
    expect(opened(rows[2]!).body).toEqual(mended);
    expect(await again.acts.refusedTrip(first!.op_id)).toBeNull();
    expect((await again.claim()).trips.map(({ body }) => body.destination)).toEqual(["Salo"]);
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
