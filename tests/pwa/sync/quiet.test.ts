import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "./world/device";
import { Scene } from "./world/scene";
import { countImmediates } from "./world/time";

let restore: () => void;
beforeAll(() => {
  restore = countImmediates();
});
afterAll(() => restore());

/** A page whose first pulls have all been answered. */
async function quiet(scene: Scene, name = "phone"): Promise<Page> {
  const page = await scene.page(scene.device(name));
  await scene.time.run(60_000);
  return page;
}

/** How often the screens are asked to read the disk anew. */
function asked(page: Page): () => number {
  let times = 0;
  page.engine.told.changed = () => (times += 1);
  return () => times;
}

test("a pull that brings nothing lets the screens be", async () => {
  const scene = new Scene();
  const page = await quiet(scene);
  const times = asked(page);
  page.engine.pull();
  await scene.time.run(2_000);
  expect(await scene.soon(page.db.value("pulled_at"))).toBeGreaterThan(0);
  expect(times()).toBe(0);
});

test("a punch is told when it is kept, when it is answered and when it is settled", async () => {
  const scene = new Scene();
  const page = await quiet(scene);
  const times = asked(page);
  await scene.soon(page.engine.enqueue(scene.punch()));
  expect(times()).toBe(1);
  await scene.time.run(10_000);
  expect(await scene.statuses(page)).toEqual(["settled"]);
  expect(times()).toBeGreaterThanOrEqual(3);
});

test("what another device did is told, and balances that moved without any row", async () => {
  const scene = new Scene();
  const [page, other] = [await quiet(scene), await quiet(scene, "desk")];
  const times = asked(page);
  await scene.soon(other.engine.enqueue(scene.punch()));
  await scene.time.run(10_000);
  const before = times();
  expect(before).toBeGreaterThan(0);
  scene.server.state.head += 1;
  page.engine.pull();
  await scene.time.run(2_000);
  expect(times()).toBe(before + 1);
});

test("rows of a pull that broke off are told with the next one, though it brings no more", async () => {
  const scene = new Scene();
  const page = await quiet(scene);
  const times = asked(page);
  const { puller } = page.engine.parts;
  const change = { type: "punch", id: "p", version: 1, deleted: false, by: null, op_id: null, data: { at: 0 } };
  const apply = (cursor: string | null, changes: object[], more: boolean) =>
    puller["apply"]({ changes, cursor, more, reset: false, balances: null, server_time: 1 } as never, cursor, []);
  const cursor = (await scene.soon(page.db.value<string>("cursor"))) ?? null;
  await scene.soon(apply(cursor, [change], true));
  page.engine.pull();
  await scene.time.run(2_000);
  expect(times()).toBe(1);
});

test("a device whose view has changed asks anew who its person is", async () => {
  const scene = new Scene();
  const page = await quiet(scene);
  let times = 0;
  page.engine.told.viewChanged = () => (times += 1);
  page.engine.pull();
  await scene.time.run(2_000);
  expect(times).toBe(0);
  scene.server.epoch += 1;
  page.engine.pull();
  await scene.time.run(2_000);
  expect(times).toBe(1);
});
