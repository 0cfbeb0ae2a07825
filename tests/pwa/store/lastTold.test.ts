import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { HttpReply } from "../../../pwa/src/api/exchange";
import { LeimaDb } from "../../../pwa/src/device/db";
import type { StoreContext } from "../../../pwa/src/store/context";
import { monthActs } from "../../../pwa/src/store/months/acts";
import { Running } from "../../../pwa/src/store/running";
import { loadTeam } from "../../../pwa/src/store/team/acts";
import type { TeamView } from "../../../pwa/src/store/team/types";

const BOSS = "boss";
const missing = { date: "2026-11-19", kind: "missing_out", opening_punch: "p1", opened_at: 1, proposal: 2 };
const aino = { person: "aino", name: "Aino", state: "in", since: 1, remote: false, away: null, attention: [missing] };
const TEAM = {
  as_of: "2026-11-20T06:00:00Z",
  teams: [{ id: "t", name: "Kehitys", members: [aino] }],
  corrections: [],
  orders: [],
  marks: [],
};
const WAITING = { as_of: "2026-11-20T06:00:00Z", months: [{ id: "aino:2026-10" }], changes: [{ id: "c1" }] };
const SAID: Record<string, object> = { "/api/v1/team": TEAM, "/api/v1/months/waiting": WAITING };

let db: LeimaDb;
let status: number | null;

/** The app as it stands after it has been opened: nothing in memory, what there is on the disk, and the network or none. */
function opened() {
  const call = async ({ path }: { path: string }): Promise<HttpReply> => {
    if (status === null) throw new Error("no network");
    return { status, json: status === 200 ? SAID[path] : {}, retryAfter: null };
  };
  const team = { value: null as TeamView | null };
  const store = {
    engine: async () => ({ session: { call }, db }),
    signals: { team },
    facts: { pending: [] },
    marker: { person: BOSS },
  } as unknown as StoreContext;
  return { team, load: () => loadTeam(store), waiting: () => monthActs(store).monthsWaiting() };
}

async function visit(): Promise<void> {
  status = 200;
  const app = opened();
  await app.load();
  await app.waiting();
}

beforeEach(async () => {
  db = new LeimaDb(BOSS);
  await db.open();
});
afterEach(() => db.delete());

test("a supervisor who opens the app again with no signal sees the team and what waits, as they were last told", async () => {
  await visit();
  status = null;
  const app = opened();
  await app.load();
  expect(app.team.value).toMatchObject({ offline: true, asOf: Date.parse(TEAM.as_of) });
  expect(app.team.value!.teams[0]!.members[0]!.attention).toHaveLength(1);
  expect(await app.waiting()).toEqual({ months: WAITING.months, changes: WAITING.changes });
});

test("who has never been told, or may not be told any more, sees nobody", async () => {
  status = null;
  const first = opened();
  await first.load();
  expect([first.team.value?.teams, first.team.value?.asOf, await first.waiting()]).toEqual([[], null, null]);
  await visit();
  status = 403;
  const later = opened();
  await later.load();
  expect([later.team.value?.teams, await later.waiting()]).toEqual([[], null]);
});

test("signing out leaves nothing of the team on the device", async () => {
  await visit();
  await new Running(BOSS, db, {} as never, {} as never).forget();
  status = null;
  const next = opened();
  await next.load();
  expect([next.team.value?.teams, await next.waiting()]).toEqual([[], null]);
});
