/** Leave saved over years on the phone: what may be saved by what this device holds, and wishes laid over the rows. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { most, refusal } from "../../../pwa/src/domain/leave/saving";
import { leaveTermsOf } from "../../../pwa/src/domain/leave/wire";
import { savingBasisOf } from "../../../pwa/src/store/saving/basis";
import { savingsOf } from "../../../pwa/src/store/saving/view";

const GOLDEN = JSON.parse(readFileSync(new URL("../../../shared/vectors/both/leave.json", import.meta.url), "utf8"));
const line = (kind: string, amount: number, act: string | null = null) =>
  ({ account: "annual_holiday", year: 2026, date: "2026-04-01", kind, amount, why: "", act }) as any;
const ground = {
  ...{ since: "2026-11-20", told_on: "2026-11-20", waiting: [], others: [], locked: [] },
  holdings: [{ earning_year: 2026, days: 2700, saved: false }],
  granted: [{ first: "2026-12-14", last: "2026-12-18" }],
};
const terms = leaveTermsOf([
  { from: "2025-01-01", until: null, weekdays: [450, 450, 450, 450, 450, 0, 0], leave: [GOLDEN.rules.law] },
]);
const basis = { terms, calendar: GOLDEN.calendar, ground, saved: ground };
const row = (id: string, more: object = {}) =>
  ({
    id,
    version: 1,
    deleted: false,
    data: { earning_year: 2026, days: 2, status: "requested", person: "p", ...more },
  }) as any;

it("what is granted, saved and asked for is taken off, and an undone saving is not", () => {
  const postings = [line("opening", 30), line("saving", -3, "a"), line("saving", -5, "b"), line("undo", 5, "b")];
  const { dated, date, years } = savingBasisOf(basis, postings, savingsOf([row("w")], []));
  expect(years).toEqual([{ earning_year: 2026, earned: 3000, left: 2000, saved: 500 }]);
  expect(most(years[0]!, dated, date)).toBe(7);
  expect(refusal(8, years[0]!, dated, date)?.kind).toBe("saving_over");
});

it("where nobody is employed or no rules are known nothing may be saved", () => {
  expect(savingBasisOf({ ...basis, terms: null }, [], []).years).toEqual([]);
  const ended = terms.map((one) => ({ ...one, until: "2026-10-31" }));
  expect(savingBasisOf({ ...basis, terms: ended }, [], []).years).toEqual([]);
});

it("a wish that has not been sent stands over the rows, and so does what is said of one", () => {
  const said = (type: string, entity_id: string, body: object) =>
    ({ entity: "saving", entity_id, subject: "p", status: "queued", sealed: JSON.stringify({ type, body }) }) as any;
  const seen = savingsOf(
    [row("w")],
    [said("saving.request", "x", { earning_year: 2025, days: 1, note: "" }), said("saving.withdraw", "w", {})],
  );
  expect(seen.map(({ id, year, status, local }) => [id, year, status, local])).toEqual([
    ["w", 2026, "withdrawn", true],
    ["x", 2025, "requested", true],
  ]);
});
