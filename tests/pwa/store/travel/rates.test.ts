import "fake-indexeddb/auto";
import { beforeEach, expect, test } from "vitest";
import { LeimaDb, type ServerRow } from "../../../../pwa/src/device/db";
import type { StoreContext } from "../../../../pwa/src/store/context";
import { euroRateOnDevice, ratesOnDevice } from "../../../../pwa/src/store/travel/rates";

const SOURCE = "Verohallinnon päätös 2027";
let db: LeimaDb;
const store = { engine: async () => ({ db }) } as unknown as StoreContext;

beforeEach(async () => {
  db = new LeimaDb("anna");
  await db.server_rows.clear();
});

function rate(id: string, data: Record<string, unknown>, more: Partial<ServerRow> = {}): ServerRow {
  const whole = { id, until: "2027-12-31", unit: "cents_km", source: SOURCE, ...data };
  return {
    type: "travel_rate",
    id,
    date: "",
    version: 1,
    deleted: false,
    by: null,
    op_id: null,
    gen: 1,
    data: whole,
    ...more,
  };
}

function day(date: string, rates: Record<string, string>): ServerRow {
  return { ...rate(date, { date, rates }), type: "currency_day", date };
}

test("the ready tables are there without anything pulled, and an unknown value stays unknown", async () => {
  const rates = await ratesOnDevice(store);
  expect(rates.on("car", "2026-06-01")?.value).toBe(55);
  expect(rates.on("car", "2027-01-01")).toBeNull();
  expect(rates.knows("EE")).toBe(true);
});

test("the organisation's own value lies over the tables on its dates alone, with its source", async () => {
  await db.server_rows.bulkPut([
    rate("r1", { key: "car", from: "2027-01-01", value: 57 }),
    rate("r2", { key: "per_diem_full", from: "2026-01-01", until: "2026-12-31", value: 5500 }),
  ]);
  const rates = await ratesOnDevice(store);
  expect(rates.on("car", "2027-05-01")).toMatchObject({ value: 57, source: SOURCE });
  expect(rates.on("car", "2026-12-31")?.value).toBe(55);
  expect(rates.on("car", "2028-01-01")).toBeNull();
  expect(rates.on("per_diem_full", "2026-02-01")?.value).toBe(5500);
});

test("a value that was taken back is the tables' again", async () => {
  const own = { key: "car", from: "2026-01-01", until: "2026-12-31", value: 99 };
  await db.server_rows.bulkPut([rate("r1", own, { deleted: true })]);
  expect((await ratesOnDevice(store)).on("car", "2026-06-01")?.value).toBe(55);
});

test("a currency is euros for one unit by the last day that was told, on a weekend Friday's", async () => {
  await db.server_rows.bulkPut([
    day("2026-11-26", { USD: "1.2500" }),
    day("2026-11-27", { USD: "1.0512", JPY: "163.41" }),
  ]);
  expect(await euroRateOnDevice(store, "USD", "2026-11-29")).toEqual({ rate: "0.951294", date: "2026-11-27" });
  expect(await euroRateOnDevice(store, "USD", "2026-11-26")).toEqual({ rate: "0.800000", date: "2026-11-26" });
  expect((await euroRateOnDevice(store, "JPY", "2026-11-28"))?.rate).toBe("0.006120");
});

test("a currency is not guessed: unknown, not yet told or told long ago is no rate", async () => {
  await db.server_rows.bulkPut([day("2026-11-27", { USD: "1.0512" })]);
  expect(await euroRateOnDevice(store, "SEK", "2026-11-27")).toBeNull();
  expect(await euroRateOnDevice(store, "USD", "2026-11-26")).toBeNull();
  expect(await euroRateOnDevice(store, "USD", "2026-12-09")).toBeNull();
});
