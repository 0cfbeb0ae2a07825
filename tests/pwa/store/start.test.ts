import { afterEach, expect, it, vi } from "vitest";
import { createStore } from "../../../pwa/src/store/create";

/** A page whose cookies are told when they are read: the browser fetches them from another process, and all waits. */
function page(session: object | null) {
  const kept = new Map<string, string>(session ? [["leima.session", JSON.stringify(session)]] : []);
  const cookie = vi.fn(() => "leima_twin=p1");
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
  vi.stubGlobal("document", Object.defineProperty({}, "cookie", { get: cookie }));
  vi.stubGlobal("window", { addEventListener: () => {} });
  vi.stubGlobal("indexedDB", {
    open: () => {
      const request: { onerror?: () => void } = {};
      queueMicrotask(() => request.onerror?.());
      return request;
    },
  });
  return cookie;
}
afterEach(() => vi.unstubAllGlobals());

it("reads no cookie before the first picture when the device knows who used it last", async () => {
  const cookie = page({ person: "p1", name: "Aino", roles: ["employee"], status: "signed_in" });
  const { app } = await createStore();
  expect(app.session.value.person).toBe("p1");
  expect(cookie).not.toHaveBeenCalled();
});

it("reads it when the browser has evicted what the device knew", async () => {
  const cookie = page(null);
  const { app } = await createStore();
  expect(cookie).toHaveBeenCalledOnce();
  expect(app.session.value).toMatchObject({ person: "p1", status: "signed_in" });
});
