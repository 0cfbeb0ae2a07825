import type { BrowserContext, Page } from "@playwright/test";
import { type Firm, openFirm } from "./kit/firm";
import { enter, expect, see, tap, test, withoutBackgroundSync } from "./kit/story";

let firm: Firm;
test.beforeAll(async () => {
  firm = await openFirm();
});
test.afterAll(() => firm.close());

interface Results {
  results: { status: string; dup: boolean }[];
}

test("a punch whose answer was lost is sent again and counted once", async ({ phone }) => {
  await withoutBackgroundSync(phone);
  const page = await enter(phone, firm.address, "aino");
  let lost = 0;
  await page.route("**/api/v1/sync/push", async (route) => {
    if (lost > 0) return route.continue();
    lost += 1;
    await route.fetch();
    await route.abort();
  });
  const answered = page.waitForResponse((reply) => reply.url().endsWith("/sync/push"));
  await tap(page, "Leimaa sisään");
  const { results } = (await (await answered).json()) as Results;
  expect(lost).toBe(1);
  expect(results).toMatchObject([{ status: "applied", dup: true }]);
  await expect(see.chip(page)).toContainText("Kaikki lähetetty");
  expect(await (await firm.caller("aino")).punches()).toHaveLength(1);
});

/** Lets the browser tell the service worker that there is a network again. */
async function syncInBackground(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    devtools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      if (registrations[0]) resolve(registrations[0].registrationId);
    });
  });
  await devtools.send("ServiceWorker.enable");
  const origin = new URL(page.url()).origin;
  await devtools.send("ServiceWorker.dispatchSyncEvent", {
    origin,
    registrationId: await registered,
    tag: "outbox",
    lastChance: false,
  });
  await devtools.detach();
}

/** Two tabs of one person; without Web Locks both send whenever they like. */
async function twoTabs(phone: BrowserContext, name: string): Promise<[Page, Page]> {
  const page = await enter(phone, firm.address, name);
  const second = await phone.newPage();
  await second.goto(firm.address);
  await expect(see.flex(second)).toBeVisible();
  return [page, second];
}

for (const locks of ["with", "without"]) {
  test(`two tabs and the service worker that send at once, ${locks} locks, send a punch once`, async ({ phone }) => {
    const name = locks === "with" ? "eino" : "helmi";
    if (locks === "without") {
      await phone.addInitScript(() => Object.defineProperty(Navigator.prototype, "locks", { get: () => undefined }));
    }
    const [page, second] = await twoTabs(phone, name);
    await phone.setOffline(true);
    await tap(page, "Leimaa sisään");
    await expect(see.chip(second)).toContainText("Ei verkkoa · 1 tallessa");
    await tap(second, "Leimaa ulos");
    await expect(see.chip(page)).toContainText("Ei verkkoa · 2 tallessa");
    await phone.setOffline(false);
    await syncInBackground(page);
    for (const tab of [page, second]) {
      await tab.evaluate(() => window.dispatchEvent(new Event("online")));
      await expect(see.chip(tab)).toContainText("Kaikki lähetetty");
      await expect(see.act(tab, "Leimaa sisään")).toBeVisible();
    }
    expect((await (await firm.caller(name)).punches()).map(({ kind }) => kind)).toEqual(["in", "out"]);
  });
}

test("the service worker alone sends what waits, while no page is open", async ({ phone, ears }) => {
  test.setTimeout(90_000);
  ears.expect(/favicon\.ico/);
  const page = await enter(phone, firm.address, "ilmari");
  // Beside the app, so that a worker can be reached when no page of the app is open.
  const beside = await phone.newPage();
  await beside.goto(`${firm.address}/health/live`);
  const network = await phone.newCDPSession(page);
  await network.send("Network.emulateNetworkConditions", {
    offline: true,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
  await tap(page, "Leimaa sisään");
  await page.close();
  const caller = await firm.caller("ilmari");
  const arrived = async () => {
    await syncInBackground(beside);
    return (await caller.punches()).length;
  };
  // The closed page may have held the punch at that moment: its lease does not outlive it.
  await expect.poll(arrived, { timeout: 30_000, intervals: [1_000, 2_000, 5_000] }).toBe(1);
});
