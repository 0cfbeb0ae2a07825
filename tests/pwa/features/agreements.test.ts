import { expect, test } from "vitest";
import { changedFrom, keyOf, ownRows, standing, type OwnRow } from "../../../pwa/src/features/agreements/draft";
import { settingName, valueText } from "../../../pwa/src/features/agreements/values";
import { asAsked, classesIn, exampleWeek, overtimeIn } from "../../../pwa/src/features/agreements/week";
import { EMPTY, changeOf, fitting, toggled } from "../../../pwa/src/features/contracts/change";
import { sourced } from "../../../pwa/src/features/_shared/explain/sourced";
import { minutesOf } from "../../../pwa/src/features/_shared/forms/lengths";
import type { Wire } from "../../../pwa/src/store/appState";
import { knows, speak } from "../../../pwa/src/ui/words";
import office from "../fake/office.json";

const ROW: OwnRow = { key: "regular_week", form: null, from: "2026-01-01", until: null, value: 2250, source: "a" };

test("a setting that changes from a date ends the day before, and what would have come later gives way", () => {
  const later = { ...ROW, from: "2027-01-01" };
  const other = { ...ROW, form: "office" };
  const next = { ...ROW, from: "2026-11-11", value: 2280, source: "b" };

  expect(changedFrom([ROW, later, other], next)).toEqual([{ ...ROW, until: "2026-11-10" }, other, next]);
});

test("only an agreement's own rows go back to the server, as it takes them", () => {
  const one = office["GET /api/v1/agreements/kiky-37-5"] as unknown as Wire["OneAgreement"];
  const rows = ownRows(one);

  expect(rows.length).toBe(one.rows.filter(({ of }) => of === "kiky-37-5").length);
  expect(Object.keys(rows[0]!)).toEqual(["key", "form", "from", "until", "value", "source"]);
});

test("a copy's key is its name without what a key cannot hold", () => {
  expect(keyOf("Kiky 37,5 h – Ähtäri")).toBe("kiky-37-5-h-ahtari");
});

test("every setting of every row has a name and reads as words, never as a code", async () => {
  Object.assign(globalThis, { document: { documentElement: {} } });
  await speak("fi");
  const one = office["GET /api/v1/agreements/kvtes"] as unknown as Wire["OneAgreement"];
  expect(one.rows.length).toBeGreaterThan(60);
  for (const row of one.rows) {
    expect(knows(`setting.${row.key}`), row.key).toBe(true);
    expect(settingName(row.key)).not.toBe(row.key);
    expect(valueText(row.key, row.value, "fi"), row.key).not.toMatch(/[{}_]|undefined|null/);
  }
  expect(valueText("regular_week", 2295, "fi")).toBe("38:15");
  expect(valueText("flex_core", ["09:00", "14:00"], "fi")).toBe("9:00–14:00");
});

test("what an agreement inherits is its nearest base's value for the form, else the one for all forms", () => {
  const { rows } = office["GET /api/v1/agreements/kvtes"] as unknown as Wire["OneAgreement"];

  expect(standing(rows, "regular_week", "office")).toMatchObject({ of: "kvtes", form: "office", value: 2175 });
  expect(standing(rows, "flex_max", "office")).toMatchObject({ of: "law", form: null, value: 3600 });
  expect(standing(rows, "supplement_evening", null)).toBeUndefined();
});

test("the example week has two long days whose end is ordered", () => {
  const asked = asAsked(exampleWeek("2026-11-20"), 30) as { date: string; work: { ordered: boolean; end: string }[] }[];

  expect(asked.map(({ date }) => date)).toEqual(["2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20"]);
  expect(asked.map(({ work }) => work.at(-1)!.end)).toEqual(["16:00", "19:00", "16:00", "19:00", "16:00"]);
});

test("the same week gives 5:00 of overtime under one agreement and 7:15 under the other", () => {
  const { a, b } = office["POST /api/v1/agreements/compare/week"] as unknown as Wire["TwoWeeks"];

  expect([overtimeIn(a.totals), overtimeIn(b.totals)]).toEqual([300, 435]);
  expect(classesIn(a.totals, b.totals)).toEqual(["regular", "additional", "overtime50", "overtime100", "weekly50"]);
});

test("what the fields ask for becomes one change, or names the field that is missing", () => {
  expect(changeOf(EMPTY, minutesOf)).toEqual({ day_minutes_add: 6 });
  expect(changeOf({ ...EMPTY, kind: "longer_week", more: "30" }, minutesOf)).toEqual({ week_minutes_add: 30 });
  expect(changeOf({ ...EMPTY, kind: "hours", day: "7:36", week: "38:00" }, minutesOf)).toEqual({
    day_minutes: 456,
    week_minutes: 2280,
  });
  expect(changeOf({ ...EMPTY, kind: "share", share: "60" }, minutesOf)).toEqual({ share: 0.6 });
  expect(changeOf({ ...EMPTY, kind: "agreement" }, minutesOf)).toEqual({ wrong: "agreement" });
  expect(changeOf({ ...EMPTY, more: "six" }, minutesOf)).toEqual({ wrong: "more" });
});

test("people are found by name and team, and all that are shown are chosen at once and let go at once", () => {
  const { people } = office["GET /api/v1/contracts"] as unknown as Wire["Contracts"];
  const ids = fitting(people, "", "Kehitys").map(({ person }) => person);

  expect(fitting(people, "AINO", "")).toHaveLength(1);
  expect(ids.length).toBe(4);
  expect(toggled(toggled(new Set(), ids), ids).size).toBe(0);
  expect(toggled(new Set([ids[0]!]), ids).size).toBe(4);
});

test("the tables' own mark of what is to be looked up reaches no reader of an explanation", async () => {
  Object.assign(globalThis, { document: { documentElement: {} } });
  await speak("fi");
  expect(sourced("CHECK: kirkon sopimus; päivät")).toBe("kirkon sopimus; päivät");
  expect(sourced("yleinen malli: CHECK")).toBe("yleinen malli");
  expect(sourced("CHECK")).toBe("");
  expect(sourced("Työaikalaki 872/2019")).toBe("Työaikalaki 872/2019");
});
