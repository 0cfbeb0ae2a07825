import { afterEach, beforeEach, expect, it, vi } from "vitest";

/** The worker's scope at a start, as the browser makes it: what the worker reads of its list is told. */
const hearers = new Map<string, (event: unknown) => void>();
const databases = vi.fn(async () => []);
const kept = async () => new Response("<page>");
let read: string[];

beforeEach(() => {
  vi.resetModules();
  hearers.clear();
  databases.mockClear();
  read = [];
  const list = new Proxy([{ url: "index.html", revision: "r1" }], {
    get: (files, key) => (read.push(String(key)), Reflect.get(files, key) as unknown),
  });
  const addEventListener = (kind: string, hear: (event: unknown) => void) => void hearers.set(kind, hear);
  const caches = { match: kept, open: async () => ({ match: kept }) };
  vi.stubGlobal("caches", caches);
  vi.stubGlobal("self", { __WB_MANIFEST: list, addEventListener, caches });
  vi.stubGlobal("location", new URL("https://leima.test/sw.js"));
  vi.stubGlobal("indexedDB", { databases });
});
afterEach(() => vi.unstubAllGlobals());

it("has the device's store opened beside the page, and reads nothing of its list of files", async () => {
  await import("../../../pwa/src/sw/sw");
  expect(databases).toHaveBeenCalledOnce();
  expect(read).toEqual([]);
  expect([...hearers.keys()]).toEqual(
    expect.arrayContaining(["install", "activate", "fetch", "sync", "message", "push", "notificationclick"]),
  );
});

it("starts where the browser cannot list its databases, too", async () => {
  vi.stubGlobal("indexedDB", {});
  await import("../../../pwa/src/sw/sw");
  expect(hearers.has("fetch")).toBe(true);
});

it("reads the list when a file is asked for", async () => {
  await import("../../../pwa/src/sw/sw");
  const given: Promise<Response>[] = [];
  const request = { url: "https://leima.test/tunnit", method: "GET", mode: "navigate" };
  hearers.get("fetch")!({ request, respondWith: (reply: Promise<Response>) => given.push(reply) });
  expect(await (await given[0])!.text()).toBe("<page>");
  expect(read).not.toEqual([]);
});
