import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Browser, expect, test, type Page } from "@playwright/test";
import { IPHONE, VIEWS, openGallery, settled } from "../../scripts/looking.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const LANGUAGES = ["fi", "sv", "en"];
const THEMES = ["light", "dark"];
const PHONE = { width: 360, height: 800 };
const COMPUTER = { width: 1280, height: 800 };

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

interface Shown {
  live: { acts: { setLanguage(language: string): Promise<void>; setTheme(theme: string): Promise<void> } };
}

/** Puts the page into a language and a theme without loading it again, as a person does in the settings. */
async function dress(page: Page, language: string, theme: string): Promise<void> {
  await page.evaluate(
    async ([lang, look]) => {
      const { acts } = (window as unknown as Shown).live;
      await acts.setTheme(look!);
      await acts.setLanguage(lang!);
    },
    [language, theme],
  );
  await page.locator(`html[lang=${language}][data-theme=${theme}]`).waitFor();
  await settled(page);
}

function findings(page: Page): Promise<string[]> {
  return page.evaluate(async (tags) => {
    const { axe } = window as unknown as { axe: Axe };
    const { violations } = await axe.run(document, {
      runOnly: { type: "tag", values: tags },
      resultTypes: ["violations"],
    });
    const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}`));
    const wider = document.documentElement.scrollWidth - innerWidth;
    return wider > 0 ? [...found, `wider than the window by ${wider}px`] : found;
  }, RULES);
}

/** One view in one theme: the phone's width in light, the computer's in dark. */
async function looked(browser: Browser, theme: string, address: string, agent?: string): Promise<string[][]> {
  const userAgent = agent === "iphone" ? IPHONE : undefined;
  const viewport = theme === "light" ? PHONE : COMPUTER;
  const page = await browser.newPage({ viewport, userAgent, reducedMotion: "reduce" });
  await page.goto(gallery.address + address);
  await settled(page);
  await page.evaluate(AXE);
  const all: string[][] = [];
  for (const language of LANGUAGES) {
    await dress(page, language, theme);
    all.push((await findings(page)).map((found) => `${language} ${theme}: ${found}`));
  }
  await page.close();
  return all;
}

for (const [name, address, agent] of VIEWS as [string, string, string?][]) {
  test(`${name} gives axe nothing to find, light and dark, in three languages`, async ({ browser }) => {
    const seen = await Promise.all(THEMES.map((theme) => looked(browser, theme, address, agent)));
    expect(seen.flat()).toHaveLength(THEMES.length * LANGUAGES.length);
    expect(seen.flat(2)).toEqual([]);
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
