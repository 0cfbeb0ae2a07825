/** How pictures of the app are taken: the browser and the gallery. */
import { build, preview } from "vite";

export const CHROMIUM = {
  executablePath: process.env.LEIMA_CHROMIUM || "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
  ],
};

/** Builds the screens with pretended data and serves them; answers the address and how to stop it. */
export async function openGallery(port = 0) {
  const configFile = new URL("../tests/pwa/gallery/vite.config.ts", import.meta.url).pathname;
  await build({ configFile, logLevel: "error" });
  // A browser that looks at one screen after another keeps the files: asking for each anew is a quarter of a look.
  const headers = { "Cache-Control": "public, max-age=86400, immutable" };
  const server = await preview({ configFile, logLevel: "error", preview: { port, host: "127.0.0.1", headers } });
  const { port: taken } = server.httpServer.address();
  return { address: `http://127.0.0.1:${taken}`, close: () => server.close() };
}

/** Waits until the first picture stands and nothing in it is still being opened. */
export async function settled(page) {
  await page.locator("h1, h2").first().waitFor();
  if (page.url().includes("sheet=")) await page.locator("dialog[open], .hours-side .hours-day").first().waitFor();
  if (/\b(steps|desk)=/.test(page.url())) await page.locator("html[data-steps=done]").waitFor();
  const pressed = new URL(page.url()).searchParams.get("press");
  const inFinnish = (await page.locator("html[lang=fi]").count()) > 0;
  if (pressed && inFinnish) await page.locator("[aria-pressed=true]", { hasText: pressed }).waitFor();
  const shows = new URL(page.url()).searchParams.get("shows");
  if (shows) await page.locator(`.${shows}`).first().waitFor();
  await page.locator(".loading").first().waitFor({ state: "detached" });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}
