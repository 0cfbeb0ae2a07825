import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { HttpReply } from "../../../pwa/src/api/exchange";
import { secondsOf } from "../../../pwa/src/api/client";
import { uuid7 } from "../../../pwa/src/sync/browser";
import { backoff, due } from "../../../pwa/src/sync/backoff";
import { Scene } from "./world/scene";
import { countImmediates } from "./world/time";

let restore: () => void;
beforeAll(() => {
  restore = countImmediates();
});
afterAll(() => restore());

/** The server answers every push with `reply` until the returned function is called. */
function pushAnswers(scene: Scene, reply: HttpReply): { asked: number[]; stop: () => void } {
  const send = scene.network.send.bind(scene.network);
  const asked: number[] = [];
  scene.network.send = (request, online, cookie) => {
    if (!request.path.endsWith("/push")) return send(request, online, cookie);
    asked.push(scene.time.now);
    return Promise.resolve(reply);
  };
  return { asked, stop: () => void (scene.network.send = send) };
}

/** The server has revoked Anna's session. Returns what lets her sign in again. */
function revoke({ network }: Scene): () => void {
  const send = network.send.bind(network);
  network.sessions.end("anna");
  network.send = (request, online, cookie) =>
    request.path.endsWith("/refresh")
      ? Promise.resolve({ status: 401, json: { code: "session_revoked" }, retryAfter: null })
      : send(request, online, cookie);
  return () => {
    network.send = send;
  };
}

describe("an answer to the whole request", () => {
  test("413 halves the batch until it fits", async () => {
    const scene = new Scene();
    scene.network.maxOps = 2;
    const phone = scene.device();
    const page = await scene.page(phone);
    phone.goOffline();
    for (let n = 0; n < 7; n += 1) await scene.soon(page.engine.enqueue(scene.punch()));
    phone.goOnline();
    await scene.time.run(20_000);
    expect(await scene.statuses(page)).toEqual(Array(7).fill("settled"));
  });

  test.each(["poison400", "poison500"])("%s is found by halving, and only it goes on waiting", async (poison) => {
    const scene = new Scene();
    const phone = scene.device();
    const page = await scene.page(phone);
    phone.goOffline();
    for (const note of ["", "", poison, "", ""]) await scene.soon(page.engine.enqueue(scene.punch(note)));
    phone.goOnline();
    await scene.time.run(90_000);
    const statuses = (await scene.statuses(page)).map((status) => (status === "sending" ? "queued" : status));
    expect(statuses).toEqual(["settled", "settled", "queued", "settled", "settled"]);
  });

  test("Retry-After is honoured even when the person or the network comes back", async () => {
    const scene = new Scene();
    const page = await scene.page(scene.device());
    const busy = pushAnswers(scene, { status: 503, json: null, retryAfter: 120 });
    await scene.soon(page.engine.enqueue(scene.punch()));
    await scene.time.run(1_000);
    page.engine.wake();
    page.engine.foreground();
    await scene.time.run(100_000);
    expect(busy.asked).toHaveLength(1);
    busy.stop();
    await scene.time.run(40_000);
    expect(await scene.statuses(page)).toEqual(["settled"]);
  });

  test("without an answer the tries grow rarer, and the network's return ends the waiting", async () => {
    const scene = new Scene();
    const phone = scene.device();
    const page = await scene.page(phone);
    phone.goOffline();
    await scene.soon(page.engine.enqueue(scene.punch()));
    await scene.time.run(600_000);
    phone.goOnline();
    await scene.time.run(25_000);
    expect(await scene.statuses(page)).toEqual(["settled"]);
  });
});

describe("a session", () => {
  test("that expired lets punching go on, and after signing in everything is sent", async () => {
    const scene = new Scene();
    const phone = scene.device();
    const page = await scene.page(phone);
    scene.network.sessions.end("anna");
    phone.cookie = null;
    for (let n = 0; n < 3; n += 1) await scene.soon(page.engine.enqueue(scene.punch()));
    await scene.time.run(30_000);
    expect(page.session.status).toBe("expired");
    expect(await scene.statuses(page)).toEqual(["queued", "queued", "queued"]);
    phone.signIn("anna");
    await scene.time.run(20_000);
    expect(await scene.statuses(page)).toEqual(["settled", "settled", "settled"]);
  });

  test("that was revoked is called so", async () => {
    const scene = new Scene();
    const phone = scene.device();
    const page = await scene.page(phone);
    revoke(scene);
    await scene.soon(page.engine.enqueue(scene.punch()));
    await scene.time.run(5_000);
    expect(page.session.status).toBe("revoked");
    expect(await scene.statuses(page)).toEqual(["queued"]);
  });

  test("that was revoked keeps what waits until the same person signs in again", async () => {
    const scene = new Scene();
    const phone = scene.device();
    const page = await scene.page(phone);
    const restore = revoke(scene);
    for (let n = 0; n < 3; n += 1) await scene.soon(page.engine.enqueue(scene.punch()));
    await scene.time.run(30_000);
    expect(page.session.status).toBe("revoked");
    restore();
    phone.signIn("anna");
    phone.kill(page);
    const again = await scene.page(phone);
    await scene.time.run(20_000);
    expect(await scene.statuses(again)).toEqual(["settled", "settled", "settled"]);
  });

  test("of another person on the same phone neither sends nor sees what waits", async () => {
    const scene = new Scene();
    const phone = scene.device();
    const annas = await scene.page(phone);
    phone.goOffline();
    await scene.soon(annas.engine.enqueue(scene.punch()));
    phone.kill(annas);
    phone.goOnline();
    const bens = await scene.page(phone, "ben");
    await scene.time.run(60_000);
    expect(scene.server.state.receipts.size).toBe(0);
    expect(await scene.statuses(bens)).toEqual([]);
    phone.kill(bens);
    const again = await scene.page(phone, "anna");
    await scene.time.run(10_000);
    expect(await scene.statuses(again)).toEqual(["settled"]);
  });

  test("is renewed once for two tabs, which share the token", async () => {
    const scene = new Scene();
    const phone = scene.device();
    await scene.page(phone);
    let renewals = 0;
    const send = scene.network.send.bind(scene.network);
    scene.network.send = (request, online, cookie) => {
      if (request.path.endsWith("/refresh")) renewals += 1;
      return send(request, online, cookie);
    };
    await scene.soon(phone.open("anna"));
    await scene.time.run(5_000);
    expect(renewals).toBe(0);
  });
});

describe("the disk", () => {
  test("when it is full, gives up cached rows and the ballast before it gives up a punch", async () => {
    const scene = new Scene();
    const phone = scene.device();
    const page = await scene.page(phone);
    phone.goOffline();
    const { rescue, outbox } = page.engine.parts;
    await scene.soon(rescue.setBallast((size) => new Uint8Array(size)));
    const add = outbox.enqueue.bind(outbox);
    outbox.enqueue = async (draft) => {
      if (await page.db.blobs.get("ballast")) throw Object.assign(new Error("full"), { name: "QuotaExceededError" });
      return add(draft);
    };
    expect((await scene.soon(page.engine.enqueue(scene.punch()))).how).toBe("tight");
    expect(await scene.statuses(page)).toEqual(["queued"]);
  });

  test("when it takes nothing at all, leaves a copy that comes home at the next start and is sent once", async () => {
    const scene = new Scene();
    const phone = scene.device();
    const page = await scene.page(phone);
    page.engine.parts.outbox.enqueue = () => Promise.reject(Object.assign(new Error(), { name: "QuotaExceededError" }));
    page.db.outbox.hook("creating", () => {
      throw Object.assign(new Error(), { name: "QuotaExceededError" });
    });
    const kept = await scene.soon(page.engine.enqueue(scene.punch()));
    await scene.time.run(5_000);
    expect(kept.how).toBe("rescued");
    expect(page.engine.parts.rescue.copies()).toHaveLength(1);
    phone.kill(page);
    const again = await scene.page(phone);
    await scene.time.run(10_000);
    expect(await scene.statuses(again)).toEqual(["settled"]);
    expect(again.engine.parts.rescue.copies()).toHaveLength(0);
    expect(scene.server.state.rows.size).toBe(1);
  });

  test("when even the copy does not fit, says that nothing was saved", async () => {
    const scene = new Scene();
    const page = await scene.page(scene.device());
    page.engine.parts.outbox.enqueue = () => Promise.reject(Object.assign(new Error(), { name: "QuotaExceededError" }));
    page.engine.ports.pocket.set = () => {
      throw new Error("full");
    };
    expect((await scene.soon(page.engine.enqueue(scene.punch()))).how).toBe("failed");
  });
});

describe("a pull", () => {
  test("that another tab overtook leaves the newer rows alone", async () => {
    const scene = new Scene();
    const phone = scene.device();
    const page = await scene.page(phone);
    const { puller } = page.engine.parts as unknown as { puller: { apply(...a: unknown[]): Promise<string> } };
    const old = scene.server.pull("anna", null, scene.time.now);
    const applied = await scene.soon(puller.apply(old, "1.v1.99", []));
    expect(applied).toBe("overtaken");
  });

  test("after a change of rights drops what is out of sight and never touches the outbox", async () => {
    const scene = new Scene();
    const phone = scene.device();
    const page = await scene.page(phone);
    await scene.soon(page.engine.enqueue(scene.punch()));
    await scene.time.run(10_000);
    const stray = {
      type: "correction",
      id: "x",
      date: "",
      version: 1,
      deleted: false,
      by: null,
      op_id: null,
      gen: 1,
      data: {},
    };
    await scene.soon(page.db.server_rows.put(stray));
    scene.server.changeView("anna");
    page.engine.pull();
    await scene.time.run(10_000);
    const rows = await scene.soon(page.db.server_rows.toArray());
    expect(rows.map((row) => row.type)).toEqual(["punch"]);
    expect(await scene.statuses(page)).toEqual(["settled"]);
  });

  test("after last night's backup sends again what the server forgot", async () => {
    const scene = new Scene();
    const page = await scene.page(scene.device());
    scene.server.backup();
    await scene.soon(page.engine.enqueue(scene.punch()));
    await scene.time.run(10_000);
    scene.server.restore();
    expect(scene.server.state.rows.size).toBe(0);
    page.engine.pull();
    await scene.time.run(20_000);
    expect(scene.server.state.rows.size).toBe(1);
    expect(await scene.statuses(page)).toEqual(["settled"]);
  });
});

describe("small certainties", () => {
  test("the waiting grows from two seconds to five minutes and no further", () => {
    expect(backoff(1, 0)).toBe(2_000);
    expect(backoff(3, 0.999999)).toBeGreaterThan(15_000);
    expect(backoff(50, 1)).toBe(300_000);
  });

  test("a moment that lies absurdly far ahead was set by another clock, and has come", () => {
    expect(due(10_000, 5_000)).toBe(false);
    expect(due(10_000, 10_000)).toBe(true);
    expect(due(9_999_999_999, 5_000)).toBe(true);
  });

  test("Retry-After is read as seconds and as a date", () => {
    expect(secondsOf("7")).toBe(7);
    expect(secondsOf("Sat, 21 Nov 2026 10:00:30 GMT", Date.parse("2026-11-21T10:00:00Z"))).toBe(30);
    expect(secondsOf("soon")).toBeNull();
  });

  test("ids sort by the time they were made", () => {
    const noise = new Uint8Array(16).fill(255);
    const [one, two] = [uuid7(1_763_700_000_000, noise), uuid7(1_763_700_000_001, new Uint8Array(16))];
    expect(one < two).toBe(true);
    expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
