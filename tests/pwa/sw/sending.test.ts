import { beforeEach, describe, expect, it, vi } from "vitest";
import type { SendingScope } from "../../../pwa/src/sw/sending";

/** A worker's scope as the browser starts it anew: scripts that were kept come from its store, others fail. */
function life(kept: Set<string>, sync: unknown = {}) {
  const sent = vi.fn(async () => {});
  const names: string[] = [];
  const scope: SendingScope = {
    registration: { sync },
    importScripts: (url) => {
      if (!kept.has(String(url))) throw new Error("NetworkError");
      scope.sendOutbox = sent;
    },
    trustedTypes: {
      createPolicy: (name, rules) => {
        if (names.includes(name)) throw new TypeError("made already");
        names.push(name);
        return rules;
      },
    },
  };
  return { scope, sent };
}

let part: typeof import("../../../pwa/src/sw/sending");

beforeEach(async () => {
  vi.resetModules();
  part = await import("../../../pwa/src/sw/sending");
});

describe("the worker's sending part", () => {
  it("is taken into store when a version is installed, and sends in any later life of the worker", async () => {
    const { scope, sent } = life(new Set(["/send.js"]));
    part.keepSender(scope);
    expect(scope.sendOutbox).toBeDefined();
    await part.sendNow(scope);
    expect(sent).toHaveBeenCalledOnce();
  });

  it("stops the installation when it does not arrive", () => {
    expect(() => part.keepSender(life(new Set()).scope)).toThrow("NetworkError");
  });

  it("is not fetched where the browser knows no background sync", () => {
    const { scope } = life(new Set(), undefined);
    Reflect.deleteProperty(scope.registration, "sync");
    part.keepSender(scope);
    expect(scope.sendOutbox).toBeUndefined();
  });

  it("is kept with the part that shows notices where the browser takes pushes", () => {
    const { scope } = life(new Set(["/send.js", "/push.js"]), undefined);
    scope.registration = { pushManager: {} };
    part.keepSender(scope);
    expect(scope.sendOutbox).toBeDefined();
    expect(() =>
      part.keepSender({ ...life(new Set(["/send.js"])).scope, registration: { pushManager: {} } }),
    ).toThrow();
  });

  it("shows something also when the part that shows notices was not kept", async () => {
    const shown = vi.fn(async () => {});
    const { scope } = life(new Set());
    await part.showNow({ ...scope, registration: { showNotification: shown } }, null);
    expect(shown).toHaveBeenCalledOnce();
  });

  it("can be asked for again after a failure, so that the browser's next try may succeed", async () => {
    const kept = new Set<string>();
    const { scope, sent } = life(kept);
    await expect(part.sendNow(scope)).rejects.toThrow("NetworkError");
    kept.add("/send.js");
    await part.sendNow(scope);
    expect(sent).toHaveBeenCalledOnce();
  });
});
