import { describe, expect, it, vi } from "vitest";
import { lineOf, openNotice, showPush, told, type Showing } from "../../../pwa/src/sw/showing";

const ID = "0192f0c8-0000-4000-8000-0000000000c1";
const push = (body: unknown) => ({ json: () => body });

/** A worker of a phone: what it shows, and which windows are open. */
function worker(language: string | null = null, windows: string[] = []) {
  const shown = vi.fn(async (_: string, __: object) => {});
  const [posted, opened, badge] = [vi.fn(), vi.fn(async () => {}), vi.fn(async () => {})];
  const pages = windows.map((url) => ({ url, focus: vi.fn(async () => pages[0]!), postMessage: posted }));
  const scope: Showing = {
    registration: { showNotification: shown },
    clients: { matchAll: async () => pages as never, openWindow: opened },
    navigator: { language: "en-GB", setAppBadge: badge },
    caches: { match: async () => (language ? new Response(language) : undefined) },
  };
  return { scope, shown, posted, opened, badge, pages };
}

describe("a push", () => {
  it("is shown with the line of its kind, once for a notice, in the language that was chosen on the device", async () => {
    const { scope, shown, badge } = worker("fi");
    await showPush(scope, push({ kind: "claim_approved", id: ID, n: 3 }));
    const said = { body: "Matkalasku hyväksyttiin", tag: ID, lang: "fi", data: { notice: ID } };
    expect(shown).toHaveBeenCalledWith("Leima", expect.objectContaining(said));
    expect(badge).toHaveBeenCalledWith(3);
  });

  it("takes the device's own language where none was chosen, and Finnish for one that we do not speak", async () => {
    for (const [kept, body] of [
      [null, "Your travel claim was approved"],
      ["sv", "Reseräkningen godkändes"],
      ["de", "Matkalasku hyväksyttiin"],
    ] as const) {
      const { scope, shown } = worker(kept);
      await showPush(scope, push({ kind: "claim_approved", id: ID, n: 0 }));
      expect(shown).toHaveBeenCalledWith("Leima", expect.objectContaining({ body }));
    }
  });

  it("always shows something, whatever comes", async () => {
    const broken = { json: () => JSON.parse("{") as unknown };
    const odd = [null, broken, push(null), push(7), push({ kind: "later_version", id: ID, n: 1 }), push({ kind: {} })];
    for (const data of [...odd, push({ kind: "__proto__", id: "../x", n: 1e9 }), push({ kind: "constructor" })]) {
      const { scope, shown } = worker("fi");
      await showPush(scope, data);
      expect(shown).toHaveBeenCalledOnce();
      expect(shown.mock.calls[0]![1]).toMatchObject({ body: "Leimassa odottaa jotain sinua." });
    }
  });

  it("carries no words of its own: what is not a kind or an id is passed over", () => {
    expect(told(push({ kind: "x", id: "Aino", n: -1, text: "123 €" }))).toEqual({ kind: "x", id: "", n: 0 });
    expect(lineOf("test", "sv")).toBe("Det här är en testavisering. Aviseringarna fungerar.");
  });

  it("leads to its notice: in the window that is open, which is not reloaded, or in a new one", async () => {
    const open = worker("fi", ["https://leima.test/tunnit"]);
    await openNotice(open.scope, { notice: ID });
    expect(open.posted).toHaveBeenCalledWith({ type: "notice", id: ID });
    expect(open.pages[0]!.focus).toHaveBeenCalledOnce();
    expect(open.opened).not.toHaveBeenCalled();
    const closed = worker("fi");
    await openNotice(closed.scope, { notice: ID });
    expect(closed.opened).toHaveBeenCalledWith(`/ilmoitukset/${ID}`);
    for (const odd of [null, {}, { notice: "//evil.test" }]) {
      const { scope, opened } = worker("fi");
      await openNotice(scope, odd);
      expect(opened).toHaveBeenCalledWith("/ilmoitukset");
    }
  });
});
