import type { BrowserContext, Page } from "@playwright/test";
import { type Firm, openFirm } from "./kit/firm";
import { type Front, openFront } from "./kit/front";
import { enter, expect, see, tap, test } from "./kit/story";

let firm: Firm;
let front: Front;
test.beforeAll(async () => {
  firm = await openFirm();
});
test.afterAll(() => firm.close());
test.beforeEach(async () => {
  front = await openFront(firm.address);
});
test.afterEach(() => front.close());

const asking = (page: Page) => page.getByRole("region", { name: "Uusi versio on valmis" });
const accept = (page: Page) => asking(page).getByRole("button", { name: "Ota käyttöön" }).click();
const mark = (page: Page) => page.evaluate(() => ((window as unknown as { same: boolean }).same = true));
const isSame = (page: Page) => page.evaluate(() => (window as unknown as { same?: boolean }).same === true);
const comeIntoView = (page: Page) => page.evaluate(() => void document.dispatchEvent(new Event("visibilitychange")));

async function twoWindows(phone: BrowserContext, who: string): Promise<[Page, Page]> {
  const first = await enter(phone, front.address, who);
  const second = await phone.newPage();
  await second.goto(front.address);
  await expect(see.flex(second)).toBeVisible();
  for (const page of [first, second]) await mark(page);
  return [first, second];
}

async function openReports(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Lisää", exact: true }).click();
  await page.locator("a[href='/raportit']").click();
  await expect(page.getByRole("button", { name: "Työaikaraportti" })).toBeVisible();
}

test("a new version is offered in every window when one comes into view, and one yes serves them all", async ({
  phone,
}) => {
  const [first, second] = await twoWindows(phone, "aino");
  front.publish("Reports");
  await comeIntoView(first);
  await expect(asking(first)).toBeVisible();
  await expect(asking(second)).toBeVisible();
  await openReports(second);
  await second.getByRole("link", { name: "Tänään", exact: true }).click();
  await accept(first);
  for (const page of [first, second]) {
    await expect.poll(() => isSame(page).catch(() => true)).toBe(false);
    await expect(see.flex(page)).toBeVisible();
    await expect(asking(page)).toHaveCount(0);
  }
});

test("a window with something open is not taken away: the old version's screens open there until it says yes", async ({
  phone,
}) => {
  const [first, second] = await twoWindows(phone, "eino");
  await see.chip(second).getByRole("button").click();
  await expect(second.getByRole("dialog")).toBeVisible();
  front.publish("Reports");
  await comeIntoView(first);
  await accept(first);
  await expect.poll(() => isSame(first).catch(() => true)).toBe(false);
  await expect(see.flex(first)).toBeVisible();
  expect(await isSame(second)).toBe(true);
  await second.keyboard.press("Escape");
  await openReports(second);
  await expect(asking(second)).toBeVisible();
  await accept(second);
  await expect.poll(() => isSame(second).catch(() => true)).toBe(false);
});

test("an app that has stood open for 25 hours since its first visit offers the version of yesterday", async ({
  phone,
}) => {
  const page = await phone.newPage();
  await page.clock.install();
  await enter(phone, front.address, "helmi");
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  front.publish();
  await page.clock.fastForward("25:00:00");
  await expect(asking(page)).toBeVisible();
});

test("a server that wants a newer app is told of in words, and punches go on being sent", async ({ phone }) => {
  const page = await enter(phone, front.address, "ilmari");
  await phone.route("**/api/v1/sync/hello", async (route) => {
    const reply = await route.fetch();
    const hello = (await reply.json()) as { schema: object };
    await route.fulfill({ response: reply, json: { ...hello, schema: { ...hello.schema, min_pull: 99 } } });
  });
  await comeIntoView(page);
  await expect(see.chip(page)).toContainText("Päivitä Leima");
  await expect(page.getByRole("region", { name: "Tämä Leiman versio on vanhentunut" })).toBeVisible();
  await tap(page, "Leimaa sisään");
  await expect.poll(async () => (await (await firm.caller("ilmari")).punches()).length).toBe(1);
  await expect(see.chip(page)).not.toContainText("Kaikki lähetetty");
});

/** As a tab of a later version: a higher version of the database, whose upgrade takes its time. */
function upgradeDatabase(page: Page, name: string, ms: number): Promise<void> {
  return page.evaluate(
    ([database, wait]) =>
      new Promise<void>((begun, failed) => {
        const request = indexedDB.open(database as string, 30);
        request.onerror = () => failed(request.error);
        request.onupgradeneeded = () => {
          const store = request.transaction!.objectStore("meta");
          const until = performance.now() + (wait as number);
          const go = (): void => void (performance.now() < until && (store.count().onsuccess = go));
          go();
          begun();
        };
        request.onsuccess = () => request.result.close();
      }),
    [name, ms] as const,
  );
}

test("a tab of a later version that upgrades the database costs the older tab no tap, and none goes without a word", async ({
  phone,
  ears,
}) => {
  ears.expect(/[Dd]atabase|favicon\.ico/);
  const page = await enter(phone, front.address, "kerttu");
  await phone.setOffline(true);
  const other = await phone.newPage();
  await phone.setOffline(false);
  await other.goto(`${front.address}/health/live`);
  const [name] = await other.evaluate(async () => (await indexedDB.databases()).map((one) => one.name!));
  await upgradeDatabase(other, name!, 6_000);
  await see.act(page, "Leimaa sisään").click();
  await expect(page.getByText(/tallessa|vain varakopiossa|EI TALLENNETTU/).first()).toBeVisible({ timeout: 5_000 });
  await expect(see.act(page, "Leimaa ulos")).toBeVisible();
  await expect(see.chip(page)).toContainText("Kaikki lähetetty");
  expect((await (await firm.caller("kerttu")).punches()).map(({ kind }) => kind)).toEqual(["in"]);
  await page.reload();
  await tap(page, "Leimaa ulos");
  await expect(see.chip(page)).toContainText("Kaikki lähetetty");
  expect((await (await firm.caller("kerttu")).punches()).map(({ kind }) => kind)).toEqual(["in", "out"]);
});
