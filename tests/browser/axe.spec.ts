import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test, type Page } from "@playwright/test";
import { IPHONE, VIEWS, openGallery, settled } from "../../scripts/looking.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const LANGUAGES = ["fi", "sv", "en"];

interface Axe {
  run(
    context: Document,
    options: object,
  ): Promise<{ violations: { id: string; nodes: { target: unknown[]; failureSummary?: string }[] }[] }>;
}

test.use({ trace: "off" });

let gallery: { address: string; close(): Promise<void> };
test.beforeAll(async () => {
  gallery = await openGallery();
});
test.afterAll(() => gallery.close());

/** A phone in the light and a computer in the dark. */
const LOOKS = [
  { theme: "light", width: 360 },
  { theme: "dark", width: 1280 },
  { theme: "dark", width: 360 },
];

async function findings(page: Page, address: string): Promise<string[]> {
  await page.goto(gallery.address + address);
  await settled(page);
  await page.evaluate(AXE);
  return page.evaluate(async (tags) => {
    const { axe } = window as unknown as { axe: Axe };
    const { violations } = await axe.run(document, { runOnly: { type: "tag", values: tags } });
    const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}`));
    const wider = document.documentElement.scrollWidth - innerWidth;
    return wider > 0 ? [...found, `wider than the window by ${wider}px`] : found;
  }, RULES);
}

for (const [name, address, agent] of VIEWS as [string, string, string?][]) {
  test(`${name} gives axe nothing to find, light and dark, in three languages`, async ({ browser }) => {
    const [path, hash = ""] = address.split("#");
    const all: string[] = [];
    let seen = 0;
    for (const { theme, width } of LOOKS) {
      const userAgent = agent === "iphone" ? IPHONE : undefined;
      const context = await browser.newContext({
        viewport: { width, height: 800 },
        userAgent,
        reducedMotion: "reduce",
      });
      for (const language of width === 360 && theme === "dark" ? ["fi"] : LANGUAGES) {
        const page = await context.newPage();
        const view = `${path}&lang=${language}&theme=${theme}${hash && `#${hash}`}`;
        all.push(...(await findings(page, view)).map((found) => `${language} ${theme}: ${found}`));
        await page.close();
        seen += 1;
      }
      await context.close();
    }
    expect(seen).toBe(2 * LANGUAGES.length + 1);
    expect(all).toEqual([]);
  });
}

test("320 px and text of twice the size lose nothing to the side", async ({ browser }) => {
  const wide: string[] = [];
  const page = await (await browser.newContext({ viewport: { width: 320, height: 800 } })).newPage();
  for (const [name, address] of VIEWS as [string, string][]) {
    await page.goto("about:blank");
    await page.goto(gallery.address + address);
    await settled(page);
    await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
    const over = await page.evaluate(() =>
      [...document.querySelectorAll("body *")]
        .filter((el) => el.getBoundingClientRect().right > innerWidth + 1 && !el.closest(".vh, svg"))
        .map((el) => `${el.tagName}.${el.getAttribute("class") ?? ""}`),
    );
    if (over.length) wide.push(`${name}: ${over.slice(0, 3).join(", ")}`);
  }
  expect(wide).toEqual([]);
});
