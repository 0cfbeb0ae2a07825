import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LeimaDb, nameOf } from "../../../pwa/src/device/db";
import { NOBODY } from "../../../pwa/src/store/marker";
import { DeviceStore } from "../../../pwa/src/store/deviceStore";
import { rowOf } from "../../../pwa/src/device/rows";
import { makeSignals } from "../../../pwa/src/store/signals";
import type { Ports } from "../../../pwa/src/device/ports";

const ME = "anna";
const MORNING = Date.parse("2026-11-20T06:00:10Z");
let db: LeimaDb;
let home: DeviceStore;
let now: number;

function ports(): Ports {
  const kept = new Map<string, string>();
  const pocket = {
    get: (key: string) => kept.get(key) ?? null,
    set: (key: string, value: string) => void kept.set(key, value),
    remove: (key: string) => void kept.delete(key),
    keys: () => [...kept.keys()],
  };
  pocket.set("leima.session", JSON.stringify({ ...NOBODY, person: ME, status: "signed_in" }));
  return { pocket, now: () => now, after: () => () => {} } as unknown as Ports;
}

async function punched(kind: "in" | "out", at: number): Promise<void> {
  const data = { person: ME, kind, at, author: ME, device: "d", work_type: null, cost_centre: null, remote: false };
  const change = { type: "punch", id: `${kind}-${at}`, version: 1, deleted: false, by: ME, op_id: null, data };
  await db.server_rows.put(rowOf(change, 1));
}

/** How often a signal tells something, its first word apart. */
function counted(signal: { subscribe(hear: () => void): () => void }): () => number {
  let times = -1;
  signal.subscribe(() => (times += 1));
  return () => times;
}

beforeEach(async () => {
  vi.stubGlobal("scheduler", { yield: () => new Promise((wake) => setImmediate(wake)) });
  now = MORNING;
  db = new LeimaDb(ME);
  await db.open();
  const its = ports();
  home = new DeviceStore(its, makeSignals(its), nameOf, () => Promise.reject(new Error("no engine here")));
});

afterEach(async () => {
  await home.forgetPerson();
  await db.delete();
  vi.unstubAllGlobals();
});

test("the first screen is told once a minute, or when something of it is other than before", async () => {
  await home.open(ME);
  const { today, attention, sync } = home.signals;
  const [days, cards, chips] = [counted(today), counted(attention), counted(sync)];
  await home.refresh();
  now += 20_000;
  await home.refresh();
  expect([days(), cards(), chips()], "nothing moved").toEqual([0, 0, 0]);
  now += 60_000;
  home.compute();
  expect(days(), "a minute went").toBe(1);
  await punched("in", now);
  await home.refresh();
  expect([days(), today.value?.state]).toEqual([2, "in"]);
});

test("the screens of days and months are told of every reading of the disk: it may have moved what only they show", async () => {
  await db.keep("balances", { today_date: "2026-11-20", seq: 1, accounts: [], pending_days: 0 });
  await home.open(ME);
  const told = counted(home.signals.balances);
  await home.refresh();
  expect(told()).toBe(1);
});

test("what is written while the disk is being read is shown by the same wait", async () => {
  await home.open(ME);
  const first = home.refresh();
  await punched("in", now - 60_000);
  const second = home.refresh();
  await Promise.all([first, second]);
  expect(home.signals.today.value?.state).toBe("in");
});

test("asked ten times at once, the disk is read twice at most", async () => {
  await home.open(ME);
  const told = counted(home.signals.balances);
  await db.keep("balances", { today_date: "2026-11-20", seq: 1, accounts: [], pending_days: 0 });
  await Promise.all(Array.from({ length: 10 }, () => home.refresh()));
  expect(told()).toBeLessThanOrEqual(2);
});

test("who leaves while their rows are being read leaves an empty screen", async () => {
  await home.open(ME);
  await punched("in", now - 60_000);
  for (let steps = 0; steps < 40; steps += 1) {
    const reading = home.refresh();
    for (let step = 0; step < steps; step += 1) await new Promise((wake) => setImmediate(wake));
    await home.forgetPerson();
    await reading;
    expect(home.signals.today.value, `after ${steps} steps`).toBeNull();
    home.setMarker({ ...NOBODY, person: ME, status: "signed_in" });
    await home.open(ME);
  }
});
