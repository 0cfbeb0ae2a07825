import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { describe, expect, test } from "vitest";
import { day } from "../../../pwa/src/domain/day";
import { entryId } from "../../../pwa/src/domain/pair";
import type { Terms } from "../../../pwa/src/domain/types";
import type { ServerRow } from "../../../pwa/src/device/db";
import { copyChoices } from "../../../pwa/src/store/hours/copying";
import { type Facts } from "../../../pwa/src/store/facts";
import { hoursView } from "../../../pwa/src/store/hours/view";
import { splitAt } from "../../../pwa/src/store/hours/acts";
import type { HoursDay } from "../../../pwa/src/store/hours/types";
import { changedDates, project, projectDay } from "../../../pwa/src/store/project";
import { utcDate } from "../../../pwa/src/device/rows";
import type { OutboxRow } from "../../../pwa/src/device/operations";
import { at as instant, factsWith, NOON, row as rowOf, TERMS as PLAIN, ZONE } from "./anna";

Object.assign(globalThis, { indexedDB: new IDBFactory(), IDBKeyRange });

const DAY = "2026-11-18";
const at = (clock: string, date = DAY) => instant(clock, date);
const minute = (clock: string, date?: string) => at(clock, date) / 60_000;
const TERMS: Terms = { ...PLAIN, auto_break: { over: 360, minutes: 30 } };

function row(type: string, id: string, data: Record<string, unknown>, more: Partial<ServerRow> = {}): ServerRow {
  const when = data.at ?? data.start;
  return rowOf(type, id, data, { date: typeof when === "number" ? utcDate(when) : "", version: 2, ...more });
}

let made = 0;

function op(
  type: string,
  id: string,
  body: Record<string, unknown>,
  status: OutboxRow["status"] = "queued",
): OutboxRow {
  made += 1;
  const time = { claimed_at: (body.at as number | undefined) ?? NOON, tz: ZONE, offset_min: 120, srv_offset: null };
  const entity = { type: type.split(".")[0]!, id };
  const sealed = { op_id: `op-${made}`, dev_seq: made, type, v: 1, subject: "anna", entity, base: null, body, time };
  const rest = { status, seq: null, code: null, result: null, after: [], claimed_at: time.claimed_at };
  return {
    ...sealed,
    ...rest,
    entity_id: id,
    entity: entity.type,
    person: "anna",
    sealed: JSON.stringify(sealed),
  } as never;
}

function punchRow(id: string, kind: string, clock: string, date?: string): ServerRow {
  const booked = { work_type: null, cost_centre: null, remote: false, kiky: false };
  return row("punch", id, { id, person: "anna", kind, at: at(clock, date), author: "anna", flags: [], ...booked });
}

function entryRow(id: string, more: Record<string, unknown> = {}, rest: Partial<ServerRow> = {}): ServerRow {
  const booked = { work_type: null, cost_centre: null, remote: false, kiky: false, note: "" };
  const told = { id, person: "anna", start: at("08:00"), end: at("16:00"), source: "typed", opening_punch: null };
  return row("entry", id, { ...told, ...booked, overrides: {}, changed_by: {}, ...more }, rest);
}

const facts = (pending: OutboxRow[], rows: ServerRow[] = []): Facts => factsWith(pending, rows, { terms: TERMS });

const workedOn = (known: Facts, date = "2026-11-18") => projectDay(known, date, NOON, null)!.result.worked;

function dayIn(known: Facts, date = "2026-11-18"): HoursDay {
  return hoursView(known, project(known, NOON), date, date, NOON).days[0]!;
}

const PUNCHED = [punchRow("i", "in", "08:00"), punchRow("o", "out", "16:00")];
const body = { work_type: null, cost_centre: null, remote: false, kiky: false, note: "" };

describe("work on a date without a contract", () => {
  const ended = (known: Facts, whole = true): Facts => ({
    ...known,
    whole,
    terms: [{ ...TERMS, until: "2026-11-17" }],
  });
  const create = op("entry.create", "e", { ...body, start: at("08:00"), end: at("12:00") });

  test("is told at once, without the server, and counts nothing", () => {
    const shown = dayIn(ended(facts([create])));
    expect(shown.plan).toBeNull();
    expect(shown.result).toMatchObject({ worked: 0, presence: 240, flex: 0, target: 0 });
    expect(shown.result!.findings).toEqual([{ kind: "no_contract", params: { minutes: 240 } }]);
    expect(shown.entries).toHaveLength(1);
  });

  test("is not told while the device may not have every contract yet, nor of an empty day", () => {
    expect(dayIn(ended(facts([create]), false)).result).toBeNull();
    expect(dayIn(ended(facts([]))).result).toBeNull();
  });
});

describe("own unsent work on entries", () => {
  test("counts at once: added, changed, taken away and brought back", () => {
    const create = op("entry.create", "e", { ...body, start: at("08:00"), end: at("12:00") });
    expect(workedOn(facts([create]))).toBe(240);
    const edit = op("entry.edit", "e", { set: { end: at("13:00") } });
    expect(workedOn(facts([create, edit]))).toBe(300);
    const gone = op("entry.delete", "e", {});
    expect(workedOn(facts([create, edit, gone]))).toBe(0);
    expect(workedOn(facts([create, edit, gone, op("entry.restore", "e", {})]))).toBe(300);
  });

  test("changes what only unsent punches make, and hands it back to them", () => {
    const id = entryId("i");
    const at8 = { ...body, kind: "in", at: at("08:00") };
    const pending = [op("punch.record", "i", at8), op("punch.record", "o", { ...body, kind: "out", at: at("16:00") })];
    const edit = op("entry.edit", id, { set: { start: at("07:00"), note: "aamu" } });
    expect(workedOn(facts([...pending, edit]))).toBe(540 - 30);
    expect(dayIn(facts([...pending, edit])).entries[0]).toMatchObject({
      note: "aamu",
      punched: { start: minute("08:00") },
    });
    const back = op("entry.edit", id, { set: {}, clear: ["start"] });
    expect(workedOn(facts([...pending, edit, back]))).toBe(480 - 30);
    expect(workedOn(facts([...pending, op("entry.delete", id, {})]))).toBe(0);
  });

  test("keeps a deleted entry deleted when its punches are still there", () => {
    const id = entryId("i");
    const gone = entryRow(id, { source: "punch", opening_punch: "i" }, { deleted: true });
    const known = facts([], [...PUNCHED, gone]);
    expect(workedOn(known)).toBe(0);
    expect(dayIn(known).deleted.map((one) => one.id)).toEqual([id]);
    expect(workedOn(facts([op("entry.restore", id, {})], [...PUNCHED, gone]))).toBe(450);
  });

  test("works out anew the day that an entry was moved from and the day that it was moved to", () => {
    const moved = op("entry.edit", "e", { set: { start: at("08:00", "2026-11-17"), end: at("16:00", "2026-11-17") } });
    expect(changedDates(facts([moved], [entryRow("e")]), "2026-11-20")).toEqual(["2026-11-17", "2026-11-18"]);
  });

  test("is told on its day, and refused work is not laid over anything", () => {
    const create = op("entry.create", "e", { ...body, start: at("08:00"), end: at("12:00") });
    expect(dayIn(facts([create]))).toMatchObject({ unsent: 1, local: true });
    const refused = { ...create, status: "attention" } as OutboxRow;
    expect(dayIn(facts([refused])).entries).toEqual([]);
  });
});

describe("a day as the screen shows it", () => {
  test("says what was clocked where somebody has set it otherwise, and by whom", () => {
    const told = { source: "punch", opening_punch: "i", overrides: { end: at("16:30") }, changed_by: { end: "Sari" } };
    const [entry] = dayIn(facts([], [...PUNCHED, entryRow(entryId("i"), told)])).entries;
    expect(entry).toMatchObject({
      end: minute("16:30"),
      punched: { end: minute("16:00") },
      changedBy: { end: "Sari" },
    });
  });

  test("shows a night shift on both of its days", () => {
    const night = [punchRow("i", "in", "22:00", "2026-11-17"), punchRow("o", "out", "06:00", "2026-11-18")];
    const known = facts([], night);
    known.days.set("2026-11-18", {
      date: "2026-11-18",
      status: "done",
      factsSeq: 1,
      result: projectDay(known, "2026-11-18", NOON, null)!.result,
    });
    for (const date of ["2026-11-17", "2026-11-18"]) expect(dayIn(known, date).entries).toHaveLength(1);
  });

  test("serves people paid by the hour as well: worked time without a plus or a minus", () => {
    const hourly: Terms = { ...TERMS, pay: "hourly", form: "general", flex: null, weekdays: [0, 0, 0, 0, 0, 0, 0] };
    const known = { ...facts([], PUNCHED), terms: [hourly] };
    const result = projectDay(known, "2026-11-18", NOON, null)!.result;
    known.days.set("2026-11-18", { date: "2026-11-18", status: "done", factsSeq: 1, result });
    const view = hoursView(known, project(known, NOON), "2026-11-16", "2026-11-22", NOON);
    expect(view.flex).toBe(false);
    expect(view.days[2]!.result!.worked).toBe(450);
    expect(view.days).toHaveLength(7);
  });
});

describe("dividing", () => {
  const parted = (breaks: [number, number][], clock: string, pause = 0) => {
    const entry = { start: minute("08:00"), end: minute("16:00"), breaks } as never;
    return splitAt(entry, minute(clock), pause);
  };

  test("changes nothing of what is counted, whether the day has breaks or not", () => {
    const planned = projectDay(facts([]), "2026-11-18", NOON, null)!.plan;
    for (const breaks of [[], [[minute("11:00"), minute("11:45")]]] as [number, number][][]) {
      const rows = breaks.length ? [punchRow("b", "break_start", "11:00"), punchRow("c", "break_end", "11:45")] : [];
      const whole = workedOn(facts([], [...PUNCHED, ...rows]));
      for (const clock of ["09:15", "11:00", "11:20", "11:45", "14:30"]) {
        const { end, rest } = parted(breaks, clock)!;
        const first = { ...entryRow("a").data, start: minute("08:00"), end };
        const parts = [first, ...rest.map(([start, until], n) => ({ ...entryRow(`r${n}`).data, start, end: until }))];
        const kept = breaks.filter(([from]) => from < end);
        const work = day(planned, [], parts as never, NOON / 60_000).worked;
        const off = kept.reduce((sum, [from, until]) => sum + until - from, 0);
        // A break within the first part stays on its punches.
        expect(work - off + (off && rest.length === 1 && parts.length === 2 ? autoBreak(parts, planned) : 0)).toBe(
          whole,
        );
      }
    }
  });

  test("can leave a break between the parts", () => {
    const { end, rest } = parted([], "11:00", 30)!;
    expect([end, rest]).toEqual([minute("11:00"), [[minute("11:30"), minute("16:00")]]]);
  });

  test("is refused at a time outside the entry", () => {
    for (const clock of ["08:00", "16:00", "17:00"]) expect(parted([], clock)).toBeNull();
    expect(parted([], "15:50", 20)).toBeNull();
  });
});

/** What the automatic break took from parts that touch each other and carry no break of their own. */
function autoBreak(parts: unknown[], planned: NonNullable<ReturnType<typeof projectDay>>["plan"]): number {
  const bare = day({ ...planned, auto_break: null }, [], parts as never, NOON / 60_000).worked;
  return bare - day(planned, [], parts as never, NOON / 60_000).worked;
}

describe("copying a day", () => {
  const usual = (date: string, start: string, end: string) => [
    punchRow(`i${date}`, "in", start, date),
    punchRow(`o${date}`, "out", end, date),
  ];

  function viewOf(rows: ServerRow[], until: string, now = NOON) {
    const known = facts([], rows);
    for (let n = 1; n < 20; n += 1) {
      const date = `2026-11-${String(n).padStart(2, "0")}`;
      const result = projectDay(known, date, NOON, null)!.result;
      known.days.set(date, { date, status: result.status, factsSeq: 1, result });
    }
    return hoursView(known, project(known, now), "2026-11-01", until, now);
  }

  test("offers the most usual day of the last weeks first, at the same clock times", () => {
    const rows = [
      ...usual("2026-11-10", "06:00", "13:00"),
      ...usual("2026-11-11", "08:05", "16:05"),
      ...usual("2026-11-12", "08:00", "16:10"),
      ...usual("2026-11-13", "10:00", "19:00"),
    ];
    const [first] = copyChoices(viewOf(rows, "2026-11-20"), "2026-11-16");
    expect(first).toMatchObject({ usual: true, from: "2026-11-12", minutes: 490 });
    expect(first!.entries[0]).toMatchObject({ start: at("08:00", "2026-11-16"), end: at("16:10", "2026-11-16") });
  });

  test("counts what overlaps once, as the day itself does", () => {
    const [start, end] = [at("15:00", "2026-11-12"), at("15:30", "2026-11-12")];
    const beside = entryRow("e1", { start, end, source: "typed", opening_punch: null });
    const rows = [...usual("2026-11-12", "08:00", "16:10"), beside];
    const [first] = copyChoices(viewOf(rows, "2026-11-20"), "2026-11-16");
    expect(first).toMatchObject({ from: "2026-11-12", minutes: 490 });
    expect(first!.entries.length).toBeGreaterThan(1);
  });

  test("books what was merged on what it was merged into", () => {
    const view = viewOf(usual("2026-11-12", "08:00", "16:10"), "2026-11-20");
    const booked = view.days.map((day) => ({
      ...day,
      entries: day.entries.map((one) => ({ ...one, workType: "old" })),
    }));
    const workTypes = [{ id: "new", name: "New", was: ["old"] }];
    const copied = (types: typeof workTypes) =>
      copyChoices({ ...view, days: booked, workTypes: types }, "2026-11-16")[0]!.entries[0]!.workType;
    expect([copied(workTypes), copied([])]).toEqual(["new", "old"]);
  });

  test("leaves out what is still to come", () => {
    const [first] = copyChoices(viewOf(usual("2026-11-10", "08:00", "16:00"), "2026-11-20"), "2026-11-20");
    expect(first).toBeUndefined();
  });
});
