import { expect, test } from "vitest";
import { dateText, readDate, readTime, timeText } from "../../../pwa/src/ui/typedDates";

test.each([
  ["8.00", "08:00"],
  ["8:00", "08:00"],
  ["08:00", "08:00"],
  ["1400", "14:00"],
  ["800", "08:00"],
  ["7", "07:00"],
  ["23,59", "23:59"],
  ["24.00", null],
  ["8.60", null],
  ["8.", null],
  ["huomenna", null],
])("the typed time %s is %s", (typed, time) => expect(readTime(typed)).toBe(time));

test.each([
  ["21.11.2026", "2026-11-21"],
  ["1.2.2026", "2026-02-01"],
  ["21/11/2026", "2026-11-21"],
  ["2026-11-21", "2026-11-21"],
  ["29.2.2028", "2028-02-29"],
  ["29.2.2026", null],
  ["31.4.2026", null],
  ["21.11.", null],
  ["21.11.20", null],
])("the typed date %s is %s", (typed, date) => expect(readDate(typed)).toBe(date));

test("a field shows its value in the app's language, and reads again what it shows", () => {
  expect([timeText("14:00", "fi"), timeText("08:05", "sv"), timeText("08:05", "en")]).toEqual([
    "14.00",
    "8.05",
    "8:05",
  ]);
  for (const language of ["fi", "sv", "en"] as const) {
    expect(readDate(dateText("2026-11-02", language))).toBe("2026-11-02");
    expect(readTime(timeText("14:00", language))).toBe("14:00");
  }
  expect([dateText("", "fi"), timeText("", "en")]).toEqual(["", ""]);
});
