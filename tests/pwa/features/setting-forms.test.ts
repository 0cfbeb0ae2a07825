import { readFileSync, readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { type Shape, SHAPES } from "../../../pwa/src/features/agreements/shapes";
import { type Fault, read, typedOf } from "../../../pwa/src/features/agreements/typed";
import { fieldName, optionName } from "../../../pwa/src/features/agreements/values";
import { fieldName as pathName } from "../../../pwa/src/features/_shared/reply/reply";
import { knows, speak } from "../../../pwa/src/ui/words";

interface Row {
  key: string;
  value: unknown;
}
const FOLDER = new URL("../../../shared/tables/", import.meta.url);
const NAMES = readdirSync(FOLDER).filter((name) => name.endsWith(".json"));
const ROWS = NAMES.flatMap((name) => {
  return (JSON.parse(readFileSync(new URL(name, FOLDER), "utf8")) as { rows: Row[] }).rows;
});

function took(key: string, typed: unknown): [unknown, Fault[]] {
  const faults: Fault[] = [];
  return [read(SHAPES[key]!, typed as never, "v", faults), faults];
}

/** A value without the parts that are null or empty: the fields leave them out. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const said = Object.entries(value).filter(([name, part]) => name === "minutes" || part !== null);
  return Object.fromEntries(said.map(([name, part]) => [name, plain(part)]));
}

test("every value of every agreement stands in its form and comes back from it as it was", () => {
  const valued = ROWS.filter(({ value }) => value !== null);
  expect(valued.length).toBeGreaterThan(150);
  for (const { key, value } of valued) {
    expect(SHAPES[key], key).toBeDefined();
    const [found, faults] = took(key, typedOf(SHAPES[key]!, value));
    expect(faults, key).toEqual([]);
    const [before, after] = [plain(value), plain(found)] as [object, object];
    if (key === "kiky") expect(after).toEqual({ ...before, supplements: expect.anything() });
    else expect(after, key).toEqual(before);
  }
});

test("a form begins empty, and what must be filled in is named part by part, never as a code", async () => {
  Object.assign(globalThis, { document: { documentElement: {} } });
  await speak("fi");
  for (const [key, shape] of Object.entries(SHAPES)) {
    expect(knows(`setting.${key}`), key).toBe(true);
    named(key, key, shape);
    const [, faults] = took(key, typedOf(shape, undefined));
    for (const { why, way } of faults) {
      expect(knows(`agreements.wrong.${why}`), why).toBe(true);
      for (const part of way) if (typeof part === "string") expect(fieldName(key, part), key).not.toBe(part);
    }
  }
});

/** Every part and every choice of a shape has a name of its own. */
function named(setting: string, part: string, shape: Shape): void {
  if (shape.is === "rows") named(setting, part, shape.of);
  if (shape.is === "either") named(setting, part, shape.other);
  if (shape.is === "choice" || shape.is === "set") {
    for (const one of shape.of) expect(optionName(part, String(one)), `${setting} ${one}`).not.toBe(String(one));
  }
  if (shape.is !== "parts") return;
  for (const one of shape.parts) {
    expect(fieldName(part, one.name), `${setting}.${one.name}`).not.toBe(one.name);
    named(setting, one.name, one.shape);
  }
}

test("hours are typed as h.mm or h:mm, and a number alone is asked about", () => {
  expect(took("regular_week", "38.15")[0]).toBe(2295);
  expect(took("regular_week", "38:15")[0]).toBe(2295);
  expect(took("flex_min", "-20.00")[0]).toBe(-1200);
  expect(took("regular_week", "38")[1]).toEqual([{ id: "v", way: [], why: "length" }]);
  expect(took("flex_min", "20.00")[1]).toEqual([{ id: "v", way: [], why: "below" }]);
  expect(took("regular_week", "-1.00")[1]).toHaveLength(1);
});

test("a row that cannot stand is named by its number and its field", () => {
  const tiers = (...rows: [string, string][]) => rows.map(([minutes, percent]) => ({ minutes, percent }));
  expect(took("weekly_tiers", tiers(["8.00", "50"], ["", "100"]))[0]).toEqual([
    { minutes: 480, percent: 50 },
    { minutes: null, percent: 100 },
  ]);
  expect(took("weekly_tiers", tiers(["8.00", "50"], ["", "half"]))[1]).toEqual([
    { id: "v.1.percent", way: [2, "percent"], why: "number" },
  ]);
  expect(took("weekly_tiers", tiers(["", "50"], ["8.00", "100"]))[1]).toMatchObject([{ way: [1, "minutes"] }]);
  const steps = [
    { worked: "200.00", days: "1" },
    { worked: "100.00", days: "2" },
  ];
  const leave = { steps, every: "", most: "9", day: "7.30", wait_months: "6", complete: "" };
  expect(took("annual_leave", leave)[1]).toMatchObject([{ way: ["steps", 2, "worked"], why: "rising" }]);
});

test("a table without a row is not kept, unless another part stands in its place", () => {
  for (const setting of ["weekly_tiers", "period_work", "period_tiers"]) {
    expect(took(setting, [])[1], setting).toEqual([{ id: "v", way: [], why: "rows" }]);
  }
  const leave = { steps: [], every: "", most: "9", day: "7.30", wait_months: "6", complete: "" };
  expect(took("annual_leave", leave)[1]).toEqual([{ id: "v.steps", way: ["steps"], why: "rows" }]);
  expect(took("annual_leave", { ...leave, every: "220.00" })[0]).toMatchObject({ steps: [], every: 13200 });
  expect(knows("agreements.wrong.rows")).toBe(true);
});

test("a window has two clock times in order, and a supplement's may go over midnight", () => {
  expect(took("flex_band", { begins: "20:00", ends: "06:00" })[1]).toMatchObject([{ way: ["ends"], why: "order" }]);
  const night = { percent: "30", window: { begins: "23:00", ends: "06:00" }, weekdays: [], flag: "", names: [] };
  expect(took("supplement_night", night)[0]).toEqual({ percent: 30, window: ["23:00", "06:00"] });
});

test("what the server refuses is said with the row and the field in words", () => {
  expect(pathName("Iltalisä.value.window[1]")).toBe("Iltalisä, arvo, Kellonaikoina, rivi 2");
  expect(pathName("rows[2].source")).toBe("rivi 3, lähde");
  expect(pathName("Viikkoylityön korotukset.value[0].percent")).toBe(
    "Viikkoylityön korotukset, arvo, rivi 1, Korotus, %",
  );
});
