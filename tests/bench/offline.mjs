/**
 * The start of the installed app without a network, under a slowed processor, beside an empty precached page with one
 * IndexedDB read. `node offline.mjs ADDRESS EMAIL PASSWORD` prints JSON: medians in ms from the navigation to the paint
 * of the main button (for the page: of its word).
 */
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium } from "@playwright/test";

const SLOWED = 4;
const RUNS = 5;
const [address, email, password] = process.argv.slice(2);
const flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"];
const options = {
  executablePath: process.env.LEIMA_CHROMIUM,
  args: [...flags, "--disable-sync", "--no-first-run"],
  viewport: { width: 360, height: 800 },
  locale: "fi-FI",
  timezoneId: "Europe/Helsinki",
};

const CONTROL_PAGE = `<!doctype html><title>control</title><p id=out></p><script>
  navigator.serviceWorker.register("/sw.js");
  const open = indexedDB.open("control", 1);
  open.onupgradeneeded = () => open.result.createObjectStore("rows").put("ready", 1);
  open.onsuccess = () => {
    const read = open.result.transaction("rows").objectStore("rows").get(1);
    read.onsuccess = () => { const b = document.createElement("button"); b.className = "go"; b.textContent = read.result; document.body.append(b); };
  };
</script>`;
const CONTROL_WORKER = `
  addEventListener("install", (e) => e.waitUntil(caches.open("c").then((c) => c.add("/")).then(() => skipWaiting())));
  addEventListener("activate", (e) => e.waitUntil(clients.claim()));
  addEventListener("fetch", (e) => e.respondWith(caches.match("/").then((hit) => hit ?? fetch(e.request))));
`;

/** Runs in every page: notes the first frame in which the main button is there. */
function watch() {
  const look = () => {
    if (!document.querySelector(".acts button, button.go:not(.door-submit)")) return requestAnimationFrame(look);
    requestAnimationFrame(() => setTimeout(() => (window.shownAfter = performance.now())));
  };
  requestAnimationFrame(look);
}

async function started(context, url, act) {
  const page = context.pages()[0] ?? (await context.newPage());
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWED });
  await act(page, url);
  await page.waitForFunction(() => window.shownAfter, null, { timeout: 60_000 });
  const after = await page.evaluate(() => window.shownAfter);
  await session.detach();
  return after;
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Opens the address once with the network, then measures starts without it in fresh processes, and reloads. */
async function measure(url, firstVisit) {
  const profile = mkdtempSync(path.join(tmpdir(), "leima-bench-"));
  const times = { cold: [], reload: [] };
  try {
    const online = await chromium.launchPersistentContext(profile, options);
    await firstVisit(online.pages()[0], url);
    await online.close();
    for (let turn = 0; turn < RUNS; turn++) {
      const context = await chromium.launchPersistentContext(profile, options);
      await context.addInitScript(watch);
      await context.setOffline(true);
      times.cold.push(await started(context, url, (page) => page.goto(url)));
      times.reload.push(await started(context, url, (page) => page.reload()));
      await context.close();
    }
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
  return { cold: median(times.cold), reload: median(times.reload) };
}

const settled = (page) => page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));

async function visitControl(page, url) {
  await page.goto(url);
  await settled(page);
  await page.waitForSelector("button.go");
  await page.waitForTimeout(2_000);
}

async function visitApp(page, url) {
  await page.goto(url);
  await page.fill("input[type=email]", email);
  await page.fill("input[type=password]", password);
  await page.click("button[type=submit]");
  await page.waitForSelector(".acts button", { timeout: 30_000 });
  await settled(page);
  await page.waitForTimeout(5_000);
}

const server = createServer((request, reply) => {
  const worker = request.url === "/sw.js";
  reply.setHeader("Content-Type", worker ? "text/javascript" : "text/html");
  reply.end(worker ? CONTROL_WORKER : CONTROL_PAGE);
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
try {
  const control = await measure(`http://localhost:${server.address().port}/`, visitControl);
  const app = await measure(`${address}/`, visitApp);
  console.log(JSON.stringify({ slowed: SLOWED, runs: RUNS, control, app }));
} finally {
  server.close();
}
