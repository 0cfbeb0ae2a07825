import { expect, test } from "vitest";
import { FRESH, lookNow, onDevice, queryOf, shownOf } from "../../../pwa/src/features/_shared/list/asking";

test("what is asked of a list stands in its query, and a file is of all pages", () => {
  const wish = { ...FRESH, search: " äijä ", filters: { team: "Kehitys", status: "" }, page: 2 };
  expect(new URLSearchParams(queryOf(wish)).getAll("filter")).toEqual(["team:Kehitys"]);
  expect(new URLSearchParams(queryOf(wish)).get("search")).toBe("äijä");
  expect(new URLSearchParams(queryOf(wish)).get("page")).toBe("2");
  expect(new URLSearchParams(queryOf(wish, { format: "csv" }, false)).get("page")).toBeNull();
});

test("a look that cannot be read is forgotten, and the first column is always shown", () => {
  const columns = ["name", "team", "email"].map((key) => ({ key, chosen: key !== "email" }));
  const keys = (kept: string | null) => shownOf(columns, lookNow(onDevice(kept), null)).map(({ key }) => key);
  expect(keys(null)).toEqual(["name", "team"]);
  expect(keys("{")).toEqual(["name", "team"]);
  expect(keys('{"columns":["email"]}')).toEqual(["name", "email"]);
});

test("a look is the one of all devices, but for what the server has not heard of yet", () => {
  const there = { columns: ["name"], dense: true };
  const here = { columns: ["name", "email"], dense: false };
  expect(lookNow(onDevice(JSON.stringify(here)), there)).toEqual(there);
  expect(lookNow(onDevice(JSON.stringify({ ...here, waits: true })), there)).toEqual(here);
  expect(lookNow(onDevice(JSON.stringify(here)), null)).toEqual(here);
  expect(lookNow(onDevice(null), there)).toEqual(there);
});
