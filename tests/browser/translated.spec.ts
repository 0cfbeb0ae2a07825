import { expect, test, type Page } from "@playwright/test";
import { button, useGallery } from "./kit/gallery";
import type { Live } from "../../pwa/src/store/appState";
import { settled } from "../../scripts/looking.mjs";

const open = useGallery();

/** A translator puts words of its own in place of a text, or moves the text itself into its elements. */
type Hand = "replaced" | "moved";

/** What the translator of Chrome does to a page: every text stands in two `font` elements. */
function translate(page: Page, hand: Hand): Promise<number> {
  return page.evaluate((how) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    const shown = texts.filter((text) => text.data.trim() && !text.parentElement!.closest("svg, script, option, font"));
    for (const text of shown) {
      const outer = document.createElement("font");
      const inner = outer.appendChild(document.createElement("font"));
      if (how === "replaced") {
        inner.append(text.data);
        text.replaceWith(outer);
      } else {
        text.before(outer);
        inner.append(text);
      }
    }
    return shown.length;
  }, hand);
}

type Shown = { live: { -readonly [K in keyof AppState]: { value: never } & AppState[K] } };

const balance = (page: Page) =>
  page.evaluate(() => {
    const { balances } = (window as unknown as Shown).live;
    const accounts = balances.value.accounts.map((one) => ({ ...one, amount: one.amount + 15 }));
    balances.value = { ...balances.value, accounts } as never;
  });
const minute = (page: Page) =>
  page.evaluate(() => {
    const { today } = (window as unknown as Shown).live;
    const result = today.value!.result && { ...today.value!.result, worked: today.value!.result.worked + 1 };
    today.value = { ...today.value!, result, now: today.value!.now + 60_000 } as never;
  });
const network = (kind: "offline" | "waiting" | "sent", unsent: number) => (page: Page) =>
  page.evaluate(
    (now) => {
      const { sync } = (window as unknown as Shown).live;
      sync.value = { ...sync.value, ...now } as never;
    },
    { kind, unsent },
  );
const press = (name: string) => async (page: Page) => {
  await expect(button(page, name)).not.toHaveAttribute("aria-disabled", "true");
  await button(page, name).click();
};
const visit = (name: string) => (page: Page) => page.getByRole("link", { name, exact: true }).click();

const offers = (page: Page): Promise<number> => page.locator(".toast").count();

const DAY: [string, (page: Page) => Promise<unknown>][] = [
  ["clocks in", press("Leimaa sisään")],
  ["a minute goes by", minute],
  ["goes on a break", press("Tauolle")],
  ["has no network", network("offline", 1)],
  ["comes back from the break", press("Jatka töitä")],
  ["gets a new balance", balance],
  ["has a network again", network("sent", 0)],
  ["clocks out", press("Leimaa ulos")],
  ["reads the hours", visit("Tunnit")],
  ["reads the month", press("Kuukausi")],
  ["comes back", visit("Tänään")],
];

for (const hand of ["replaced", "moved"] as const) {
  test(`a day in a page whose every text was ${hand} by a translator looks as in an untranslated one`, async ({
    page,
    context,
  }) => {
    const plain = await context.newPage();
    for (const one of [page, plain]) await open(one, "/tanaan?scenario=out");
    expect(await translate(page, hand), "texts that were translated").toBeGreaterThan(10);
    for (const [what, act] of DAY) {
      await translate(page, hand);
      for (const one of [page, plain]) {
        await act(one);
        await settled(one);
      }
      // What is offered of an act goes after its seconds, in the page that acted first before it goes in the other.
      await expect.poll(async () => (await offers(page)) === (await offers(plain)), what).toBe(true);
      expect(await page.locator("body").innerText(), what).toBe(await plain.locator("body").innerText());
    }
  });
}
