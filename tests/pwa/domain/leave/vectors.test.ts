/** The golden cases of leave: each title is a promise, kept in TypeScript here and in Python by tests/rules/leave. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { leaveOf, workOut } from "../../../../pwa/src/domain/leave/leave";
import { doneOf, earn } from "../../../../pwa/src/domain/leave/earning";
import type { LeaveRules } from "../../../../pwa/src/domain/leave/types";
import type { CalendarDay } from "../../../../pwa/src/domain/types";

interface Case {
  title: string;
  rules?: string[];
  with?: Partial<LeaveRules>[];
  leave?: any;
  year?: any;
  expect: any;
}
interface File {
  rules: Record<string, LeaveRules>;
  calendar: CalendarDay[];
  cases: Case[];
}
const FILE = JSON.parse(
  readFileSync(new URL("../../../../shared/vectors/both/leave.json", import.meta.url), "utf8"),
) as File;

const dated = (one: Case) => (one.rules ?? ["law"]).map((name, at) => ({ ...FILE.rules[name]!, ...one.with?.[at] }));

it("there are golden cases of leave", () => {
  expect(FILE.cases.length).toBeGreaterThanOrEqual(25);
});

it.each(FILE.cases.filter(({ leave }) => leave))("$title", (one) => {
  const worked = workOut(leaveOf(one.leave), dated(one), FILE.calendar);
  const free = worked.days.flatMap(({ date, why }) => (why ? [[date, why]] : []));
  const by_year = worked.by_year.map(({ earning_year, days }) => [earning_year, days]);
  expect({ ...worked, by_year, free }).toMatchObject(one.expect);
});

it.each(FILE.cases.filter(({ year }) => year))("$title", (one) => {
  const { employments, done, earning_year, as_of = null } = one.year;
  expect(earn(employments, done.map(doneOf), earning_year, dated(one), { as_of })).toMatchObject(one.expect);
});
