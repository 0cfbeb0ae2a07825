import { describe, expect, test } from "vitest";
import { setUntil, spansOf, typedBreaks } from "../../../pwa/src/features/hours/breakTimes";
import type { HoursEntry } from "../../../pwa/src/store/appState";

const ZONE = "Europe/Helsinki";
const at = (clock: string, date = "2026-11-19") => Date.parse(`${date}T${clock}:00+02:00`);
const minute = (clock: string, date?: string) => at(clock, date) / 60_000;
const entry = (breaks: HoursEntry["breaks"]) => ({ breaks }) as HoursEntry;
const inside = (...typed: { start: string; end: string }[]) =>
  spansOf(typed, "2026-11-19", ZONE, at("22:00"), at("06:00", "2026-11-20"));

describe("breaks that are typed", () => {
  test("begin as they were punched, and the one that goes on is left to its button", () => {
    const breaks: HoursEntry["breaks"] = [
      [minute("11:00"), minute("11:30")],
      [minute("14:00"), null],
    ];
    expect(typedBreaks(entry(breaks), ZONE)).toEqual([{ start: "11:00", end: "11:30" }]);
    expect(setUntil(entry(breaks), at("14:05"))).toBe(at("14:00"));
    expect(setUntil(entry(breaks.slice(0, 1)), at("14:05"))).toBe(at("14:05"));
  });

  test("of a night are found on its second day, and come in order", () => {
    const [late, early] = [
      { start: "02:00", end: "02:30" },
      { start: "23:50", end: "00:10" },
    ];
    expect(inside(late, early)).toEqual([
      [at("23:50"), at("00:10", "2026-11-20")],
      [at("02:00", "2026-11-20"), at("02:30", "2026-11-20")],
    ]);
  });

  test("outside the work, across each other or half written are none", () => {
    expect(inside({ start: "06:30", end: "07:00" })).toBeNull();
    expect(inside({ start: "23:00", end: "" })).toBeNull();
    expect(inside({ start: "23:00", end: "23:30" }, { start: "23:20", end: "23:40" })).toBeNull();
    expect(inside()).toEqual([]);
  });
});
