/**
 * The start of the installed app without a network, under a slowed processor, beside an empty precached page with one
 * IndexedDB read, and beside the app's finished first picture as plain HTML and CSS without any program: no program that
 * draws this picture can start sooner. `node offline.mjs ADDRESS EMAIL PASSWORD` prints JSON: medians in ms from the
 * navigation to the paint of the main button (for the empty page: of its own). The three take turns.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium } from "@playwright/test";

const SLOWED = 4;
const RUNS = 9;
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

/** Runs in every page: says the first frame in which the main button is there. Nothing else asks the page meanwhile. */
function watch() {
  const look = () => {
    if (!document.querySelector(".today-acts button, button.go:not(.signin-submit)"))
      return requestAnimationFrame(look);
    requestAnimationFrame(() => setTimeout(() => console.info(`shown ${performance.now()}`)));
  };
  requestAnimationFrame(look);
}

const SAID = /^shown ([\d.]+)$/;

async function started(context, act) {
  const page = context.pages()[0];
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWED });
  const said = page.waitForEvent("console", { predicate: (message) => SAID.test(message.text()), timeout: 60_000 });
  await act(page);
  const after = Number(SAID.exec((await said).text())[1]);
  await session.detach();
  return after;
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const COMMITTED = { waitUntil: "commit" };

/** A profile that has opened the address once with the network. */
async function visited(url, visit) {
  const profile = mkdtempSync(path.join(tmpdir(), "leima-bench-"));
  const online = await chromium.launchPersistentContext(profile, options);
  await visit(online.pages()[0], url);
  await online.close();
  return { url, profile, cold: [], reload: [] };
}

/** One start without the network in a fresh process, and a reload in it. */
async function turn({ url, profile, cold, reload }) {
  const context = await chromium.launchPersistentContext(profile, options);
  await context.addInitScript(watch);
  await context.setOffline(true);
  cold.push(await started(context, (page) => page.goto(url, COMMITTED)));
  reload.push(await started(context, (page) => page.reload(COMMITTED)));
  await context.close();
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
  await page.waitForSelector(".today-acts button", { timeout: 30_000 });
  await settled(page);
  await page.waitForTimeout(5_000);
}

/** Keeps what is on the screen in the place of each page that the browser has in store, and no script beside it. */
async function visitPicture(page, url) {
  await visitApp(page, url);
  await page.evaluate(async () => {
    const picture = document.getElementById("leima").outerHTML;
    const name = (await caches.keys()).find((key) => key.startsWith("leima-shell-"));
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const stored = await cache.match(request);
      if (!stored.headers.get("Content-Type")?.startsWith("text/html")) continue;
      const bare = (await stored.text()).replace(/<script[^>]*><\/script>|<link rel="modulepreload"[^>]*>/g, "");
      const filled = bare.replace('<div id="leima"></div>', () => picture);
      if (filled === bare) throw new Error("the page has no place for the picture");
      await cache.put(request, new Response(filled, { headers: stored.headers }));
    }
  });
}

const server = createServer((request, reply) => {
  const worker = request.url === "/sw.js";
  reply.setHeader("Content-Type", worker ? "text/javascript" : "text/html");
  reply.end(worker ? CONTROL_WORKER : CONTROL_PAGE);
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const starts = {};
try {
  starts.control = await visited(`http://localhost:${server.address().port}/`, visitControl);
  starts.picture = await visited(`${address}/`, visitPicture);
  starts.app = await visited(`${address}/`, visitApp);
  for (let n = 0; n < RUNS; n++) for (const one of Object.values(starts)) await turn(one);
  const medians = ({ cold, reload }) => ({ cold: median(cold), reload: median(reload) });
  const told = Object.entries(starts).map(([name, one]) => [name, medians(one)]);
  console.log(JSON.stringify({ slowed: SLOWED, runs: RUNS, ...Object.fromEntries(told) }));
} finally {
  server.close();
  for (const { profile } of Object.values(starts)) rmSync(profile, { recursive: true, force: true });
}
