import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Draft } from "../../../pwa/src/device/operations";
import { CUSTODY_MS } from "../../../pwa/src/device/operations";
import { dropOldFiles } from "../../../pwa/src/sync/files";
import type { Page } from "./world/device";
import { CALM } from "./world/network";
import { Scene } from "./world/scene";
import { countImmediates } from "./world/time";

let restore: () => void;
beforeAll(() => {
  restore = countImmediates();
});
afterAll(() => restore());

const hashes = (draft: Draft): string[] => draft.files!.map(({ hash }) => hash);

async function keys(scene: Scene, page: Page): Promise<string[]> {
  return scene.soon(page.db.blobs.toCollection().primaryKeys() as unknown as Promise<string[]>);
}

describe("a file that an operation names", () => {
  test("is on the disk in the same moment as the operation, whole, and goes to the server before it", async () => {
    const scene = new Scene();
    const phone = scene.device();
    const page = await scene.page(phone);
    phone.goOffline();
    const draft = scene.receipt([700, 300]);
    expect((await scene.soon(page.engine.enqueue(draft))).how).toBe("saved");
    expect(await scene.statuses(page)).toEqual(["queued"]);
    for (const { hash, bytes } of draft.files!) {
      expect((await scene.soon(page.db.blobs.get(hash)))?.bytes.byteLength).toBe(bytes!.byteLength);
    }
    phone.goOnline();
    await scene.time.run(20_000);
    expect(await scene.statuses(page)).toEqual(["settled"]);
    expect(scene.network.filed.arrived).toEqual(hashes(draft));
  });

  test("holds back neither punches nor other receipts while it is on a slow way", async () => {
    const scene = new Scene();
    const page = await scene.page(scene.device());
    scene.network.slow = 0.02;
    await scene.soon(page.engine.enqueue(scene.receipt([1_000_000])));
    await scene.time.run(1_000);
    await scene.soon(page.engine.enqueue(scene.punch()));
    await scene.time.run(15_000);
    expect(await scene.statuses(page)).toEqual(["queued", "settled"]);
    await scene.time.run(20_000);
    expect(await scene.statuses(page)).toEqual(["settled", "settled"]);
  });

  test("arrives once, however often the line is cut after each tenth of it, and what leans on it goes after it", async () => {
    const scene = new Scene();
    const page = await scene.page(scene.device());
    const draft = scene.receipt([5_000, 9_000, 800]);
    const tries = new Map<number, number>();
    scene.network.cut = ({ bytes }) => {
      const tenth = (tries.get(bytes!.byteLength) ?? 0) + 1;
      tries.set(bytes!.byteLength, tenth);
      return tenth < 10 ? tenth / 10 : null;
    };
    const { row } = await scene.soon(page.engine.enqueue(draft));
    const submit = { ...scene.punch(), after: [row!.op_id] };
    await scene.soon(page.engine.enqueue(submit));
    await scene.time.run(4 * 3_600_000);
    expect(await scene.statuses(page)).toEqual(["settled", "settled"]);
    expect([...scene.network.filed.arrived].sort()).toEqual(hashes(draft).sort());
    expect([...tries.values()]).toEqual([10, 10, 10]);
    const [first, second] = scene.server.state.log.map(({ op_id }) => op_id);
    expect(first).toBe(row!.op_id);
    expect(second).toBeDefined();
  });

  test("whose answer was lost is asked for, not sent again", async () => {
    const scene = new Scene();
    const page = await scene.page(scene.device());
    const draft = scene.receipt([400]);
    scene.network.weather = { ...CALM, replyLost: 1 };
    await scene.soon(page.engine.enqueue(draft));
    await scene.time.run(13_000);
    scene.network.weather = CALM;
    await scene.time.run(120_000);
    expect(await scene.statuses(page)).toEqual(["settled"]);
    expect(scene.network.filed.sent).toBe(400);
  });

  test("that the server has already is not sent again with a change of its receipt, on this device or gone from it", async () => {
    const scene = new Scene();
    const page = await scene.page(scene.device());
    const draft = scene.receipt([400]);
    await scene.soon(page.engine.enqueue(draft));
    await scene.time.run(20_000);
    const change = (): Draft => ({ ...scene.receipt([]), body: draft.body, files: [{ hash: hashes(draft)[0]! }] });
    await scene.soon(page.engine.enqueue(change()));
    await scene.time.run(20_000);
    await scene.soon(page.db.blobs.clear());
    await scene.soon(page.engine.enqueue(change()));
    await scene.time.run(20_000);
    expect(await scene.statuses(page)).toEqual(["settled", "settled", "settled"]);
    expect(scene.network.filed.sent).toBe(400);
  });

  test("that is nowhere any more asks for attention", async () => {
    const scene = new Scene();
    const page = await scene.page(scene.device());
    const lost = { ...scene.receipt([400]), files: [{ hash: "f".repeat(64) }], body: { files: ["f".repeat(64)] } };
    await scene.soon(page.engine.enqueue(lost));
    await scene.time.run(60_000);
    expect(await scene.statuses(page)).toEqual(["attention"]);
    expect((await scene.soon(page.db.outbox.toCollection().first()))?.code).toBe("attachment_lost");
  });

  test("goes on where a killed page left it", async () => {
    const scene = new Scene();
    const phone = scene.device();
    const page = await scene.page(phone);
    scene.network.slow = 10;
    const draft = scene.receipt([1_000, 1_000]);
    await scene.soon(page.engine.enqueue(draft));
    await scene.time.run(13_000);
    phone.kill(page);
    const again = await scene.page(phone);
    await scene.time.run(60_000);
    expect(await scene.statuses(again)).toEqual(["settled"]);
    expect(new Set(scene.network.filed.arrived)).toEqual(new Set(hashes(draft)));
  });

  test("that the server has lost is sent once more when it asks for it", async () => {
    const scene = new Scene();
    const phone = scene.device();
    const page = await scene.page(phone);
    const draft = scene.receipt([400]);
    scene.server.busy = () => true;
    await scene.soon(page.engine.enqueue(draft));
    await scene.time.run(3_000);
    scene.server.files.clear();
    scene.server.busy = () => false;
    await scene.time.run(400_000);
    expect(await scene.statuses(page)).toEqual(["settled"]);
    expect(scene.network.filed.arrived).toHaveLength(2);
  });

  test("that is refused asks for attention by the server's own reason, and everything else goes on", async () => {
    const scene = new Scene();
    const page = await scene.page(scene.device());
    scene.server.refuses = (bytes) =>
      bytes.byteLength === 666 ? { status: 422, json: { code: "attachment_pages", params: { most: 50 } } } : null;
    await scene.soon(page.engine.enqueue(scene.receipt([666])));
    await scene.soon(page.engine.enqueue(scene.receipt([400])));
    await scene.soon(page.engine.enqueue(scene.punch()));
    await scene.time.run(20_000);
    expect(await scene.statuses(page)).toEqual(["attention", "settled", "settled"]);
    const row = await scene.soon(page.db.outbox.orderBy("n").first());
    expect([row?.code, row?.result?.params]).toEqual(["attachment_pages", { most: 50 }]);
    const line = await scene.soon(page.db.journal.get(row!.op_id));
    expect(line?.status).toBe("attention");
  });

  test("that makes the server stumble lets the next one pass", async () => {
    const scene = new Scene();
    const page = await scene.page(scene.device());
    scene.server.refuses = (bytes) => (bytes.byteLength === 666 ? { status: 500, json: null } : null);
    await scene.soon(page.engine.enqueue(scene.receipt([666])));
    await scene.soon(page.engine.enqueue(scene.receipt([400])));
    await scene.time.run(60_000);
    expect(await scene.statuses(page)).toEqual(["queued", "settled"]);
  });

  test("waits as long as the server says when an hour's many are sent, and punches do not", async () => {
    const scene = new Scene();
    const page = await scene.page(scene.device());
    let many = true;
    scene.server.refuses = () => (many ? { status: 429, json: { code: "attachments_many" }, retryAfter: 600 } : null);
    await scene.soon(page.engine.enqueue(scene.receipt([400])));
    await scene.time.run(30_000);
    page.engine.wake();
    await scene.soon(page.engine.enqueue(scene.punch()));
    many = false;
    await scene.time.run(400_000);
    expect(await scene.statuses(page)).toEqual(["queued", "settled"]);
    await scene.time.run(300_000);
    expect(await scene.statuses(page)).toEqual(["settled", "settled"]);
  });
});

describe("the place that files take", () => {
  test("is theirs for thirty days after the server has the receipt, and not longer", async () => {
    const scene = new Scene();
    const page = await scene.page(scene.device());
    const draft = scene.receipt([400]);
    await scene.soon(page.engine.enqueue(draft));
    await scene.time.run(20_000);
    const [hash] = hashes(draft);
    await scene.soon(dropOldFiles(page.db));
    expect(await keys(scene, page)).toEqual([hash, `small:${hash}`]);
    const { outbox } = page.engine.parts;
    const later = scene.time.now + CUSTODY_MS + 60_000;
    await scene.soon(page.db.transaction("rw", page.db.outbox, async () => outbox.expire(later)));
    await scene.soon(dropOldFiles(page.db));
    expect(await keys(scene, page)).toEqual([]);
  });

  test("is given back at once when the disk is full, but never that of a receipt that the server has not", async () => {
    const scene = new Scene();
    const phone = scene.device();
    const page = await scene.page(phone);
    const sent = scene.receipt([400]);
    await scene.soon(page.engine.enqueue(sent));
    await scene.time.run(20_000);
    phone.goOffline();
    const waiting = scene.receipt([500]);
    await scene.soon(page.engine.enqueue(waiting));
    const { outbox } = page.engine.parts;
    const enqueue = outbox.enqueue.bind(outbox);
    let full = true;
    outbox.enqueue = async (draft) => {
      const blobs = await page.db.blobs.toCollection().primaryKeys();
      full = (blobs as unknown as string[]).includes(hashes(sent)[0]!);
      if (full) throw Object.assign(new Error("full"), { name: "QuotaExceededError" });
      return enqueue(draft);
    };
    expect((await scene.soon(page.engine.enqueue(scene.receipt([600])))).how).toBe("tight");
    expect(await keys(scene, page)).toContain(hashes(waiting)[0]);
  });

  test("is said to be missing at once when nothing can be freed: the receipt is nowhere, what was there is whole", async () => {
    const scene = new Scene();
    const phone = scene.device();
    const page = await scene.page(phone);
    phone.goOffline();
    const before = scene.receipt([400]);
    await scene.soon(page.engine.enqueue(before));
    await scene.soon(page.engine.parts.rescue.setBallast((size) => new Uint8Array(size)));
    page.db.blobs.hook("creating", () => {
      throw Object.assign(new Error("full"), { name: "QuotaExceededError" });
    });
    expect((await scene.soon(page.engine.enqueue(scene.receipt([600])))).how).toBe("failed");
    expect(await scene.statuses(page)).toEqual(["queued"]);
    expect((await keys(scene, page)).sort()).toEqual(
      ["ballast", hashes(before)[0], `small:${hashes(before)[0]}`].sort(),
    );
    expect((await scene.soon(page.engine.enqueue(scene.punch()))).how).toBe("saved");
  });
});
