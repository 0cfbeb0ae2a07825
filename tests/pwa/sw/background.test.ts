import "fake-indexeddb/auto";
import { describe, expect, test } from "vitest";
import { sendAll } from "../../../pwa/src/sw/background";
import { LeimaDb } from "../../../pwa/src/device/db";
import { Outbox } from "../../../pwa/src/sync/outbox";
import type { HttpReply, HttpRequest } from "../../../pwa/src/api/exchange";
import type { Message, Ports } from "../../../pwa/src/device/ports";
import { Chance } from "../sync/world/chance";

function world(cookie: string, answer: (request: HttpRequest) => HttpReply, held = true) {
  const chance = new Chance(3);
  const heard: Message[] = [];
  const ok = (json: unknown): HttpReply => ({ status: 200, json, retryAfter: null });
  const ports = {
    now: () => 1_763_700_000_000,
    mono: () => ({ boot: "w", ms: 1 }),
    zone: () => ({ tz: "Europe/Helsinki", offset_min: 120 }),
    random: () => 0.5,
    uuid: () => chance.uuid(),
    after: (_ms: number, work: () => void) => {
      const timer = setTimeout(work, 0);
      return () => clearTimeout(timer);
    },
    http: async (request: HttpRequest) =>
      request.path.endsWith("/refresh")
        ? ok({ access_token: "t", expires_in: 600, user: { id: cookie, name: "", roles: [], lang: "fi" } })
        : answer(request),
    lock: (_name: string, work: (held: boolean) => Promise<unknown>) => work(held),
    post: (message: Message) => void heard.push(message),
    listen: () => () => {},
  } as unknown as Ports;
  return { ports, heard };
}

function applied(request: HttpRequest): HttpReply {
  const { ops } = JSON.parse(request.body!) as { ops: { op_id: string }[] };
  const results = ops.map(({ op_id }, n) => ({ op_id, status: "applied", seq: n + 1, version: 1 }));
  return { status: 200, json: { server_time: 1_763_700_000_000, epoch: "e1", results }, retryAfter: null };
}

async function withPunchOf(person: string, ports: Ports): Promise<() => Promise<string[]>> {
  const db = new LeimaDb(person);
  const entity = { type: "punch", id: ports.uuid() };
  const draft = {
    type: "punch.record",
    subject: person,
    entity,
    body: { kind: "in" },
    journal: { key: "k", params: {} },
  };
  await new Outbox(db, person, ports).enqueue(draft);
  return async () => (await db.outbox.toArray()).map((row) => row.status);
}

describe("the service worker", () => {
  test("sends what waits for the person of the session, tells the pages, and leaves another person's alone", async () => {
    const { ports, heard } = world("anna", applied);
    const annas = await withPunchOf("anna", ports);
    const bens = await withPunchOf("ben", ports);
    await sendAll(ports);
    expect(await annas()).toEqual(["acked"]);
    expect(await bens()).toEqual(["queued"]);
    expect(heard).toContainEqual({ kind: "changed", person: "anna" });
  });

  test("asks the browser to try again while the server cannot be reached", async () => {
    const { ports } = world("ben", () => ({ status: 503, json: null, retryAfter: 5 }));
    await expect(sendAll(ports)).rejects.toThrow();
  });

  test("sends at once what a page had begun to send when it was killed: the lock that it held is free", async () => {
    const { ports } = world("cleo", applied);
    const cleos = await withPunchOf("cleo", ports);
    await new Outbox(new LeimaDb("cleo"), "cleo", ports).claim(50, 400_000);
    expect(await cleos()).toEqual(["sending"]);
    await sendAll(ports);
    expect(await cleos()).toEqual(["acked"]);
  });

  test("leaves to a page what it may be sending just now: without the lock its lease holds", async () => {
    const { ports } = world("dan", applied, false);
    const dans = await withPunchOf("dan", ports);
    await new Outbox(new LeimaDb("dan"), "dan", ports).claim(50, 400_000);
    await expect(sendAll(ports)).rejects.toThrow("still unsent");
    expect(await dans()).toEqual(["sending"]);
  });

  test("sends punches first, then photos, then the receipts that name them", async () => {
    const order: string[] = [];
    const { ports } = world("essi", (request) => {
      if (request.method === "HEAD") return { status: 404, json: null, retryAfter: null };
      if (request.bytes) order.push(`file of ${request.bytes.byteLength}`);
      else order.push(...[...request.body!.matchAll(/"type":"(\w+\.\w+)"/g)].map(([, type]) => type!));
      return request.bytes ? { status: 200, json: {}, retryAfter: null } : applied(request);
    });
    const db = new LeimaDb("essi");
    const files = [{ hash: "a".repeat(64), bytes: new ArrayBuffer(9) }];
    const entity = { type: "receipt", id: ports.uuid() };
    const journal = { key: "k", params: {} };
    const draft = { type: "receipt.save", subject: "essi", entity, body: {}, files, journal };
    await new Outbox(db, "essi", ports).enqueue(draft);
    const essis = await withPunchOf("essi", ports);
    await sendAll(ports);
    expect(await essis()).toEqual(["acked", "acked"]);
    expect(order).toEqual(["punch.record", "file of 9", "receipt.save"]);
  });
});
