import { describe, expect, test } from "vitest";
import type { Terms } from "../../../pwa/src/domain/types";
import type { ServerRow } from "../../../pwa/src/store/db";
import { type Facts, factsOf } from "../../../pwa/src/store/facts";
import { project } from "../../../pwa/src/store/project";
import { laidOver } from "../../../pwa/src/store/team";
import { seal } from "../../../pwa/src/sync/seal";
import type { OutboxRow } from "../../../pwa/src/sync/types";
import { Chance } from "../sync/world/chance";

const ZONE = "Europe/Helsinki";
const NOON = Date.parse("2026-11-20T10:00:00Z");
const PAST = "2026-11-18";
const chance = new Chance(2);

const TERMS = {
  ...{ id: "t", person: "anna", from: "2026-01-01", until: null, zone: ZONE, agreement: "a", form: "flexitime" },
  ...{ pay: "monthly", weekdays: [450, 450, 450, 450, 450, 0, 0], contract_day: 450, week_minutes: 2250 },
  ...{ daily_limit: 480, share: 1, boundary: "calendar", rounding: { mode: "none", minutes: 0 }, auto_break: null },
  ...{ break_rule: null, flex: { daily_limit: 240, core: null, band: null, max: 3600, min: -1200 }, kiky: null },
  ...{ holiday: null, sources: {}, overtime: { from: 480, first: 120 } },
} as unknown as Terms;

const minute = (clock: string) => Date.parse(`${PAST}T${clock}:00+02:00`);

function row(type: string, id: string, data: object, date = PAST): ServerRow {
  return { type, id, date, version: 1, deleted: false, by: null, op_id: null, gen: 1, data: { ...data } };
}

function made(type: string, entity: string, body: Record<string, unknown>, id = chance.uuid()): OutboxRow {
  const world = {
    now: () => NOON,
    mono: () => ({ boot: "b", ms: 0 }),
    zone: () => ({ tz: ZONE, offset_min: 120 }),
    uuid: () => chance.uuid(),
  };
  const draft = { type, subject: "anna", entity: { type: entity, id }, body, journal: { key: "k", params: {} } };
  return seal(draft, "anna", 1, null, undefined, world as never);
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

function facts(pending: OutboxRow[], rows: ServerRow[]): Facts {
  const flex = { account: "flex", year: null, unit: "min", amount: 0, settled: 0, today: 0, owed: false };
  const balances = { person: "anna", today_date: "2026-11-20", seq: 1, accounts: [flex], pending_days: 0 };
  const all = new Map<string, ServerRow[]>([["terms", [row("terms", "t", TERMS, "")]]]);
  for (const one of rows) all.set(one.type, [...(all.get(one.type) ?? []), one]);
  return factsOf({ rows: all, outbox: pending, meta: new Map([["balances", balances]]) }, "anna", ZONE);
}

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
      ...{ id: "o1", person: "anna", date: PAST, start: null, end: null, minutes: 180, status, asked_by: "boss" },
      ...{ note: "", reason: "" },
    });
  const moved = made("punch.record", "punch", { kind: "out", note: "" });

  test("counts when it is approved, and only then", () => {
    const touched = { ...moved, claimed_at: minute("19:00") };
    const worked = (status: string) => {
      const known = facts([touched], [...WORKED, order(status), day(210)]);
      return project(
        { ...known, pending: [made("overtime.choose", "overtime_choice", { date: PAST, choice: "leave" })] },
        NOON,
      );
    };
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
    ...{ corrections: [], orders: [{ ...asked, note: "", version: 1 }], asOf: NOON, offline: false },
  };
  const place = made("order.place", "work_order", { date: PAST, minutes: 60 });
  const decide = made("order.decide", "work_order", { decision: "approve", seen_version: 1 }, "o9");
  expect(laidOver(view, []).teams[0]!.members[0]!.attention).toHaveLength(1);
  expect(laidOver(view, [place]).teams[0]!.members[0]!.attention).toEqual([]);
  expect(laidOver(view, [decide]).orders).toEqual([]);
});
