import { describe, expect, test } from "vitest";
import type { ServerRow } from "../../../pwa/src/device/db";
import { type Facts } from "../../../pwa/src/store/facts";
import { project } from "../../../pwa/src/store/project";
import type { OutboxRow } from "../../../pwa/src/device/operations";
import { at, factsWith, flexAccount, NOON, row as rowOf, Sealer, WITH_OVERTIME } from "./anna";
import { overlayDecisions } from "../../../pwa/src/store/team/overlay";

const PAST = "2026-11-18";
const sealer = new Sealer(2);
const minute = (clock: string) => at(clock, PAST);
const row = (type: string, id: string, data: object, date = PAST) => rowOf(type, id, data, { date });

function made(type: string, entity: string, body: Record<string, unknown>, id = sealer.uuid()): OutboxRow {
  return sealer.sealed({ type, entity: { type: entity, id }, body });
}

/** Worked 8-19 on the past day: 3:30 over the target, as the server has it. */
const WORKED = [
  row("punch", "p1", { id: "p1", person: "anna", kind: "in", at: minute("08:00"), author: "anna" }),
  row("punch", "p2", { id: "p2", person: "anna", kind: "out", at: minute("19:00"), author: "anna" }),
];

function day(flex: number): ServerRow {
  const result = { date: PAST, status: "done", flex, kiky: 0, findings: [], lines: [], spans: [] };
  return row("day", `anna:${PAST}`, { person: "anna", date: PAST, status: "done", facts_seq: 10, result });
}

const facts = (pending: OutboxRow[], rows: ServerRow[]): Facts =>
  factsWith(pending, rows, { terms: WITH_OVERTIME, accounts: [flexAccount(0)] });

const flexOf = (known: Facts) => project(known, NOON).accounts[0]!.settled;
const sick = { from_date: "2026-11-18", until_date: "2026-11-18", kind: "sick", minutes: null, note: "", reason: "" };

describe("an absence on the phone", () => {
  test("meets the target at once, before the server has heard of it", () => {
    expect(flexOf(facts([made("absence.record", "absence", sick)], [day(-450)]))).toBe(450);
  });

  test("of flex leave leaves the target, and unpaid leave lowers it", () => {
    const of = (kind: string) => flexOf(facts([made("absence.record", "absence", { ...sick, kind })], [day(-450)]));
    expect([of("flex_leave"), of("unpaid")]).toEqual([0, 450]);
  });

  test("counts each date of its stretch, and none when it is taken back", () => {
    const long = { id: "a1", person: "anna", ...sick, until_date: "2026-11-19" };
    const known = facts([], [row("absence", "a1", long, "")]);
    expect(known.absences.map(({ date }) => date)).toEqual(["2026-11-18", "2026-11-19"]);
    const stored = row("absence", "a1", { id: "a1", person: "anna", ...sick }, "");
    const gone = made("absence.cancel", "absence", {}, "a1");
    expect(flexOf(facts([gone], [stored, day(0)]))).toBe(-450);
  });

  test("of somebody in the team is not one's own", () => {
    const theirs = row("absence", "a2", { id: "a2", person: "ville", ...sick }, "");
    expect(facts([], [theirs]).absences).toEqual([]);
  });
});

describe("ordered work on the phone", () => {
  const order = (status: string) =>
    row("work_order", "o1", {
      id: "o1",
      person: "anna",
      date: PAST,
      start: null,
      end: null,
      minutes: 180,
      status,
      asked_by: "boss",
      note: "",
      reason: "",
    });
  const leave = made("overtime.choose", "overtime_choice", { date: PAST, choice: "leave" });

  test("counts when it is approved, and only then", () => {
    const worked = (status: string) => project(facts([leave], [...WORKED, order(status), day(210)]), NOON);
    const told = ["approved", "waiting", "rejected"].map((s) => worked(s).local.get(PAST)!.result);
    expect(told.map(({ overtime50, overtime100 }) => overtime50 + overtime100)).toEqual([180, 0, 0]);
  });

  test("that was asked for waits, and moves no minute", () => {
    const ask = made("order.ask", "work_order", { date: PAST, minutes: 120, note: "kiire" });
    const known = facts([ask], [...WORKED, day(210)]);
    expect(known.orders).toMatchObject([{ status: "waiting", minutes: 120, asked: true, note: "kiire" }]);
    expect(flexOf(known)).toBe(0);
  });

  test("keeps the latest choice of what becomes of it", () => {
    const choose = (choice: string) => made("overtime.choose", "overtime_choice", { date: PAST, choice });
    expect(facts([choose("leave"), choose("bank")], []).choices).toMatchObject([{ date: PAST, choice: "bank" }]);
  });
});

test("what a supervisor has just decided asks nobody any more", () => {
  const attention = { date: PAST, kind: "unapproved", openingPunch: "", openedAt: 0, proposal: null, minutes: 60 };
  const member = {
    person: "anna",
    name: "Anna",
    state: "out" as const,
    since: null,
    remote: false,
    clockSuspect: false,
  };
  const asked = { id: "o9", person: "anna", personName: "Anna", date: PAST, start: null, end: null, minutes: 60 };
  const view = {
    teams: [{ id: "t", name: "T", members: [{ ...member, attention: [attention] }] }],
    corrections: [],
    orders: [{ ...asked, note: "", version: 1 }],
    asOf: NOON,
    offline: false,
  };
  const place = made("order.place", "work_order", { date: PAST, minutes: 60 });
  const decide = made("order.decide", "work_order", { decision: "approve", seen_version: 1 }, "o9");
  const mark = { id: "m9", person: "anna", personName: "Anna", date: PAST, start: null, end: null, breakMin: 0 };
  const word = made("kiky.decide", "kiky_mark", { decision: "reject", seen_version: 1 }, "m9");
  const back = made("kiky.undo", "kiky_mark", { seen_version: 2 }, "m9");
  const marked = { ...view, marks: [{ ...mark, note: "", version: 1 }] };
  expect(overlayDecisions(marked, [word]).marks).toEqual([]);
  expect(overlayDecisions(marked, [word, back]).marks).toHaveLength(1);
  expect(overlayDecisions(view, []).teams[0]!.members[0]!.attention).toHaveLength(1);
  expect(overlayDecisions(view, [place]).teams[0]!.members[0]!.attention).toEqual([]);
  expect(overlayDecisions(view, [decide]).orders).toEqual([]);
});
