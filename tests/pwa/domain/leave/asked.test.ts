/** Leave that is asked for, as tests/rules/leave keeps it in Python: each title is a promise. And how rules are read. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { ask, type Counted } from "../../../../pwa/src/domain/leave/asked";
import type { Holding, LeaveRules } from "../../../../pwa/src/domain/leave/types";
import { leaveTermsOf, rulesOf, Unreadable } from "../../../../pwa/src/domain/leave/wire";

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../../shared/vectors/both/${name}.json`, import.meta.url), "utf8"));
const FILE = read("leave-asked");
const GOLDEN = read("leave");
const RULES = GOLDEN.rules as Record<string, LeaveRules>;

function termsOf(name: string) {
  return leaveTermsOf(
    FILE.terms[name].map(({ leave, ...one }: any) => ({
      ...one,
      leave: leave.map((row: any) => ({ ...RULES[row.use], ...row.with })),
    })),
  );
}

const years = (held: readonly Holding[]) => held.map(({ earning_year, days }) => [earning_year, days]);

function seen(counted: Counted | null) {
  if (!counted) return null;
  const free = counted.days.flatMap(({ date, why }) => (why ? [[date, why]] : []));
  const findings = counted.findings.map(({ kind }) => kind);
  return { ...counted, by_year: years(counted.by_year), left: years(counted.left), free, findings };
}

it.each(FILE.cases as any[])("$title", ({ terms, wish, ground, expect: wanted }) => {
  const told = seen(ask(wish, { ...FILE.ground, ...ground }, termsOf(terms), GOLDEN.calendar));
  if (wanted === null) expect(told).toBeNull();
  else expect(told).toMatchObject(wanted);
});

const ROW = { from: "2026-01-01", weekdays: [0, 1, 2, 3, 4, 5] };

it("a row that says little is read whole, and a whole one as it is", () => {
  expect(rulesOf(ROW, "leave[0]")).toMatchObject({
    ...ROW,
    lapses: false,
    carry_until: null,
    half_days: [],
    sources: {},
  });
  expect(rulesOf(RULES.law, "leave[0]")).toEqual(RULES.law);
});

it.each([
  ["from", undefined],
  ["from", "2026-02-30"],
  ["from", 20260101],
  ["until", "1.1.2026"],
  ["weekdays", undefined],
  ["weekdays", []],
  ["weekdays", [7]],
  ["weekdays", "012345"],
  ["weekdays", { 0: 1 }],
  ["saturday_every", Number.NaN],
  ["saturday_every", "5"],
  ["saturday_every", -1],
  ["saturday_every", 2.5],
  ["later", Number.POSITIVE_INFINITY],
  ["summer", ["05-02"]],
  ["summer", ["02.05.", "30.09."]],
  ["carry_until", "13-01"],
  ["carry_years", null],
  ["lapses", 1],
  ["half_dates", ["2026-13-01"]],
  ["free_days", [null]],
  ["as_work", { sick: "75" }],
  ["as_work", [75]],
  ["sources", { leave_counting: 4 }],
  ["saturdays", 5],
])("rules whose %s is %j are not read, and the field is named", (field, value) => {
  const { [field]: _, ...rest } = ROW as Record<string, unknown>;
  const row = value === undefined ? rest : { ...rest, [field]: value };
  expect(() => rulesOf(row, "leave[0]")).toThrow(Unreadable);
  expect(() => rulesOf(row, "leave[0]")).toThrow(new RegExp(`^leave\\[0\\]\\.${field}`));
});

it.each([
  [null, "terms[0]"],
  [[], "terms[0]"],
  [{ until: null, weekdays: [0, 0, 0, 0, 0, 0, 0] }, "terms[0].from"],
  [{ from: "2026-01-01", weekdays: [450, 450] }, "terms[0].weekdays"],
  [{ from: "2026-01-01", weekdays: [450, 450, 450, 450, 450, 0, 1441] }, "terms[0].weekdays[6]"],
  [{ from: "2026-01-01", weekdays: [450, 450, 450, 450, 450, 0, 0], leave: {} }, "terms[0].leave"],
  [{ from: "2026-01-01", weekdays: [450, 450, 450, 450, 450, 0, 0], leave: [3] }, "terms[0].leave[0]"],
])("terms that are %j are not read", (terms, place) => {
  expect(() => leaveTermsOf([terms])).toThrow(place);
});

it("terms come in order of date, and those of an older server have no rules", () => {
  const weekdays = [450, 450, 450, 450, 450, 0, 0];
  const [first, last] = leaveTermsOf([
    { from: "2026-06-01", until: null, weekdays, leave: [ROW] },
    { from: "2025-01-01", until: "2026-05-31", weekdays },
  ]);
  expect([first!.from, first!.leave, last!.from]).toEqual(["2025-01-01", [], "2026-06-01"]);
});
