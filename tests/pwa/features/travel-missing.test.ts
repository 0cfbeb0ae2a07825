/** What a claim lacks before it goes, and what becomes of a page that was typed and not kept. */
import { expect, test } from "vitest";
import { paidInEuros } from "../../../pwa/src/domain/travel/receipt";
import { claimForm, restored } from "../../../pwa/src/features/travel/form";
import { lackingOf } from "../../../pwa/src/features/travel/receipts/lacking";
import { bodyOf, emptyTyped, saidBy } from "../../../pwa/src/features/travel/receipts/typed";
import type { ClaimFact, ReceiptView } from "../../../pwa/src/store/appState";
import { RATES } from "../domain/travel/asking";
import { travelOf } from "../fake/travel";

const TAXI = {
  ...bodyOf(
    { ...emptyTyped("2026-11-20"), supplier: "Taksi", gross: "12,50", lines: [{ rate: 13.5, gross: "" }] },
    "c",
    ["f".repeat(64)],
  ),
};
const receipt = (body: Partial<typeof TAXI>, more: Partial<ReceiptView> = {}): ReceiptView => ({
  ...{ id: "r", body: { ...TAXI, ...body }, version: 0, local: true, unsentFiles: 0, refused: null, eurCents: 1250 },
  ...more,
});
const lacks = (body: Partial<typeof TAXI>, more: Partial<ReceiptView> = {}) => lackingOf(receipt(body, more), RATES);

test("a receipt is asked for all that the server will ask for before its claim goes", () => {
  expect(lacks({})).toEqual([]);
  expect(lacks({ supplier: "", date: null, files: [] })).toEqual([
    "receipt.field.date",
    "receipt.field.supplier",
    "receipt.pages",
  ]);
  expect(lacks({ gross_cents: 0, lines: [] })).toEqual(["receipt.field.gross"]);
  expect(lacks({ lines: [] })).toEqual(["receipt.vat"]);
  expect(lacks({ lines: [{ rate: 13.5, gross_cents: 1000 }] })).toEqual(["receipt.vat"]);
  expect(lacks({ lines: [{ rate: 14, gross_cents: 1250 }] })).toEqual(["receipt.vat"]);
  expect(lacks({ currency: "SEK" }, { eurCents: null })).toEqual(["receipt.no_rate_yet"]);
});

test("a receipt that was refused holds its claim back: nobody sends a claim that has lost it", () => {
  expect(lacks({}, { refused: { key: "error.attachment_damaged", params: {} } })).toEqual(["receipt.refused"]);
});

test("what was proposed is not what a person has said", () => {
  const empty = emptyTyped("2026-11-20");
  const proposed = { ...empty, rate: "0,0874", rateSource: "ecb", lines: [{ rate: 25.5, gross: "", proposed: true }] };
  expect(saidBy(proposed as typeof empty, [])).toBe(saidBy(empty, []));
  expect(saidBy({ ...empty, gross: "1" }, [])).not.toBe(saidBy(empty, []));
  expect(saidBy(empty, ["a"])).not.toBe(saidBy(empty, []));
});

test("a receipt in another currency comes to the cent that the server pays: each line is rounded for itself", () => {
  expect(paidInEuros(30, [{ gross_cents: 15 }, { gross_cents: 15 }], "SEK", "0.1")).toBe(4);
  expect(paidInEuros(30, [], "SEK", "0.1")).toBe(3);
  expect(paidInEuros(30, [{ gross_cents: 15 }], "SEK", "0.1")).toBe(3);
  expect(paidInEuros(30, [], "SEK", null)).toBeNull();
});

test("a page typed while the trip ran does not take back the tap that ended it, nor a trip that came meanwhile", async () => {
  const acts = travelOf("kiky", async () => "saved");
  const running = (await acts.claim("c-now"))!;
  const typed = claimForm(running);
  typed.trips[0]!.body.purpose = "Kokous";
  const { id, body } = running.trips[0]!;
  const ended = { ...running.trips[0]!, body: { ...body, end: "2026-11-20T16:30" } };
  const other = { ...ended, id: "another" };
  const page = restored(typed, { trips: [ended, other] } as unknown as ClaimFact);
  expect(page.trips.map((trip) => [trip.id, trip.endDate, trip.endTime])).toEqual([
    [id, "2026-11-20", "16:30"],
    ["another", "2026-11-20", "16:30"],
  ]);
  expect(page.trips[0]!.body).toMatchObject({ purpose: "Kokous", end: "2026-11-20T16:30" });
});
