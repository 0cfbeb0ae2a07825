/** Leave saved over years, as tests/rules/leave keeps it in Python: each title is a promise. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { most, refusal } from "../../../../pwa/src/domain/leave/saving";

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../../shared/vectors/both/${name}.json`, import.meta.url), "utf8"));
const RULES = read("leave").rules;

it.each(read("leave-saving").cases as any[])("$title", ({ rules, with: more, days, stands, date, expect: wanted }) => {
  const dated = rules ? [{ ...RULES[rules], ...more }] : [];
  const found = refusal(days, stands, dated, date);
  expect({ refusal: found && [found.kind, found.params], most: most(stands, dated, date) }).toEqual(wanted);
});
