import { expect, test } from "vitest";
import { fileName } from "../../../pwa/src/api/client";
import { columnsFrom, toggled } from "../../../pwa/src/features/reports/columns";
import { barsOf, lineOf } from "../../../pwa/src/features/reports/drawing";
import { datesOf, faultOf, pathOf, type Wish } from "../../../pwa/src/features/reports/wish";

const OWN = { from: "2026-01-05", to: "2026-02-03" };
const wish: Wish = {
  kind: "working_time",
  whom: "",
  period: "own",
  ...OWN,
  columns: ["worked", "kiky"],
  leading: { report: "trend", months: 3 },
};

test("a period is whole dates seen from today, also over a year's end", () => {
  expect(datesOf("this_month", "2026-11-20", OWN)).toEqual({ from: "2026-11-01", to: "2026-11-20" });
  expect(datesOf("last_month", "2026-01-15", OWN)).toEqual({ from: "2025-12-01", to: "2025-12-31" });
  expect(datesOf("this_year", "2026-11-20", OWN)).toEqual({ from: "2026-01-01", to: "2026-11-20" });
  expect(datesOf("own", "2026-11-20", OWN)).toEqual(OWN);
});

test("dates that cannot be reported on are told before anything is asked", () => {
  expect(faultOf({ from: "", to: "2026-02-03" })).toBe("missing");
  expect(faultOf({ from: "2026-02-04", to: "2026-02-03" })).toBe("order");
  expect(faultOf({ from: "2025-02-03", to: "2026-02-04" })).toBe("long");
  expect(faultOf({ from: "2025-02-04", to: "2026-02-04" })).toBeNull();
});

test("the address names the person, the team, the columns and the form", () => {
  expect(pathOf(wish)).toBe("/api/v1/reports/working-time?from=2026-01-05&to=2026-02-03&columns=worked%2Ckiky");
  expect(pathOf({ ...wish, whom: "team:t1" }, "xlsx")).toContain("team=t1&columns=worked%2Ckiky&format=xlsx");
  expect(pathOf({ ...wish, kind: "balances", whom: "person:p1" })).toBe(
    "/api/v1/reports/balances?from=2026-01-05&to=2026-02-03",
  );
});

test("kept columns come back in their own order, and nonsense gives the usual ones", () => {
  expect(columnsFrom("kiky,worked,salary")).toEqual(["kiky", "worked"]);
  expect(columnsFrom("salary")).toContain("flex_balance");
  expect(columnsFrom(null)).toContain("status");
  expect(toggled(["kiky"], ["worked"], true)).toEqual(["worked", "kiky"]);
  expect(toggled(["worked", "kiky"], ["worked"], false)).toEqual(["kiky"]);
});

test("the pictures keep zero in sight and bars within their week", () => {
  expect(lineOf([60, 120]).zero).toBe(86);
  expect(lineOf([-60, 60]).zero).toBe(45);
  const { bars, top } = barsOf([
    { worked: 450, target: 900 },
    { worked: 0, target: 0 },
  ]);
  expect(top).toBe(900);
  expect(bars.map(({ height }) => height)).toEqual([43, 86, 0, 0]);
  expect(bars.every(({ x, width }) => x >= 0 && x + width <= 320)).toBe(true);
});

test("a file's name is taken only when it is a plain one", () => {
  expect(fileName('attachment; filename="saldoraportti-2026.xlsx"')).toBe("saldoraportti-2026.xlsx");
  expect(fileName('attachment; filename="../../etc/passwd"')).toBe("leima");
  expect(fileName(null)).toBe("leima");
});

test("one's own days keep the dates and nothing else of what was wished before", () => {
  const before = {
    kind: "working_time",
    whom: "",
    period: "this_month",
    from: "2026-11-01",
    to: "2026-11-20",
  } as const;
  expect(datesOf("own", "2026-11-20", before)).toEqual({ from: "2026-11-01", to: "2026-11-20" });
});
