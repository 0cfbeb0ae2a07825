import type { Page } from "@playwright/test";
import { type Firm, openFirm } from "./kit/firm";
import { openFront } from "./kit/front";
import { enter, expect, see, tap, test } from "./kit/story";
import { PASSWORD } from "./kit/company";

let firm: Firm;
test.beforeAll(async () => {
  firm = await openFirm();
});
test.afterAll(() => firm.close());

async function quota(page: Page, quotaSize: number | undefined): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const origin = new URL(page.url()).origin;
  await devtools.send("Storage.overrideQuotaForOrigin", quotaSize === undefined ? { origin } : { origin, quotaSize });
}

test("with the device full a punch is saved, or it is said loudly that it was not", async ({ phone }) => {
  const page = await enter(phone, firm.address, "aino");
  await phone.setOffline(true);
  await quota(page, 1);
  await see.act(page, "Leimaa sisään").click();
  const said = page.getByText(/· tallessa|vain varakopiossa|EI TALLENNETTU/).first();
  await expect(said).toBeVisible();
  const kept = !(await said.textContent())!.includes("EI TALLENNETTU");
  console.log(`On a full device: ${await said.textContent()}`);
  await page.reload();
  await expect(see.act(page, kept ? "Leimaa ulos" : "Leimaa sisään")).toBeVisible();
  await quota(page, undefined);
  await phone.setOffline(false);
  await expect(see.chip(page)).toContainText("Kaikki lähetetty");
  expect(await (await firm.caller("aino")).punches()).toHaveLength(kept ? 1 : 0);
});

test("a new version asks, and takes over only when the person says yes", async ({ phone }) => {
  const front = await openFront(firm.address);
  const page = await enter(phone, front.address, "eino");
  await page.reload();
  await expect(see.act(page, "Leimaa sisään")).toBeVisible();
  await page.evaluate(() => ((window as unknown as { same: boolean }).same = true));
  front.publish();
  await page.evaluate(() => navigator.serviceWorker.ready.then((worker) => worker.update()).then(() => true));
  const asking = page.getByRole("region", { name: "Uusi versio on valmis" });
  await expect(asking).toBeVisible();
  await tap(page, "Leimaa sisään");
  await expect(see.act(page, "Leimaa ulos")).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { same?: boolean }).same)).toBe(true);
  const reloaded = page.waitForEvent("load");
  await asking.getByRole("button", { name: "Ota käyttöön" }).click();
  await reloaded;
  await expect(see.act(page, "Leimaa ulos")).toBeVisible();
  await expect(asking).toHaveCount(0);
  await front.close();
});

/** Presses Tab until the thing with this name has the focus. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let n = 0; n < 40; n += 1) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => {
      const here = document.activeElement as HTMLInputElement | null;
      return here?.getAttribute("aria-label") ?? here?.labels?.[0]?.textContent ?? here?.textContent ?? "";
    });
    if (name.test(focused)) return;
  }
  throw new Error(`the focus never reached ${name}`);
}

test("the keyboard alone signs in, clocks in, and hears that it is saved", async ({ phone }) => {
  const page = await phone.newPage();
  await page.goto(firm.address);
  await expect(page.getByLabel("Sähköposti", { exact: true })).toBeVisible();
  await tabTo(page, /^Sähköposti/);
  await page.keyboard.type("helmi@tarina.test");
  await tabTo(page, /^Salasana/);
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(see.act(page, "Leimaa sisään")).toBeVisible();
  await tabTo(page, /^Leimaa sisään$/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toContainText("tallessa");
  await expect(see.act(page, "Leimaa ulos")).toBeFocused();
  await tabTo(page, /mistä se koostuu/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(see.chip(page)).toContainText("Kaikki lähetetty");
});

test("the language changes at once, stays after a reload, and follows the person to the next device", async ({
  browser,
  phone,
  ears,
}) => {
  const page = await enter(phone, firm.address, "ilmari");
  await page.getByRole("link", { name: "Lisää" }).click();
  await page.getByRole("button", { name: "Svenska" }).click();
  await page.getByRole("link", { name: "I dag" }).click();
  await expect(see.act(page, "Stämpla in")).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "sv");
  await page.reload();
  await expect(see.act(page, "Stämpla in")).toBeVisible();

  const other = ears.listen(await browser.newContext());
  const tablet = await other.newPage();
  await tablet.goto(firm.address);
  await tablet.getByLabel("Sähköposti", { exact: true }).fill("ilmari@tarina.test");
  await tablet.getByLabel("Salasana", { exact: true }).fill(PASSWORD);
  await tablet.getByRole("button", { name: "Kirjaudu", exact: true }).click();
  await expect(see.act(tablet, "Stämpla in")).toBeVisible();
  await other.close();
});

test("the first Tab offers to skip the bar, and after signing in the heading has the focus and a line says so", async ({
  phone,
}) => {
  const page = await phone.newPage();
  await page.goto(firm.address);
  await page.getByLabel("Sähköposti", { exact: true }).fill("kerttu@tarina.test");
  const password = page.getByLabel("Salasana", { exact: true });
  await password.fill(PASSWORD);
  await page.getByRole("button", { name: "Näytä salasana" }).click();
  await expect(password).toHaveAttribute("type", "text");
  await page.getByRole("button", { name: "Kirjaudu", exact: true }).click();
  await expect(page.getByRole("status").first()).toContainText("Olet kirjautunut sisään");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await page.reload();
  await expect(see.act(page, "Leimaa sisään")).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Siirry sisältöön" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Tänään", exact: true })).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
});
