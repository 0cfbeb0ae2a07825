import { expect, test } from "vitest";
import type { Facts } from "../../../pwa/src/store/facts";
import { yearOf } from "../../../pwa/src/store/kiky/acts";
import type { Projection } from "../../../pwa/src/store/project";

const posting = (date: string, kind: string, amount: number, more: object = {}): object => ({
  account: "kiky",
  year: 2026,
  date,
  kind,
  amount,
  why: "",
  act: null,
  who_name: null,
  ...more,
});

test("the year on the phone lists what settled it, leaves out what was undone and adds up to what is left", () => {
  const facts = {
    marks: [],
    terms: [],
    entries: [],
    pending: [],
    balances: null,
    zone: "Europe/Helsinki",
    days: new Map([["2026-03-07", { date: "2026-03-07", result: { kiky: 240 } }]]),
    postings: [
      posting("2026-01-01", "opening", 1440),
      posting("2026-02-02", "settlement", -600, { act: "a", who_name: "Sari" }),
      posting("2026-02-02", "settlement", -600, { act: "a", account: "flex", year: null }),
      posting("2026-02-03", "settlement", -300, { act: "b" }),
      posting("2026-02-03", "undo", 300, { act: "b" }),
    ],
  } as unknown as Facts;
  const projection = { today: "2026-11-20", base: "2026-11-20", local: new Map() } as unknown as Projection;

  const year = yearOf(facts, projection, 2026);

  expect([year.opening, year.settled, year.done, year.left]).toEqual([1440, 600, 240, 600]);
  expect(year.lines.map(({ kind, minutes }) => [kind, minutes])).toEqual([
    ["opening", 1440],
    ["settlement", -600],
    ["day", -240],
  ]);
  expect(year.lines[1]!.accounts).toEqual({ flex: -600 });
  expect(year.months[1]!.left).toBe(840);
});
