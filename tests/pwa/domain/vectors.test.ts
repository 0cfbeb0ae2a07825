/** The golden cases: each title is a promise, kept in TypeScript here and in Python by tests/rules. */
import { describe, expect, it } from "vitest";
import { day, type KikyBeside, kikyOf } from "../../../pwa/src/domain/day";
import { yearShare } from "../../../pwa/src/domain/kiky";
import { monthSums, unfinished } from "../../../pwa/src/domain/month";
import { plan } from "../../../pwa/src/domain/plan";
import { proposeOut } from "../../../pwa/src/domain/propose";
import type { DayResult } from "../../../pwa/src/domain/types";
import { moneyOf, partsOf } from "../../../pwa/src/domain/wage";
import { AmbiguousLocalTime, localInstant, nextDate, NonexistentLocalTime } from "../../../pwa/src/domain/zone";
import { type Case, casesOf } from "./vectors";

const days = casesOf("day");
const clocks = casesOf("clock");
const years = casesOf("kiky_year");
const outs = casesOf("propose");
const months = casesOf("month");
const wages = casesOf("wage");

const planOf = (one: Case, date: string) =>
  plan(one.terms, one.calendar, one.absences, one.marks, date, one.kiky_left, one.orders);

const aloneOf = (one: Case, date: string, beside?: KikyBeside): DayResult =>
  day(planOf(one, date), one.punches, one.entries, one.as_of, one.live, beside);

/** The kiky of the dates beside is theirs. */
function besideOf(one: Case, date: string): KikyBeside | undefined {
  if (!one.marks.some(({ start }) => start !== null)) return undefined;
  const [before, after] = [-1, 1].map((days) => kikyOf(aloneOf(one, nextDate(date, days))));
  return { before: before!, after: after! };
}

function resultOf(one: Case, date: string): any {
  const result = aloneOf(one, date, besideOf(one, date));
  return {
    ...result,
    finding_kinds: result.findings.map((finding) => finding.kind),
    line_rules: result.lines.map((line) => line.rule),
    span_kinds: result.spans.map((span) => span.kind),
  };
}

function part(whole: any, asked: object = {}): object {
  return Object.fromEntries(Object.keys(asked).map((key) => [key, whole[key]]));
}

it("there are golden cases of every kind", () => {
  expect(days.length).toBeGreaterThanOrEqual(100);
  expect(Math.min(clocks.length, years.length, outs.length)).toBeGreaterThan(0);
});

describe("day", () => {
  it.each(days)("$title", (one) => {
    const { sum, plan: planned = {}, result = {} } = one.expect;
    const results = (one.dates ?? [one.date]).map((date) => resultOf(one, date));
    for (const key of Object.keys(sum ?? {})) {
      expect(results.reduce((minutes, found) => minutes + found[key], 0)).toBe(sum[key]);
    }
    expect(part(planOf(one, one.date), planned)).toEqual(planned);
    expect(part(results[0], result)).toEqual(result);
  });
});

describe("month", () => {
  const empty = {
    presence: 0,
    worked: 0,
    kiky: 0,
    flex: 0,
    unapproved: 0,
    additional: 0,
    overtime50: 0,
    overtime100: 0,
  };
  it.each(months)("$title", (one) => {
    const days = one.days.map((day: object) => ({ target: 0, ...empty, open: false, undecided: 0, ...day }));
    expect(monthSums(days)).toEqual(one.expect.sums);
    expect(unfinished(days, one.today, one.waiting)).toEqual(one.expect.unfinished);
  });
});

describe("wage", () => {
  it.each(wages)("$title", (one) => {
    const parts = one.days.flatMap((day: any) => partsOf(day.classes, day.hourly_cents, day.as_time));
    expect(moneyOf(parts)).toEqual(one.expect);
  });
});

describe("clock", () => {
  const refusals: Record<string, new () => Error> = {
    nonexistent: NonexistentLocalTime,
    ambiguous: AmbiguousLocalTime,
  };
  it.each(clocks)("$title", (one) => {
    const ask = () => localInstant(one.zone, one.date, one.clock, one.which);
    const refusal = refusals[one.expect];
    if (refusal) expect(ask).toThrow(refusal);
    else expect(ask()).toBe(one.expect);
  });
});

describe("kiky year", () => {
  it.each(years)("$title", (one) => {
    expect(yearShare(one.year_minutes, one.share, one.year, one.from, one.until)).toBe(one.expect);
  });
});

describe("proposal", () => {
  it.each(outs)("$title", (one) => {
    expect(proposeOut(one.in, planOf(one, one.date), one.outs)).toBe(one.expect);
  });
});
