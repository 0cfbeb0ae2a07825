import { beforeAll, expect, test } from "vitest";
import { datesOf, isWeekend, moved, nameOf, spanOf } from "../../../pwa/src/features/calendar/dates";
import { grown } from "../../../pwa/src/features/calendar/ranging";
import { requestOf, stretchesOf } from "../../../pwa/src/features/calendar/stretches";
import type { Lane, LaneDay } from "../../../pwa/src/store/calendar/types";
import { speak } from "../../../pwa/src/ui/words";

beforeAll(async () => {
  Object.assign(globalThis, { document: { documentElement: {} } });
  await speak("fi");
});

test("a week begins on Monday, and a month and a year have all of their dates", () => {
  expect(spanOf("week", "2027-01-01")).toEqual({ from: "2026-12-28", until: "2027-01-03" });
  expect(datesOf(spanOf("month", "2028-02-10"))).toHaveLength(29);
  expect(datesOf(spanOf("year", "2028-02-10"))).toHaveLength(366);
  expect([isWeekend("2026-12-05"), isWeekend("2026-12-06"), isWeekend("2026-12-07")]).toEqual([true, true, false]);
});

test("turning keeps the day, or takes the month's last one", () => {
  expect(moved("month", "2026-01-31", true)).toBe("2026-02-28");
  expect(moved("month", "2026-03-31", false)).toBe("2026-02-28");
  expect(moved("week", "2026-12-30", true)).toBe("2027-01-06");
  expect(moved("year", "2026-12-14", false)).toBe("2025-12-14");
});

test("what is shown has a name", () => {
  expect(nameOf("month", spanOf("month", "2026-12-14"), "fi")).toBe("Joulukuu 2026");
  expect(nameOf("year", spanOf("year", "2026-12-14"), "fi")).toBe("2026");
});

function lane(days: Partial<LaneDay>[]): Lane {
  const none = { date: "", state: "away" as const, part: false, kiky: false, kind: null, request: null };
  return {
    person: "p",
    name: "P",
    requests: [],
    mayRecord: false,
    days: new Map(days.map((day) => [day.date!, { ...none, ...day }])),
  };
}

test("days that follow each other and are alike are one stretch", () => {
  const found = stretchesOf(
    lane([
      { date: "2026-12-30" },
      { date: "2026-12-31" },
      { date: "2027-01-01", request: "r" },
      { date: "2027-01-03", request: "r" },
      { date: "2027-01-04", state: "kiky" },
      { date: "2027-01-05", state: "kiky" },
    ]),
  );
  expect(found.map(({ from, until, days }) => [from, until, days])).toEqual([
    ["2026-12-30", "2026-12-31", 2],
    ["2027-01-01", "2027-01-01", 1],
    ["2027-01-03", "2027-01-03", 1],
    ["2027-01-04", "2027-01-04", 1],
    ["2027-01-05", "2027-01-05", 1],
  ]);
});

test("a day finds its request among those of the lane", () => {
  const asked = { id: "r", status: "requested", kind: "flex_leave", from: "", until: "", minutes: null } as const;
  const one = { ...lane([{ date: "2027-01-01", request: "r" }]), requests: [{ ...asked, version: 1, decides: true }] };
  expect(requestOf(one, one.days.get("2027-01-01")!)?.id).toBe("r");
  expect(requestOf(one, { ...one.days.get("2027-01-01")!, request: null })).toBeUndefined();
});

test("a range grows from the date it began on, both ways, and begins anew on another lane", () => {
  const first = grown(null, 1, "2026-12-16", "2026-12-17");
  expect(first).toEqual({ row: 1, start: "2026-12-16", from: "2026-12-16", until: "2026-12-17" });
  expect(grown(first, 1, "2026-12-17", "2026-12-15")).toMatchObject({ from: "2026-12-15", until: "2026-12-16" });
  expect(grown(first, 2, "2026-12-17", "2026-12-18")).toMatchObject({
    row: 2,
    from: "2026-12-17",
    until: "2026-12-18",
  });
});
