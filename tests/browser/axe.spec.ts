import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Browser, expect, test as base, type Page } from "@playwright/test";
import { settled } from "../../scripts/looking.mjs";
import { IPHONE, VIEWS, ofOffice } from "../../scripts/views.mjs";
import { gallery } from "./kit/gallery";
import { use } from "./playwright.config";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const LANGUAGES = ["fi", "sv", "en"];
const PHONE = { width: 360, height: 800 };
const COMPUTER = { width: 1280, height: 800 };

interface Axe {
  run(
    context: Document | Element,
    options: object,
  ): Promise<{ violations: { id: string; nodes: { target: unknown[]; failureSummary?: string }[] }[] }>;
}

/** Opens a view at one size, on a page that holds nothing of the views before it. */
type Open = (viewport: typeof PHONE, address: string, agent?: string) => Promise<Page>;

function newPage(browser: Browser, viewport: typeof PHONE, agent: string): Promise<Page> {
  const { locale, timezoneId } = use;
  const userAgent = agent === "iphone" ? IPHONE : undefined;
  return browser.newPage({ viewport, userAgent, locale, timezoneId, reducedMotion: "reduce" });
}

/** Leaves the view, and wipes what it may have stored. */
async function wipe(page: Page): Promise<void> {
  await page.goto("about:blank");
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Storage.clearDataForOrigin", { origin: gallery(), storageTypes: "all" });
  await devtools.detach();
}

/** A new browser page costs more than a look at a view: each worker keeps one for each theme and agent. */
const test = base.extend<object, { open: Open }>({
  open: [
    async ({ browser }, give) => {
      const kept = new Map<string, Page>();
      await give(async (viewport, address, agent = "") => {
        const key = viewport.width + agent;
        const page = kept.get(key) ?? (await newPage(browser, viewport, agent));
        kept.set(key, page);
        await wipe(page);
        await page.goto(gallery() + address);
        await settled(page);
        return page;
      });
      for (const page of kept.values()) await page.close();
    },
    { scope: "worker" },
  ],
});

test.use({ trace: "off" });
test.describe.configure({ mode: "parallel" });

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
    // What lies under the bar of the main button for now is looked at again where a person scrolls it to.
    const covered = async (id: string, target: string): Promise<boolean> => {
      const there = id === "target-size" ? document.querySelector(target) : null;
      if (!there) return false;
      there.scrollIntoView({ block: "center" });
      const again = await axe.run(there, { runOnly: { type: "rule", values: [id] }, resultTypes: ["violations"] });
      return again.violations.length === 0;
    };
    const found: string[] = [];
    for (const { id, nodes } of violations) {
      for (const { target } of nodes) {
        if (!(await covered(id, target.join(" ")))) found.push(`${id}: ${target.join(" ")}`);
      }
    }
    const wider = document.documentElement.scrollWidth - innerWidth;
    return wider > 0 ? [...found, `wider than the window by ${wider}px`] : found;
  }, RULES);
}

/** What one view in one theme gives to find, in each language. */
async function looked(page: Page, theme: string, languages: readonly string[] = LANGUAGES): Promise<string[][]> {
  await page.evaluate(AXE);
  const all: string[][] = [];
  for (const language of languages) {
    await dress(page, language, theme);
    all.push((await findings(page)).map((found) => `${language} ${theme}: ${found}`));
  }
  return all;
}

/** The phone's width in light, the computer's in dark. */
const USUAL = [
  ["light", PHONE],
  ["dark", COMPUTER],
] as const;
const OTHER = [
  ["light", COMPUTER],
  ["dark", PHONE],
] as const;

for (const [name, address, agent] of VIEWS as [string, string, string?][]) {
  test(`${name} gives axe nothing to find, light and dark, in three languages`, async ({ open }) => {
    const seen: string[][] = [];
    for (const [theme, size] of USUAL) seen.push(...(await looked(await open(size, address, agent), theme)));
    expect(seen).toHaveLength(USUAL.length * LANGUAGES.length);
    expect(seen.flat()).toEqual([]);
  });
}

const ALSO = process.env.LEIMA_SIZES === "full" ? (VIEWS as [string, string, string?][]).filter(ofOffice) : [];
for (const [name, address, agent] of ALSO) {
  test(`${name} of the office gives axe nothing to find, dark on a phone and light on a computer`, async ({ open }) => {
    const seen: string[][] = [];
    for (const [theme, size] of OTHER) seen.push(...(await looked(await open(size, address, agent), theme, ["fi"])));
    expect(seen).toHaveLength(OTHER.length);
    expect(seen.flat()).toEqual([]);
  });
}
