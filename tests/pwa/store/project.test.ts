import fc from "fast-check";
import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { entryId } from "../../../pwa/src/domain/pair";
import { syncState } from "../../../pwa/src/store/syncState";
import { LeimaDb, nameOf, type ServerRow } from "../../../pwa/src/device/db";
import { explainHere } from "../../../pwa/src/store/balances/explain";
import { type Facts } from "../../../pwa/src/store/facts";
import { load, openExisting } from "../../../pwa/src/device/load";
import { project } from "../../../pwa/src/store/project";
import { stateOf } from "../../../pwa/src/store/punches/view";
import type { OutboxRow } from "../../../pwa/src/device/operations";
import { at, balances, factsWith, flexAccount, NOON, row as rowOf, Sealer, TERMS } from "./anna";
import { READ } from "../../../pwa/src/store/factsOf";
import { flexHistory } from "../../../pwa/src/store/balances/view";

const sealer = new Sealer(1);
const SCHEME = {
  accounted: "obligation",
  year_minutes: 1440,
  methods: ["extension_day"],
  extension_minutes: 0,
  pay_out: [],
  supplements: {},
  from: "2026-01-01",
  until: null,
  year_end: "carry",
};
const row = (type: string, id: string, data: object, date = "") => rowOf(type, id, data, { date });

function punched(kind: string, when: number, status: OutboxRow["status"] = "queued"): OutboxRow {
  const body = { kind, work_type: null, cost_centre: null, remote: false, note: "" };
  const entity = { type: "punch", id: sealer.uuid() };
  return { ...sealer.sealed({ type: "punch.record", entity, body, claimed_at: when }), status };
}

const facts = (pending: OutboxRow[], rows: ServerRow[] = [], settled = 100, today?: string): Facts =>
  factsWith(pending, rows, { accounts: [flexAccount(settled)], ...(today ? { today } : {}) });

describe("the balance on the card", () => {
  test("moves with a punch that the server has not heard of", () => {
    const known = facts([punched("in", at("08:00"))]);
    const { accounts, projected } = project(known, NOON);
    expect(projected).toBe(true);
    expect(accounts[0]).toMatchObject({ settled: 100, today: -210, amount: -110 });
  });

  test("is the server's while nothing was punched", () => {
    expect(project(facts([]), NOON).accounts[0]).toMatchObject({ settled: 100, today: 0, amount: 100 });
  });

  test("counts a past day anew until the server has worked this device's word into it", () => {
    const result = { date: "2026-11-19", status: "pending", flex: 0, kiky: 0, findings: [], lines: [], spans: [] };
    const data = { person: "anna", date: "2026-11-19", status: "pending", facts_seq: 10, result };
    const opening = { id: "p", person: "anna", kind: "in", at: at("08:00", "2026-11-19"), author: "anna", flags: [] };
    const rows = [row("day", "anna:2026-11-19", data, "2026-11-19"), row("punch", "p", opening, "2026-11-19")];
    const out = punched("out", at("16:30", "2026-11-19"));
    expect(project(facts([out], rows), NOON).accounts[0]!.settled).toBe(160);
    expect(project(facts([{ ...out, status: "acked", seq: 11 }], rows), NOON).accounts[0]!.settled).toBe(160);
    expect(project(facts([{ ...out, status: "acked", seq: 10 }], rows), NOON).accounts[0]!.settled).toBe(100);
    expect(project(facts([{ ...out, status: "attention" }], rows), NOON).accounts[0]!.settled).toBe(100);
  });

  test("works out the mark of the evening before again when hours after midnight are punched", () => {
    const span = { start: at("22:00", "2026-11-18"), end: at("02:00", "2026-11-19"), break_min: 0 };
    const mark = { person: "anna", date: "2026-11-18", status: "planned", waits: true, ...span };
    const pending = [punched("in", at("00:30", "2026-11-19")), punched("out", at("02:00", "2026-11-19"))];
    const known = facts(pending, [row("kiky_mark", "m", mark, "2026-11-18")]);
    known.terms = [{ ...TERMS, kiky: SCHEME as never }];
    const { local } = project(known, NOON);
    expect(local.get("2026-11-18")?.result.kiky).toBe(90);
    expect(local.get("2026-11-19")?.result.worked).toBe(0);
  });

  describe("of an evening before that is settled", () => {
    const span = { start: at("22:00", "2026-11-19"), end: at("02:00"), break_min: 0 };
    const mark = { person: "anna", date: "2026-11-19", status: "planned", waits: true, ...span };
    const result = { date: "2026-11-19", status: "done", flex: 0, kiky: 0, findings: [], lines: [], spans: [] };
    const settled = { person: "anna", date: "2026-11-19", status: "done", facts_seq: 10, result };
    const come = { person: "anna", kind: "in", at: at("22:00", "2026-11-19"), author: "anna", flags: [] };
    const rows = [
      row("kiky_mark", "m", mark, "2026-11-19"),
      row("day", "anna:2026-11-19", settled, "2026-11-19"),
      row("punch", "in", { id: "in", ...come }, "2026-11-19"),
      row("punch", "out", { id: "out", ...come, kind: "out", at: at("02:00") }, "2026-11-20"),
    ];
    const todayOf = (known: Facts) => {
      known.terms = [{ ...TERMS, kiky: SCHEME as never }];
      return project(known, NOON).local.get("2026-11-20")!.result;
    };

    test("takes the kiky by the facts where its month is closed: its stored result stands uncorrected", () => {
      const closed = row("month", "anna:2026-11", { person: "anna", month: "2026-11", status: "closed" });
      expect(todayOf(facts([], [...rows, closed]))).toMatchObject({ worked: 0, kiky: 0 });
    });

    test("and by what its own year owed, not by what another one does", () => {
      const closed = row("month", "anna:2026-11", { person: "anna", month: "2026-11", status: "closed" });
      const next = { ...flexAccount(600), account: "kiky", year: 2027 };
      const known = factsWith([], [...rows, closed], { accounts: [flexAccount(100), next] });
      expect(todayOf(known)).toMatchObject({ worked: 120, kiky: 0 });
    });

    test("and as the server has it where it is not: nothing was owed any more when it was settled", () => {
      expect(todayOf(facts([], rows))).toMatchObject({ worked: 120, kiky: 0 });
    });
  });

  test("goes on over midnight without a network", () => {
    const pending = [punched("in", at("08:00", "2026-11-19")), punched("out", at("16:00", "2026-11-19"))];
    const { accounts } = project(facts(pending, [], 100, "2026-11-19"), NOON);
    expect(accounts[0]!.settled).toBe(130);
  });

  test("leaves out the days before the person's balances begin", () => {
    const pending = [punched("in", at("08:00", "2026-11-18")), punched("out", at("16:00", "2026-11-18"))];
    const all = facts(pending, [], 100, "2026-11-20");
    const known = { ...all, balances: { ...all.balances!, counts_from: "2026-11-19" } };
    const projection = project(known, NOON);
    expect(projection.accounts[0]).toMatchObject({ settled: 100, amount: 100 });
    expect(explainHere(known, projection, "flex", NOON).rows.every((one) => one.date !== "2026-11-18")).toBe(true);
  });

  test("is explained to the minute, whatever was punched", () => {
    const minute = fc.integer({ min: 0, max: 3 * 1440 });
    const kinds = fc.constantFrom("in", "out", "break_start", "break_end");
    fc.assert(
      fc.property(fc.array(fc.tuple(kinds, minute), { maxLength: 12 }), fc.integer(), (punches, settled) => {
        const pending = punches.map(([kind, m]) => punched(kind, at("00:00", "2026-11-18") + m * 60_000));
        const known = facts(pending, [], settled, "2026-11-18");
        const projection = project(known, NOON);
        const explanation = explainHere(known, projection, "flex", NOON);
        expect(explanation.rows.reduce((sum, one) => sum + one.amount, 0)).toBe(projection.accounts[0]!.amount);
        expect(flexHistory(known, projection).at(-1)!.amount).toBe(projection.accounts[0]!.amount);
      }),
      { numRuns: 200, seed: 20_261_121 },
    );
  });
});

describe("what holds now", () => {
  test("is read from the last punch, and a forgotten out does not last for ever", () => {
    expect(stateOf(facts([punched("in", at("08:00"))]), NOON)).toEqual({ state: "in", since: at("08:00") });
    expect(stateOf(facts([punched("in", at("08:00")), punched("break_start", at("11:00"))]), NOON).state).toBe("break");
    expect(stateOf(facts([punched("in", at("08:00", "2026-11-19"))]), NOON)).toEqual({ state: "out", since: null });
  });

  test("names no clock-out of an entry that has been deleted, but the one before it", () => {
    const morning = [punched("in", at("07:00")), punched("out", at("08:00"))];
    const later = [punched("in", at("09:00")), punched("out", at("11:00"))];
    const data = { person: "anna", start: at("09:00"), end: at("11:00"), source: "punch", overrides: {} };
    const kept = row("entry", entryId(later[0]!.entity_id), data, "2026-11-20");
    const gone = { ...kept, deleted: true };
    expect(stateOf(facts(later, [kept]), NOON)).toEqual({ state: "out", since: at("11:00") });
    expect(stateOf(facts(later, [gone]), NOON)).toEqual({ state: "out", since: null });
    expect(stateOf(facts([...morning, ...later], [gone]), NOON)).toEqual({ state: "out", since: at("08:00") });
    const again = punched("in", at("11:30"));
    expect(stateOf(facts([...later, again], [gone]), NOON)).toEqual({ state: "in", since: at("11:30") });
  });

  test("is never since a time to come, and a clock set right lets one out again", () => {
    const ahead = punched("in", at("15:00"));
    expect(stateOf(facts([ahead]), NOON)).toEqual({ state: "in", since: NOON });
    const both = facts([ahead, punched("out", NOON)]);
    expect(stateOf(both, NOON).state).toBe("out");
    expect(both.punches.map(({ kind }) => kind)).toEqual(["in", "out"]);
  });

  test("keeps today's clock-in where it was when yesterday's clock-out is told after it", () => {
    const told = punched("out", at("16:00", "2026-11-19"));
    const op = JSON.parse(told.sealed);
    op.body.estimated_confirmed = true;
    const known = facts([punched("in", at("08:00")), { ...told, sealed: JSON.stringify(op), dev_seq: sealer.next() }]);
    expect(stateOf(known, NOON)).toEqual({ state: "in", since: at("08:00") });
  });

  test("is said by the chip as it is", () => {
    const rest = { online: true, storage: "ok" as const, updateReady: false };
    expect(syncState([], rest).kind).toBe("sent");
    expect(syncState([punched("in", NOON)], rest)).toMatchObject({ kind: "waiting", unsent: 1, oldest: NOON });
    expect(syncState([punched("in", NOON)], { ...rest, online: false }).kind).toBe("offline");
    expect(syncState([punched("in", NOON, "attention")], rest)).toMatchObject({
      kind: "attention",
      unsent: 0,
      attention: 1,
    });
  });
});

describe("the first paint", () => {
  const before = globalThis.indexedDB;
  beforeAll(() => Object.assign(globalThis, { indexedDB: new IDBFactory(), IDBKeyRange }));
  afterAll(() => Object.assign(globalThis, { indexedDB: before }));

  test("reads the last user's rows in one transaction, and makes no database for a stranger", async () => {
    expect(await openExisting(nameOf("nobody"))).toBeNull();
    expect((await indexedDB.databases()).map((one) => one.name)).toEqual([]);
    const db = new LeimaDb("anna", { indexedDB, IDBKeyRange });
    await db.outbox.add(punched("in", at("08:00")));
    await db.outbox.add(punched("in", at("07:00"), "settled"));
    await db.server_rows.bulkPut([
      row("terms", "t", TERMS),
      row("punch", "near", { at: at("08:00"), kind: "in" }, "2026-11-20"),
      row("punch", "far", { at: 0, kind: "in" }, "2025-01-01"),
    ]);
    await db.keep("balances", balances([flexAccount(7)]));
    db.close();
    const raw = await openExisting(nameOf("anna"));
    const loaded = await load(raw!, READ, "2026-11-10", "2026-11-30");
    expect(loaded.outbox).toHaveLength(1);
    expect(loaded.rows.get("punch")!.map((one) => one.id)).toEqual(["near"]);
    expect(loaded.rows.get("terms")).toHaveLength(1);
    expect(loaded.meta.get("balances")).toMatchObject({ person: "anna" });
    raw!.close();
  });
});
