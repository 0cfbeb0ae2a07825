import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { dropOldShells, layShell, shellOf } from "../../../pwa/src/sw/shell";

const kept: Record<string, string> = { "/index.html": "<page>", "/manifest.webmanifest": "{}" };
const store = {
  cacheName: "workbox-precache",
  page: "/index.html",
  beside: ["/manifest.webmanifest"],
  file: async (address: string) => (kept[address] ? new Response(kept[address]) : undefined),
};
const FILES = ["assets/start-a1.js", { url: "index.html", revision: "r1" }];

/** Caches as a worker sees them, in memory. */
function memory() {
  const kept = new Map<string, Map<string, Response>>();
  return {
    kept,
    open: async (name: string) => {
      const cache = kept.get(name) ?? new Map<string, Response>();
      kept.set(name, cache);
      return { put: async (url: string, response: Response) => void cache.set(url, response) };
    },
    keys: async () => [...kept.keys()],
    delete: async (name: string) => kept.delete(name),
  };
}

let caches: ReturnType<typeof memory>;

beforeEach(() => {
  caches = memory();
  vi.stubGlobal("caches", caches);
});
afterEach(() => vi.unstubAllGlobals());

describe("the page that the browser takes without the worker", () => {
  it("lies in a cache of its own version: another page or file, another cache", () => {
    expect(shellOf(FILES)).toBe(shellOf([...FILES]));
    expect(shellOf(FILES)).not.toBe(shellOf([FILES[0]!, { url: "index.html", revision: "r2" }]));
    expect(shellOf(FILES)).not.toBe(shellOf(["assets/start-a2.js", FILES[1]!]));
  });

  it("is kept before its routes are laid, which ask that cache for it and what comes with it, and the store for its files", async () => {
    const laid: unknown[] = [];
    const addRoutes = async (routes: { condition: { urlPattern: { pathname: string } }; source: unknown }[]) => {
      for (const { condition, source } of routes) {
        const { pathname } = condition.urlPattern;
        expect(pathname === "/assets/*" || caches.kept.get("leima-shell-x")?.has(pathname)).toBe(true);
        laid.push(source);
      }
    };
    await layShell("leima-shell-x", { addRoutes }, store);
    const page = { cacheName: "leima-shell-x" };
    expect(laid).toEqual([page, page, page, { cacheName: "workbox-precache" }]);
    expect(await caches.kept.get("leima-shell-x")?.get("/tanaan")?.text()).toBe("<page>");
    expect(await caches.kept.get("leima-shell-x")?.get("/manifest.webmanifest")?.text()).toBe("{}");
  });

  it("is the page of the same version's files: without it nothing is installed", async () => {
    const addRoutes = vi.fn(async () => {});
    for (const missing of ["/index.html", "/manifest.webmanifest"]) {
      const absent = {
        ...store,
        file: async (address: string) => (address === missing ? undefined : store.file(address)),
      };
      await expect(layShell("leima-shell-x", { addRoutes }, absent)).rejects.toThrow("not in store");
    }
    expect(addRoutes).not.toHaveBeenCalled();
  });

  it("is left out where a browser knows no routes: then the worker answers", async () => {
    await layShell("leima-shell-x", {}, store);
    expect(await caches.keys()).toEqual([]);
  });

  it("goes when its version has gone, and nothing else goes with it", async () => {
    for (const name of ["leima-shell-old", "leima-shell-x", "workbox-precache"]) await caches.open(name);
    await dropOldShells("leima-shell-x");
    expect(await caches.keys()).toEqual(["leima-shell-x", "workbox-precache"]);
  });
});
