import { expect, test } from "vitest";
import type { Facts } from "../../../pwa/src/store/facts";
import type { ServerRow } from "../../../pwa/src/device/db";
import { statusIn, waitingDays } from "../../../pwa/src/store/months/acts";
import type { Projection } from "../../../pwa/src/store/project";

const known = (days: Record<string, string>): Facts =>
  ({ days: new Map(Object.entries(days).map(([date, status]) => [date, { result: { status } }])) }) as unknown as Facts;
const here = (days: Record<string, string>): Projection =>
  ({
    today: "2026-11-20",
    local: new Map(Object.entries(days).map(([date, status]) => [date, { result: { status } }])),
  }) as unknown as Projection;

test("a month waits for its unconfirmed days before today, and what this device has worked out comes first", () => {
  const facts = known({
    "2026-10-30": "pending",
    "2026-11-02": "pending",
    "2026-11-03": "done",
    "2026-11-20": "pending",
  });
  expect(waitingDays(facts, here({}), "2026-11")).toBe(1);
  expect(waitingDays(facts, here({ "2026-11-02": "done" }), "2026-11")).toBe(0);
  expect(waitingDays(facts, here({ "2026-11-04": "pending" }), "2026-11")).toBe(2);
});

test("a month that was closed together with a later one is closed on the device too, though nobody ever sent it", () => {
  const row = (month: string, status: string): ServerRow => ({ data: { month, status } }) as unknown as ServerRow;
  const rows = [row("2026-08", "approved"), row("2026-09", "closed"), row("2026-10", "approved")];
  expect(["2026-07", "2026-08", "2026-09"].map((month) => statusIn(rows, month))).toEqual([
    "closed",
    "closed",
    "closed",
  ]);
  expect(statusIn(rows, "2026-10")).toBe("approved");
  expect(statusIn(rows, "2026-11")).toBe("open");
});
