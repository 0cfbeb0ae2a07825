/** The golden cases of travel: each title is a promise, kept in TypeScript here and in Python by tests/rules/travel. */
import { expect, it } from "vitest";
import { splitVat } from "../../../../pwa/src/domain/travel/receipt";
import { workOut } from "../../../../pwa/src/domain/travel/trip";
import type { Worked } from "../../../../pwa/src/domain/travel/types";
import { casesOf } from "../vectors";
import { RATES, receiptOf, tripOf } from "./asking";

const cases = casesOf("travel");

function sums({ lines }: Worked): Record<string, number> {
  const of = (start: string) => lines.filter(({ kind }) => kind.startsWith(start));
  const kinds = ["per_diem", "night", "meal", "kilometre"];
  return Object.fromEntries(kinds.map((kind) => [kind, of(kind).reduce((sum, one) => sum + one.tax_free_cents, 0)]));
}

function byIncomeType({ lines }: Worked): Record<string, number> {
  const found: Record<string, number> = {};
  for (const { income_type, tax_free_cents } of lines) {
    found[String(income_type)] = (found[String(income_type)] ?? 0) + tax_free_cents;
  }
  return found;
}

/** The answer as `expect` names its parts. */
function seenOf(worked: Worked): object {
  return {
    ...worked,
    sums: sums(worked),
    by_income_type: byIncomeType(worked),
    lines: worked.lines.map(({ kind, date, due_cents, rule }) => [kind, date, due_cents, rule]),
    days: worked.days.map(({ ends_in, is }) => [ends_in, is]),
    refused: worked.refused.map(({ line, value }) => [line, value]),
    fault: worked.faults.length ? [worked.faults[0]!.place, worked.faults[0]!.code] : null,
  };
}

it("there are golden cases of travel", () => {
  expect(cases.length).toBeGreaterThanOrEqual(130);
});

it.each(cases.filter(({ ask }) => ask.trip))("$title", ({ ask, expect: wanted }) => {
  const seen = seenOf(workOut(tripOf(ask.trip), RATES));
  expect(seen).toMatchObject(wanted);
});

it.each(cases.filter(({ ask }) => ask.receipt))("$title", ({ ask, expect: { vat, refused } }) => {
  const split = splitVat(receiptOf(ask.receipt), RATES);
  if (vat) expect(split.lines).toMatchObject(vat);
  expect(split.refused.map(({ line, value }) => [line, value])).toEqual(refused);
});
