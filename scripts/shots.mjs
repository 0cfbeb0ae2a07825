/**
 * A picture of every screen in every state: phone and desktop, light and dark -> shots/*.png.
 * `npm run shots` shows pretended data; `npm run shots -- --only today` the views with that name;
 * `npm run shots -- --server http://localhost:8000 email password` the running product, signed in.
 */
import { mkdir } from "node:fs/promises";
import { chromium } from "@playwright/test";
import { CHROMIUM, IPHONE, VIEWS, openGallery, settled } from "./looking.mjs";

const SIZES = { puhelin: { width: 360, height: 800 }, tietokone: { width: 1280, height: 800 } };
const THEMES = ["light", "dark"];
const FOLDER = new URL("../shots/", import.meta.url).pathname;

function argument(name) {
  const at = process.argv.indexOf(name);
  return at < 0 ? null : process.argv.slice(at + 1);
}

function contextOf(size, theme, agent) {
  return {
    viewport: SIZES[size],
    deviceScaleFactor: size === "puhelin" ? 2 : 1,
    colorScheme: theme,
    userAgent: agent === "iphone" ? IPHONE : undefined,
    locale: "fi-FI",
    timezoneId: "Europe/Helsinki",
    reducedMotion: "reduce",
  };
}

async function shootGallery(browser, only) {
  const gallery = await openGallery();
  let count = 0;
  for (const [name, address, agent] of VIEWS.filter(([name]) => !only || name.includes(only))) {
    for (const size of Object.keys(SIZES)) {
      for (const theme of THEMES) {
        const context = await browser.newContext(contextOf(size, theme, agent));
        const page = await context.newPage();
        await page.goto(gallery.address + address);
        await settled(page);
        if (agent === "print") await page.emulateMedia({ media: "print" });
        await page.screenshot({ path: `${FOLDER}${name}-${size}-${theme}.png` });
        await context.close();
        count += 1;
      }
    }
  }
  await gallery.close();
  return count;
}

async function shootServer(browser, [address, email, password]) {
  let count = 0;
  for (const size of Object.keys(SIZES)) {
    const context = await browser.newContext(contextOf(size, "light"));
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
const count = server ? await shootServer(browser, server) : await shootGallery(browser, argument("--only")?.[0]);
await browser.close();
console.log(`${count} pictures in shots/`);
process.exit(0);
