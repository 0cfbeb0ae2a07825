import "fake-indexeddb/auto";
import { beforeEach, expect, test } from "vitest";
import { LeimaDb, type ServerRow } from "../../../pwa/src/device/db";
import { countWaiting } from "../../../pwa/src/store/waits";
import type { OutboxRow } from "../../../pwa/src/device/operations";

const ME = "boss";
let db: LeimaDb;

beforeEach(async () => {
  db = new LeimaDb(ME);
  await db.server_rows.clear();
});

function row(type: string, id: string, data: Record<string, unknown>, more: Partial<ServerRow> = {}): ServerRow {
  return { type, id, date: "2026-11-02", version: 2, deleted: false, by: null, op_id: null, gen: 1, data, ...more };
}

const op = (type: string, entity: string, status: OutboxRow["status"], version: number | null = null): OutboxRow =>
  ({ op_id: `op-${entity}`, type, entity_id: entity, status, version }) as OutboxRow;

const waiting = () => [
  row("notice", "n1", { person: ME, read_at: null }),
  row("notice", "n2", { person: ME, read_at: 5 }),
  row("month", "aino:2026-10", { person: "aino", status: "sent" }),
  row("month", "eino:2026-10", { person: "eino", status: "approved" }),
  row("month", "boss:2026-10", { person: ME, status: "sent" }),
  row("change_request", "c1", { person: "aino", asked_by: "aino", status: "waiting" }),
  row("change_request", "c2", { person: "aino", asked_by: ME, status: "waiting" }),
  row("change_request", "c3", { person: "aino", asked_by: "aino", status: "rejected" }),
  row("claim", "k1", { person: "aino", status: "submitted" }),
  row("claim", "k2", { person: "aino", status: "approved" }),
  row("claim", "k3", { person: ME, status: "submitted" }),
];

test("unread notices, and others' months, late changes and claims are counted, never what one asked or sent oneself", async () => {
  await db.server_rows.bulkPut(waiting());
  expect(await countWaiting(db, ME, [])).toEqual({ notices: 1, decisions: 3 });
});

test("what this device has dealt with waits no more, though the server may not know it yet", async () => {
  await db.server_rows.bulkPut(waiting());
  const done = [op("notice.read", "n1", "queued"), op("month.return", "aino:2026-10", "acked", 3)];
  done.push(op("claim.decide", "k1", "queued"));
  expect(await countWaiting(db, ME, done)).toEqual({ notices: 0, decisions: 1 });
});

test("a month that its person has sent again waits again", async () => {
  await db.server_rows.bulkPut([row("month", "aino:2026-10", { person: "aino", status: "sent" }, { version: 4 })]);
  expect(await countWaiting(db, ME, [op("month.return", "aino:2026-10", "acked", 3)])).toEqual({
    notices: 0,
    decisions: 1,
  });
});
