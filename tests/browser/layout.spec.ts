import { expect, test, type Page } from "@playwright/test";
import { settled } from "../../scripts/looking.mjs";
import { VIEWS } from "../../scripts/views.mjs";
import { gallery } from "./kit/gallery";

const FAMILIES = ["wide", "narrow"] as const;

test.describe.configure({ mode: "parallel" });
test.use({ trace: "off" });

async function open(page: Page, address: string): Promise<void> {
  await page.goto("about:blank");
  await page.goto(gallery() + address);
  await settled(page);
}

/** Sets the page in one of the two fonts, and waits until it is drawn in it. */
async function setIn(page: Page, family: string): Promise<void> {
  await page.evaluate(async (name) => {
    for (const weight of ["400", "600"]) {
      const face = new FontFace(name, `url(/letters/${name}-${weight}.woff2)`, { weight });
      document.fonts.add(await face.load());
    }
    document.documentElement.style.setProperty("--font", name);
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }, family);
}

function beyondTheSide(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("body *")]
      .filter((el) => el.getBoundingClientRect().right > innerWidth + 1 && !el.closest(".vh, svg"))
      .map((el) => `${el.tagName}.${el.getAttribute("class") ?? ""}`),
  );
}

const SIZES = [
  { width: 320, height: 568 },
  { width: 360, height: 800 },
  { width: 1280, height: 800 },
];

/** How far the page itself can be scrolled past the last thing that stands in it, px. */
function emptyBelow(page: Page): Promise<number> {
  return page.evaluate(async () => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const shown = [...document.querySelectorAll("#leima > *")].map((el) => el.getBoundingClientRect().bottom + scrollY);
    return document.documentElement.scrollHeight - Math.max(innerHeight, ...shown);
  });
}

/** With text of twice the size on the smallest screen: what stands beyond its right edge. */
async function wideWithLargeText(page: Page): Promise<string[]> {
  const wide: string[] = [];
  await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
  for (const family of FAMILIES) {
    await setIn(page, family);
    const over = await beyondTheSide(page);
    if (over.length) wide.push(`${family}: ${over.slice(0, 3).join(", ")}`);
  }
  await page.evaluate(() => document.documentElement.removeAttribute("style"));
  return wide;
}

async function longerThanItsContent(page: Page): Promise<string[]> {
  const empty: string[] = [];
  for (const size of SIZES) {
    await page.setViewportSize(size);
    const below = await emptyBelow(page);
    if (below > 1) empty.push(`${below} px of empty page at ${size.width} x ${size.height}`);
  }
  return empty;
}

const PARTS = 8;
for (let part = 0; part < PARTS; part++) {
  const views = (VIEWS as [string, string][]).filter((_, at) => at % PARTS === part);
  const names = `${views[0]![0]} and every eighth after it`;
  test(`large text at 320 px loses nothing to the side, and no page goes on below its content: ${names}`, async ({
    page,
  }) => {
    const found: string[] = [];
    for (const [name, address] of views) {
      await page.setViewportSize({ width: 320, height: 800 });
      await open(page, address);
      const faults = [...(await wideWithLargeText(page)), ...(await longerThanItsContent(page))];
      found.push(...faults.map((fault) => `${name}, ${fault}`));
    }
    expect(found).toEqual([]);
  });
}
