import { describe, expect, test } from "vitest";
import type { OutboxRow } from "../../../pwa/src/device/operations";
import { planningRounds } from "../../../pwa/src/store/rounds/view";
import { row, Sealer } from "./anna";

const sealer = new Sealer(9);
const FIRST = { from_date: "2027-07-05", until_date: "2027-07-25" };
const ROUND = {
  title: "Kesä",
  from_date: "2027-05-02",
  until_date: "2027-09-30",
  wish_by: "2027-03-31",
  status: "open",
};
const STORED = {
  round: "k",
  first_from: "2027-06-07",
  first_until: "2027-06-27",
  status: "wished",
  note: "",
  answer: "",
};

function said(type: string, id: string, body: Record<string, unknown> = {}, more: Partial<OutboxRow> = {}): OutboxRow {
  return { ...sealer.sealed({ type, entity: { type: "round_wish", id }, body }), ...more };
}

const round = row("round", "k", ROUND);
const wish = row("round_wish", "w", STORED);
const wishesAfter = (...pending: OutboxRow[]) => planningRounds([round], [wish], pending)[0]!.wishes;

describe("planning rounds on this device", () => {
  test("have the wishes that this device has made, marked until the server has them", () => {
    const made = said("round.wish", "n", { round: "k", first: FIRST, second: null, note: "mökki" });
    const [stands, own] = wishesAfter(made);
    expect(stands).toMatchObject({ id: "w", local: false, first: { from: "2027-06-07", until: "2027-06-27" } });
    expect(own).toMatchObject({ id: "n", local: true, note: "mökki", second: null, status: "wished" });
  });

  test("show a wish as it was changed, and none that was taken back", () => {
    const changed = said("round.wish", "w", { round: "k", first: FIRST, second: FIRST, note: "" });
    expect(wishesAfter(changed)[0]).toMatchObject({ second: { from: "2027-07-05", until: "2027-07-25" }, local: true });
    expect(wishesAfter(said("round.withdraw", "w"))).toEqual([]);
  });

  test("stand as the server has them where it refused what was said, or knows more already", () => {
    expect(wishesAfter(said("round.withdraw", "w", {}, { status: "attention" }))).toHaveLength(1);
    expect(wishesAfter(said("round.withdraw", "w", {}, { status: "acked", version: 1 }))).toHaveLength(1);
  });

  test("come with the one that ends last first, and those that are gone not at all", () => {
    const later = row("round", "k2", { ...ROUND, until_date: "2028-09-30" });
    const gone = { ...row("round", "k3", ROUND), deleted: true };
    expect(planningRounds([round, later, gone], [], []).map(({ id }) => id)).toEqual(["k2", "k"]);
  });
});
