import { expect, test, type Page } from "@playwright/test";
import { settled } from "../../scripts/looking.mjs";
import { gallery } from "./kit/gallery";

/** Ten screens whose sheets are fetched when the screen is first opened, and then stay. */
const SCREENS = [
  "/tunnit",
  "/lomat",
  "/tapahtumaloki",
  "/raportit",
  "/saldot/p-ville",
  "/kuukaudet",
  "/kiky",
  "/tyoehtosopimukset/kvtes",
  "/henkilot",
  "/lisaa",
];

type Looks = { picture: Buffer; elements: string[] };

test.describe.configure({ mode: "parallel" });
test.use({ trace: "off", viewport: { width: 360, height: 800 }, contextOptions: { reducedMotion: "reduce" } });

async function open(page: Page, screen: string): Promise<void> {
  await page.goto(`${gallery()}${screen}?scenario=office`);
  await settled(page);
}

/** Goes to a screen as the bar does: the page stays, and so do the sheets that it has fetched. */
async function goTo(page: Page, screen: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, "", `${to}?scenario=office`);
    dispatchEvent(new PopStateEvent("popstate"));
  }, screen);
  await expect(page.locator("#leima main")).not.toHaveClass(/loading/);
  await settled(page);
}

/** A screen as it is drawn, and the looks of every element of it in words, for the report. */
async function drawn(page: Page): Promise<Looks> {
  const elements = await page.evaluate(async () => {
    (document.activeElement as HTMLElement | null)?.blur();
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    return [...document.querySelectorAll("#leima *")].map((el) => {
      const { color, backgroundColor, font, margin, padding, display, borderRadius, gap, opacity, listStyle } =
        getComputedStyle(el);
      const all = [color, backgroundColor, font, margin, padding, display, borderRadius, gap, opacity, listStyle];
      return `${el.tagName}.${el.getAttribute("class") ?? ""} ${all.join("; ")}`;
    });
  });
  return { picture: await page.screenshot(), elements };
}

/** How many pixels of two pictures differ by more than a tenth of a colour's range, more than rastering anew makes. */
async function pixelsApart(page: Page, one: Buffer, other: Buffer): Promise<number> {
  if (one.equals(other)) return 0;
  return page.evaluate(
    async (both) => {
      const [first, second] = await Promise.all(
        both.map(async (base64) => {
          const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
          const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
          const pen = new OffscreenCanvas(image.width, image.height).getContext("2d")!;
          pen.drawImage(image, 0, 0);
          return pen.getImageData(0, 0, image.width, image.height).data;
        }),
      );
      return first!.filter((value, at) => Math.abs(value - second![at]!) > 25).length;
    },
    [one.toString("base64"), other.toString("base64")],
  );
}

/** What is drawn otherwise than when the screen was opened alone: two elements of it, or the picture only. */
async function otherwise(page: Page, alone: Looks, now: Looks): Promise<string[]> {
  const changed = now.elements.filter((one, at) => one !== alone.elements[at]);
  if (changed.length) return changed.slice(0, 2);
  const apart = await pixelsApart(page, alone.picture, now.picture);
  return apart ? [`${apart} values of the picture`] : [];
}

/** The sheets that opening a screen has fetched, in their order: those of the page itself come before all. */
async function fetched(page: Page): Promise<string[]> {
  const html = await (await page.request.get(gallery())).text();
  const hrefs = await page
    .locator("link[rel=stylesheet]")
    .evaluateAll((all) => all.map((one) => (one as HTMLLinkElement).href));
  return hrefs.filter((href) => !html.includes(new URL(href).pathname));
}

/** Puts the fetched sheets in this order, as two visits would have. */
async function putSheets(page: Page, order: string[]): Promise<void> {
  await page.evaluate(async (hrefs) => {
    const loads = hrefs.map((href) => {
      const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href, className: "put" });
      document.head.append(link);
      return new Promise((done, fail) => Object.assign(link, { onload: done, onerror: fail }));
    });
    await Promise.all(loads);
    for (const old of document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]:not(.put)")) {
      if (hrefs.includes(old.href)) old.remove();
    }
    const kept = [...document.querySelectorAll<HTMLLinkElement>("link.put")];
    kept.slice(0, -hrefs.length || undefined).forEach((old) => old.remove());
    kept.forEach((one) => (one.className = "put"));
  }, order);
}

const ordered = (first: string[], then: string[]) => [...new Set([...first, ...then])];

for (const half of [0, 1]) {
  const names = `${SCREENS[half]} and every second after it`;
  test(`the sheets of another screen, before or after its own, change nothing: ${names}`, async ({ page }) => {
    const sheets = new Map<string, string[]>();
    for (const screen of SCREENS) {
      await open(page, screen);
      sheets.set(screen, await fetched(page));
    }
    const found: string[] = [];
    for (const screen of SCREENS.filter((_, at) => at % 2 === half)) {
      await open(page, screen);
      const [alone, own] = [await drawn(page), sheets.get(screen)!];
      for (const other of SCREENS.filter((one) => one !== screen)) {
        const its = sheets.get(other)!;
        await putSheets(page, ordered(its, own));
        const after = await otherwise(page, alone, await drawn(page));
        found.push(...after.map((what) => `${screen} after ${other}: ${what}`));
        await putSheets(page, ordered(own, its));
        const before = await otherwise(page, alone, await drawn(page));
        found.push(...before.map((what) => `${screen} before ${other}: ${what}`));
      }
    }
    expect(found).toEqual([]);
  });
}

test("ten screens look as when opened alone, visited one after another and back", async ({ page }) => {
  const alone = new Map<string, Looks>();
  for (const screen of SCREENS) {
    await open(page, screen);
    alone.set(screen, await drawn(page));
  }
  const all: string[] = [];
  await open(page, SCREENS[0]!);
  for (const screen of [...SCREENS.slice(1), ...[...SCREENS].reverse().slice(1)]) {
    await goTo(page, screen);
    const found = await otherwise(page, alone.get(screen)!, await drawn(page));
    all.push(...found.map((what) => `${screen}: ${what}`));
  }
  expect(all).toEqual([]);
});
