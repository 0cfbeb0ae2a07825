import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { opened } from "../../../pwa/src/device/seal";
import { at } from "./anna";
import { CLAIM, clockShows, db, HEAD, made, newPhone, opensAgain, pulled } from "./travelPhone";

beforeEach(newPhone);
afterEach(() => db.delete());

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
    clockShows(at("19:31"));
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
    clockShows(Date.parse("2026-10-25T01:30:00Z"));
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
