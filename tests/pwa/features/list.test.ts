import { expect, test } from "vitest";
import { FRESH, lookOf, queryOf, shownOf } from "../../../pwa/src/features/_shared/list/asking";

test("what is asked of a list stands in its query, and a file is of all pages", () => {
  const wish = { ...FRESH, search: " äijä ", filters: { team: "Kehitys", status: "" }, page: 2 };
  expect(new URLSearchParams(queryOf(wish)).getAll("filter")).toEqual(["team:Kehitys"]);
  expect(new URLSearchParams(queryOf(wish)).get("search")).toBe("äijä");
  expect(new URLSearchParams(queryOf(wish)).get("page")).toBe("2");
  expect(new URLSearchParams(queryOf(wish, { format: "csv" }, false)).get("page")).toBeNull();
});

test("a look that cannot be read is forgotten, and the first column is always shown", () => {
  const columns = ["name", "team", "email"].map((key) => ({ key, chosen: key !== "email" }));
  const keys = (kept: string | null) => shownOf(columns, lookOf(kept)).map(({ key }) => key);
  expect(keys(null)).toEqual(["name", "team"]);
  expect(keys("{")).toEqual(["name", "team"]);
  expect(keys('{"columns":["email"]}')).toEqual(["name", "email"]);
});
