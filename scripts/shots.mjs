/**
 * A picture of every screen in every state: phone and desktop, light and dark -> shots/*.png.
 * `npm run shots` shows pretended data; `npm run shots -- --only today,kiky` the views with such a name;
 * `npm run shots -- --office` the screens of the office as a clerk has them: 390, 1,280 and 1,440 px wide, in full length;
 * `npm run shots -- --server http://localhost:8000 email password` the running product, signed in.
 */
import { mkdir } from "node:fs/promises";
import { chromium } from "@playwright/test";
import { CHROMIUM, openGallery, settled } from "./looking.mjs";
import { IPHONE, VIEWS, ofOffice } from "./views.mjs";

const SIZES = { puhelin: { width: 360, height: 800 }, tietokone: { width: 1280, height: 800 } };
const OFFICE_SIZES = {
  390: { width: 390, height: 844 },
  1280: { width: 1280, height: 800 },
  1440: { width: 1440, height: 900 },
};
const HIGHEST = 3000;
const THEMES = ["light", "dark"];
const FOLDER = new URL("../shots/", import.meta.url).pathname;

function argument(name) {
  const at = process.argv.indexOf(name);
  return at < 0 ? null : process.argv.slice(at + 1);
}

function contextOf(viewport, theme, agent) {
  return {
    viewport,
    deviceScaleFactor: viewport === SIZES.puhelin ? 2 : 1,
    colorScheme: theme,
    userAgent: agent === "iphone" ? IPHONE : undefined,
    locale: "fi-FI",
    timezoneId: "Europe/Helsinki",
    reducedMotion: "reduce",
  };
}

/** Pages by their look, each with a browser context of its own that keeps the files of the views before. */
function openPages(browser) {
  const kept = new Map();
  const opened = async (viewport, theme, agent) =>
    (await browser.newContext(contextOf(viewport, theme, agent))).newPage();
  return (viewport, theme, agent) => {
    const key = JSON.stringify([viewport, theme, agent]);
    if (!kept.has(key)) kept.set(key, opened(viewport, theme, agent));
    return kept.get(key);
  };
}

/** Leaves the view, and wipes what it may have stored. */
async function wipe(page, origin) {
  await page.goto("about:blank");
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Storage.clearDataForOrigin", { origin, storageTypes: "local_storage,indexeddb,cookies" });
  await devtools.detach();
}

/** Makes the window as high as what is scrolled in it, so that nothing lies below its edge. */
async function grow(page) {
  const needed = await page.evaluate(() => {
    const open = document.querySelectorAll("dialog[open] .sheet-body");
    const scrolled = [...(open.length > 0 ? open : document.querySelectorAll(".scroll"))];
    return Math.max(0, ...scrolled.map((one) => one.scrollHeight - one.clientHeight)) + innerHeight;
  });
  const { width, height } = page.viewportSize();
  if (needed > height) await page.setViewportSize({ width, height: Math.min(needed, HIGHEST) });
  await settled(page);
}

async function shootGallery(browser, only, office) {
  const gallery = await openGallery();
  const open = openPages(browser);
  const [sizes, shown] = office ? [OFFICE_SIZES, VIEWS.filter(ofOffice)] : [SIZES, VIEWS];
  const looks = Object.entries(sizes).flatMap(([size, viewport]) => THEMES.map((theme) => ({ size, viewport, theme })));
  const shoot = async ([name, address, agent], { size, viewport, theme }) => {
    const page = await open(viewport, theme, agent);
    await wipe(page, gallery.address);
    await page.setViewportSize(viewport);
    await page.goto(gallery.address + address);
    await settled(page);
    if (office) await grow(page);
    if (agent === "print") await page.emulateMedia({ media: "print" });
    await page.screenshot({ path: `${FOLDER}${name}-${size}-${theme}.png` });
    if (agent === "print") await page.emulateMedia({ media: "screen" });
  };
  let count = 0;
  for (const view of shown.filter(([name]) => !only || only.some((part) => name.includes(part)))) {
    await Promise.all(looks.map((look) => shoot(view, look)));
    count += looks.length;
  }
  await gallery.close();
  return count;
}

async function shootServer(browser, [address, email, password]) {
  let count = 0;
  for (const size of Object.keys(SIZES)) {
    const context = await browser.newContext(contextOf(SIZES[size], "light"));
    const page = await context.newPage();
    await page.goto(address);
    await page.getByLabel("Sähköposti").fill(email);
    await page.getByLabel("Salasana").fill(password);
    await page.getByRole("button", { name: "Kirjaudu" }).click();
    await page.getByRole("region", { name: "Synkronointi" }).waitFor();
    for (const link of await page.getByRole("navigation").getByRole("link").all()) {
      const name = (await link.innerText()).trim().toLowerCase().split(/\s/)[0];
      await link.click();
      await page.waitForTimeout(1200);
      await page.screenshot({ path: `${FOLDER}server-${name}-${size}.png` });
      count += 1;
    }
    await context.close();
  }
  return count;
}

await mkdir(FOLDER, { recursive: true });
const browser = await chromium.launch(CHROMIUM);
const server = argument("--server");
const count = server
  ? await shootServer(browser, server)
  : await shootGallery(browser, argument("--only")?.[0].split(","), argument("--office") !== null);
await browser.close();
console.log(`${count} pictures in shots/`);
process.exit(0);
