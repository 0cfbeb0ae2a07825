import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { StoreContext } from "../../../pwa/src/store/context";
import { forgetPhone, phoneActs } from "../../../pwa/src/store/phone/acts";
import { setWanted } from "../../../pwa/src/store/phone/wanted";

const SUBSCRIPTION = "/api/v1/push/subscription";

/** A browser that has one subscription at most, and a server that has let go what it had. */
class Phone {
  made: string | null = "old";
  known: string | null = null;
  subscribed = 0;
  reached: () => void = () => {};
  readonly pocket = new Map<string, string>();

  readonly manager = {
    getSubscription: async () => this.made && this.row(this.made),
    subscribe: async () => {
      await pause();
      this.subscribed += 1;
      return this.row((this.made = `new ${this.subscribed}`));
    },
  };
  readonly store = {
    marker: { person: "anna" },
    signals: { language: { value: "fi" } },
    ports: {
      pocket: {
        get: (key: string) => this.pocket.get(key) ?? null,
        set: (key: string, value: string) => this.pocket.set(key, value),
        remove: (key: string) => this.pocket.delete(key),
      },
    },
    engine: async () => ({
      session: { call: (request: { method: string; path: string; body?: string }) => this.call(request) },
    }),
  } as unknown as StoreContext;

  private row(endpoint: string) {
    return {
      endpoint,
      options: {},
      toJSON: () => ({ endpoint, keys: { p256dh: "p", auth: "a" } }),
      unsubscribe: async () => ((this.made = null), true),
    };
  }

  private async call({ method, path, body }: { method: string; path: string; body?: string }) {
    await pause();
    if (path !== SUBSCRIPTION) return { status: 200, json: { key: "AAAA" } };
    if (method === "PUT") this.known = (JSON.parse(body!) as { endpoint: string }).endpoint;
    const json = { on: this.known !== null, endpoint: this.known, failing_since: null, sent_at: null };
    this.reached();
    return { status: 200, json };
  }
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 1));
let phone: Phone;

beforeEach(() => {
  phone = new Phone();
  const registration = { pushManager: phone.manager };
  vi.stubGlobal("navigator", {
    serviceWorker: { ready: Promise.resolve(registration), getRegistration: async () => registration },
  });
  vi.stubGlobal("window", { PushManager: class {} });
  vi.stubGlobal("Notification", { permission: "granted" });
  vi.stubGlobal("caches", { open: async () => ({ put: async () => {} }) });
  setWanted(phone.store.ports.pocket, "anna", true);
});
afterEach(() => vi.unstubAllGlobals());

test("a start and the settings that mend a subscription at once make one, which both sides know", async () => {
  const acts = phoneActs(phone.store);
  const [start, settings] = await Promise.all([acts.phoneState(), acts.phoneState()]);
  expect([start.kind, settings.kind]).toEqual(["on", "on"]);
  expect(phone.subscribed).toBe(1);
  expect(phone.known).toBe(phone.made);
});

test("who signs out while a subscription is mended has none afterwards", async () => {
  const mending = phoneActs(phone.store).phoneState();
  await new Promise<void>((resolve) => (phone.reached = resolve));
  await forgetPhone(phone.store, "anna");
  await mending;
  expect(phone.made).toBeNull();
});
