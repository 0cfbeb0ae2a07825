import { describe, expect, test } from "vitest";
import { entryId } from "../../../pwa/src/domain/pair";
import { punchActs } from "../../../pwa/src/store/punches/acts";
import { correctionActs } from "../../../pwa/src/store/corrections/acts";
import { readChoice } from "../../../pwa/src/store/punches/choice";
import { type Facts } from "../../../pwa/src/store/facts";
import type { DeviceStore } from "../../../pwa/src/store/deviceStore";
import { project } from "../../../pwa/src/store/project";
import { recentFirst } from "../../../pwa/src/store/punches/runningWork";
import { kikyActs } from "../../../pwa/src/store/kiky/acts";
import type { TeamView } from "../../../pwa/src/store/appState";
import { loadTeam } from "../../../pwa/src/store/team/acts";
import { todayView } from "../../../pwa/src/store/punches/view";
import { undoActs } from "../../../pwa/src/store/undo/acts";
import { notUndone } from "../../../pwa/src/store/waits";
import { uuid7 } from "../../../pwa/src/sync/browser";
import { seal } from "../../../pwa/src/device/seal";
import type { Draft, OutboxRow } from "../../../pwa/src/device/operations";
import { Chance } from "../sync/world/chance";
import { factsOf } from "../../../pwa/src/store/factsOf";
import { at, row, WITH_OVERTIME, ZONE } from "./anna";
import { overlayDecisions } from "../../../pwa/src/store/team/overlay";

const ROWS = ["support", "build", "train"].map((id) => row("work_type", id, { name: id }));

/** A phone without a network: what is kept is laid over what it knows at once. */
class Phone {
  now = at("08:00");
  outbox: OutboxRow[] = [];
  types = ROWS;
  facts: Facts | null = null;
  lastMade: string[] = [];
  marker = { person: "anna", zone: ZONE };
  signals = {
    today: { value: null as ReturnType<typeof todayView> | null },
    team: { value: null },
    begun: { value: 0 },
  };
  private readonly chance = new Chance(7);
  private readonly pocket = new Map<string, string>();
  ports = {
    now: () => this.now,
    uuid: () =>
      uuid7(
        this.now,
        Uint8Array.from({ length: 16 }, () => this.chance.below(256)),
      ),
    mono: () => ({ boot: "b", ms: 0 }),
    after: () => () => {},
    zone: () => ({ tz: ZONE, offset_min: 120 }),
    pocket: {
      get: (key: string) => this.pocket.get(key) ?? null,
      set: (k: string, v: string) => this.pocket.set(k, v),
    },
  };
  readonly acts = {
    ...punchActs(this as unknown as DeviceStore),
    ...correctionActs(this as unknown as DeviceStore),
    ...undoActs(this as unknown as DeviceStore),
    ...kikyActs(this as unknown as DeviceStore),
  };

  constructor() {
    this.compute();
  }

  async engine() {
    return { keep: (draft: Draft) => this.keep(draft), engine: { drop: async () => true } };
  }

  async keep(draft: Draft) {
    const seals = (one: Draft) =>
      this.outbox.push(seal(one, "anna", this.outbox.length, null, undefined, this.ports as never));
    [draft, ...(draft.also ?? [])].forEach(seals);
    return { how: "saved" as const, row: this.outbox.at(-1)! };
  }

  async refresh() {
    this.compute();
  }

  compute(): void {
    const rows = new Map([
      ["terms", [row("terms", "t", WITH_OVERTIME)]],
      ["work_type", this.types],
    ]);
    const loaded = { rows, outbox: this.outbox, meta: new Map() };
    this.facts = factsOf(loaded, "anna", ZONE);
    const choice = readChoice(this.ports.pocket as never, "anna");
    this.signals.today.value = todayView(this.facts, project(this.facts, this.now), this.now, choice);
  }

  at(clock: string): this {
    this.now = at(clock);
    this.compute();
    return this;
  }

  get today() {
    return this.signals.today.value!;
  }

  /** The day's stretches as start, end and what each is booked on. */
  get stretches() {
    const clock = (minute: number) => new Date(minute * 60_000 + 7_200_000).toISOString().slice(11, 16);
    return (this.today.result?.spans ?? []).map((one) => [clock(one.start), clock(one.end), one.kind, one.work_type]);
  }
}

async function clockedIn(workType = "support"): Promise<Phone> {
  const phone = new Phone();
  await phone.acts.setChoice({ workType });
  await phone.acts.punch("in");
  return phone;
}

describe("another work type while clocked in", () => {
  test("splits the running entry at this minute, without a network too, and the screen shows what counts", async () => {
    const phone = (await clockedIn()).at("10:30");
    await phone.acts.switchNow({ workType: "build" });
    expect(phone.today.choice.workType).toBe("build");
    expect([phone.today.state, phone.today.running!.start]).toEqual(["in", at("10:30")]);
    phone.at("12:00");
    expect(phone.stretches).toEqual([
      ["08:00", "10:30", "work", "support"],
      ["10:30", "12:00", "work", "build"],
    ]);
    expect(phone.today.result?.worked).toBe(240);
  });

  test("corrects the running entry from its start when that is what was meant", async () => {
    const phone = (await clockedIn()).at("10:30");
    await phone.acts.correctRunning({ workType: "build", remote: true });
    expect(phone.stretches).toEqual([["08:00", "10:30", "work", "build"]]);
    expect(phone.today.choice).toMatchObject({ workType: "build", remote: true });
    await phone.acts.uncorrect(phone.today.running!.entry, { workType: "support", remote: false });
    expect(phone.stretches).toEqual([["08:00", "10:30", "work", "support"]]);
  });

  test("is taken back by one act, after which one entry goes on as before", async () => {
    const phone = (await clockedIn()).at("10:30");
    await phone.acts.switchNow({ workType: "build" });
    await phone.acts.undoPunches(phone.acts.lastMade());
    phone.at("11:00");
    expect(phone.stretches).toEqual([["08:00", "11:00", "work", "support"]]);
    expect(phone.today.running!.entry).toBe(entryId(phone.outbox[0]!.entity_id));
  });

  test("on a break waits for its end, and the break stays whole", async () => {
    const phone = (await clockedIn()).at("11:00");
    await phone.acts.punch("break_start");
    phone.at("11:10");
    await phone.acts.switchOnReturn({ workType: "build" });
    expect([phone.today.onReturn, phone.today.choice.workType]).toEqual([true, "build"]);
    phone.at("11:40");
    await phone.acts.punch("break_end");
    phone.at("12:00");
    expect(phone.stretches).toEqual([
      ["08:00", "11:00", "work", "support"],
      ["11:00", "11:40", "break", "support"],
      ["11:40", "12:00", "work", "build"],
    ]);
    expect(phone.today.onReturn).toBe(false);
  });

  test("is shown from the entry itself, not from what was chosen last", async () => {
    const phone = await clockedIn("train");
    expect(phone.today.choice.workType).toBe("train");
    expect(recentFirst(phone.facts!, "work_type", phone.facts!.workTypes).map(({ id }) => id)).toEqual([
      "train",
      "support",
      "build",
    ]);
  });
});

describe("what was merged into another", () => {
  const retired = row("work_type", "support", { name: "support", active: false });
  const heir = row("work_type", "build", { name: "build", was: ["support"] });
  const merged = [retired, heir, row("work_type", "train", { name: "train", was: [] })];

  test("is chosen and stands first by the name of the other", async () => {
    const phone = await clockedIn("support");
    phone.at("16:00");
    await phone.acts.punch("out");
    phone.types = merged;
    phone.at("17:00");
    expect(phone.today.choice.workType).toBe("build");
    expect(phone.today.workTypes.map(({ id, recent }) => [id, recent ?? false])).toEqual([
      ["build", true],
      ["train", false],
    ]);
  });

  test("stays in the work that goes on", async () => {
    const phone = await clockedIn("support");
    phone.types = merged;
    phone.at("09:00");
    expect(phone.today.choice.workType).toBe("support");
  });
});

describe("undo", () => {
  test("of a clock-out lets the work go on, and of a clock-in leaves nothing", async () => {
    const phone = (await clockedIn()).at("09:00");
    const first = phone.acts.lastMade();
    await phone.acts.punch("out");
    expect(phone.today.state).toBe("out");
    await phone.acts.undoPunches(phone.acts.lastMade());
    expect([phone.today.state, phone.today.result?.presence]).toEqual(["in", 60]);
    await phone.acts.undoPunches(first);
    expect([phone.today.state, phone.today.result?.presence]).toEqual(["out", 0]);
  });

  test("of a decision makes it wait here again, as if it had never been made", async () => {
    const phone = new Phone();
    await phone.acts.decideCorrection("c1", "approve", "", 1);
    const correction = { id: "c1", person: "eino", personName: "Eino", date: "", keptAt: 0, wantedAt: 0, version: 1 };
    const view = { teams: [], corrections: [{ ...correction, status: "waiting" as const }], asOf: 0, offline: false };
    expect(overlayDecisions(view, phone.outbox).corrections).toEqual([]);
    await phone.acts.undoDecision({ kind: "correction", id: "c1", person: "eino", name: "Eino", version: 1 });
    expect(overlayDecisions(view, phone.outbox).corrections).toHaveLength(1);
    expect(JSON.parse(phone.outbox[1]!.sealed)).toMatchObject({ type: "correction.undo", body: { seen_version: 2 } });
    await phone.acts.decideCorrection("c1", "reject", "ei", 3);
    expect(notUndone(phone.outbox).map(({ type }) => type)).toEqual(["correction.decide"]);
  });

  test("of a word on a kiky mark is kept without a network as any other, and makes the mark wait again", async () => {
    const phone = new Phone();
    const when = { date: "2026-11-14", start: null, end: null, breakMin: 0, note: "", version: 1 };
    const mark = { id: "m1", person: "eino", personName: "Eino", ...when };
    await phone.acts.decideMark(mark, "reject", "Et ollut töissä");
    expect(JSON.parse(phone.outbox[0]!.sealed)).toMatchObject({
      type: "kiky.decide",
      subject: "eino",
      entity: { type: "kiky_mark", id: "m1" },
      body: { decision: "reject", reason: "Et ollut töissä", seen_version: 1 },
    });
    const view = { teams: [], corrections: [], marks: [mark], asOf: 0, offline: true };
    expect(overlayDecisions(view, phone.outbox).marks).toEqual([]);
    await phone.acts.undoDecision({ kind: "kiky", id: "m1", person: "eino", name: "Eino", version: 1 });
    const [again] = overlayDecisions(view, phone.outbox).marks!;
    expect(again).toEqual({ ...mark, version: 3 });
    await phone.acts.decideMark(again!, "approve", "");
    expect(JSON.parse(phone.outbox[2]!.sealed)).toMatchObject({ body: { decision: "approve", seen_version: 3 } });
    phone.outbox = phone.outbox.map((row, index) => ({ ...row, status: "acked", version: index + 2 }) as OutboxRow);
    await phone.acts.undoDecision({ kind: "kiky", id: "m1", person: "eino", name: "Eino", version: 3 });
    expect(overlayDecisions(view, phone.outbox).marks).toEqual([{ ...mark, version: 5 }]);
  });

  test("a decision without a network waits for nobody any more, on the team that was last seen", async () => {
    const phone = new Phone();
    const team = { as_of: "2026-11-20T06:00:00Z", teams: [], orders: [], corrections: [] };
    const mark = { id: "m1", person: "eino", person_name: "Eino", date: "2026-11-14", start: null, end: null };
    const replies = [{ status: 200, json: { ...team, marks: [{ ...mark, break_min: 0, note: "", version: 1 }] } }];
    const call = () => Promise.resolve(replies.shift() ?? null);
    const kept = new Map<string, unknown>();
    const db = {
      copy: async (path: string) => kept.get(path),
      keepCopy: async (path: string, said: unknown) => void kept.set(path, said),
    };
    const home = { engine: async () => ({ session: { call }, db }), signals: phone.signals };
    const load = () => loadTeam(Object.assign(home, { facts: phone.facts }) as unknown as DeviceStore);
    const shown = () => phone.signals.team.value as TeamView | null;
    await load();
    await phone.acts.decideMark(shown()!.marks![0]!, "approve", "");
    await load();
    expect([shown()?.marks, shown()?.offline]).toEqual([[], true]);
    await phone.acts.undoDecision({ kind: "kiky", id: "m1", person: "eino", name: "Eino", version: 1 });
    await load();
    expect(shown()?.marks).toMatchObject([{ id: "m1", version: 3 }]);
  });
});

test("a person without a contract is told so once everything has been pulled, and nothing is promised", () => {
  const bare = (meta: Map<string, unknown>) => {
    const facts = factsOf({ rows: new Map(), outbox: [], meta }, "anna", ZONE);
    const nothing = readChoice({ get: () => null } as never, "anna");
    return todayView(facts, project(facts, at("08:00")), at("08:00"), nothing);
  };
  expect([bare(new Map()).noTerms, bare(new Map()).noContract]).toEqual([true, false]);
  expect(bare(new Map([["cursor", "e.v.1"]])).noContract).toBe(true);
});
