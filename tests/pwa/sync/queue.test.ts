import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { opened } from "../../../pwa/src/device/seal";
import { CUSTODY_MS } from "../../../pwa/src/device/operations";
import { Scene } from "./world/scene";
import { countImmediates } from "./world/time";

let restore: () => void;
beforeAll(() => {
  restore = countImmediates();
});
afterAll(() => restore());

describe("an operation on its way", () => {
  test("is on the disk with its journal line before anything is sent", async () => {
    const scene = new Scene();
    const phone = scene.device();
    const page = await scene.page(phone);
    phone.goOffline();
    const kept = await scene.soon(page.engine.enqueue(scene.punch()));
    expect(kept.how).toBe("saved");
    expect(await scene.statuses(page)).toEqual(["queued"]);
    expect(await scene.soon(page.db.journal.count())).toBe(1);
  });

  test("goes queued, acked, settled, and leaves after thirty days of the server's time", async () => {
    const scene = new Scene();
    const page = await scene.page(scene.device());
    await scene.soon(page.engine.enqueue(scene.punch()));
    await scene.time.run(10_000);
    expect(await scene.statuses(page)).toEqual(["settled"]);
    const { outbox } = page.engine.parts;
    await scene.soon(
      page.db.transaction("rw", page.db.outbox, async () => outbox.expire(scene.time.now + CUSTODY_MS - 60_000)),
    );
    expect(await scene.statuses(page)).toEqual(["settled"]);
    await scene.soon(
      page.db.transaction("rw", page.db.outbox, async () => outbox.expire(scene.time.now + CUSTODY_MS + 1)),
    );
    expect(await scene.statuses(page)).toEqual([]);
  });

  test("keeps its bytes and its id however often it is sent", async () => {
    const scene = new Scene();
    const page = await scene.page(scene.device());
    scene.network.weather = { dropped: 0, doubled: 1, replyLost: 1, broken: 0, limited: 0 };
    const { row } = await scene.soon(page.engine.enqueue(scene.punch()));
    await scene.time.run(200_000);
    scene.network.weather = { dropped: 0, doubled: 0, replyLost: 0, broken: 0, limited: 0 };
    await scene.time.run(400_000);
    expect(await scene.statuses(page)).toEqual(["settled"]);
    expect(scene.server.state.receipts.get(row!.op_id)?.sealed).toBe(row!.sealed);
    expect(scene.server.state.effects.get(row!.op_id)).toBe(1);
  });

  test("is leased for a minute, and for no longer when the clock is put back meanwhile", async () => {
    const scene = new Scene();
    const phone = scene.device();
    const page = await scene.page(phone);
    phone.goOffline();
    await scene.soon(page.engine.enqueue(scene.punch()));
    await scene.time.run(100);
    const { outbox } = page.engine.parts;
    expect(await scene.soon(outbox.claim(50, 1e6))).toHaveLength(1);
    expect(await scene.soon(outbox.claim(50, 1e6))).toHaveLength(0);
    phone.skew = -7_200_000;
    expect(await scene.soon(outbox.claim(50, 1e6))).toHaveLength(1);
    phone.skew += 61_000;
    expect(await scene.soon(outbox.claim(50, 1e6))).toHaveLength(1);
    await scene.soon(outbox.recover());
    expect(await scene.statuses(page)).toEqual(["queued"]);
  });

  test("waits by its own name while the server cannot take it, and holds back nobody", async () => {
    const scene = new Scene();
    const page = await scene.page(scene.device());
    await scene.soon(page.engine.enqueue(scene.punch("newer")));
    await scene.soon(page.engine.enqueue(scene.punch()));
    await scene.time.run(20_000);
    expect(await scene.statuses(page)).toEqual(["queued (quarantined)", "settled"]);
  });

  test("asks for attention when it is refused, and its neighbours go on", async () => {
    const scene = new Scene();
    const page = await scene.page(scene.device());
    for (const note of ["", "invalid", ""]) await scene.soon(page.engine.enqueue(scene.punch(note)));
    await scene.time.run(20_000);
    expect(await scene.statuses(page)).toEqual(["settled", "attention", "settled"]);
  });
});

describe("edits made on top of each other", () => {
  test("name the unsent one before them, and later the version that came of it", async () => {
    const scene = new Scene();
    const phone = scene.device();
    const page = await scene.page(phone);
    phone.goOffline();
    const made = scene.entry();
    const first = await scene.soon(page.engine.enqueue(made));
    const second = await scene.soon(page.engine.enqueue(scene.edit(made.entity.id, "a")));
    expect(opened(second.row!).base).toEqual({ after_op: first.row!.op_id });
    phone.goOnline();
    await scene.time.run(20_000);
    const third = await scene.soon(page.engine.enqueue(scene.edit(made.entity.id, "b")));
    expect(opened(third.row!).base).toEqual({ version: 2 });
    await scene.time.run(20_000);
    expect(await scene.statuses(page)).toEqual(["settled", "settled", "settled"]);
  });

  test("behind a refusal go out on top of what is said instead of it", async () => {
    const scene = new Scene();
    const [phone, browser] = [scene.device(), scene.device("browser")];
    const [page, other] = [await scene.page(phone), await scene.page(browser)];
    const made = scene.entry();
    await scene.soon(page.engine.enqueue(made));
    await scene.time.run(40_000);
    phone.goOffline();
    await scene.soon(page.engine.enqueue(scene.edit(made.entity.id, "mine")));
    await scene.soon(other.engine.enqueue(scene.edit(made.entity.id, "theirs")));
    await scene.time.run(20_000);
    phone.goOnline();
    await scene.time.run(20_000);
    const [, refused] = await scene.soon(page.db.outbox.orderBy("n").toArray());
    const { body } = scene.edit(made.entity.id, "mended");
    await scene.soon(page.engine.redo(refused!.op_id, body));
    await scene.time.run(400_000);
    expect(await scene.statuses(page)).toEqual(["settled", "closed", "settled"]);
    expect(scene.server.state.rows.get(`entry/${made.entity.id}`)?.data.note).toBe("mended");
  });

  test("wait behind a conflict, are made anew with it, or need a word of their own when it is let go", async () => {
    for (const choice of ["redo", "drop"] as const) {
      const scene = new Scene();
      const [phone, browser] = [scene.device(), scene.device("browser")];
      const [page, other] = [await scene.page(phone), await scene.page(browser)];
      const made = scene.entry();
      await scene.soon(page.engine.enqueue(made));
      await scene.time.run(40_000);
      phone.goOffline();
      await scene.soon(page.engine.enqueue(scene.edit(made.entity.id, "mine")));
      await scene.soon(page.engine.enqueue(scene.edit(made.entity.id, "mine too")));
      await scene.soon(other.engine.enqueue(scene.edit(made.entity.id, "theirs")));
      await scene.time.run(20_000);
      phone.goOnline();
      await scene.time.run(20_000);
      expect((await scene.statuses(page)).slice(0, 2)).toEqual(["settled", "attention"]);
      const [, refused] = await scene.soon(page.db.outbox.orderBy("n").toArray());
      const { engine } = page;
      await scene.soon<unknown>(choice === "redo" ? engine.redo(refused!.op_id) : engine.drop(refused!.op_id));
      await scene.time.run(400_000);
      const statuses = await scene.statuses(page);
      if (choice === "drop") expect(statuses).toEqual(["settled", "closed", "attention"]);
      else {
        expect(statuses).toEqual(["settled", "closed", "closed", "settled", "settled"]);
        expect(scene.server.state.rows.get(`entry/${made.entity.id}`)?.data.note).toBe("mine too");
      }
    }
  });
});
