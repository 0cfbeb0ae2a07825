import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { NAMES } from "./kit/company";
import { type Firm, openFirm } from "./kit/firm";
import { hashOf, keptFiles, Photos } from "./kit/photos";
import { enter, expect, see, test, withoutBackgroundSync } from "./kit/story";
import { button, filled, finnish, row, sheet, Thumb, TRIP } from "./kit/travel";

let firm: Firm;
let photos: Photos;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  firm = await openFirm();
  photos = new Photos();
});
test.afterAll(async () => {
  await firm?.close();
  photos?.remove();
});

/** Opens the page of a new claim. */
async function newClaim(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Matkat" }).click();
  await page.getByRole("button", { name: "Uusi matkalasku" }).click();
  await expect(page.getByRole("button", { name: "Lisää kuitti" })).toBeVisible();
}

/** What each seller sells: the kind of a receipt proposes its rate of value added tax. */
const KINDS: Record<string, string> = { Parkkihalli: "Pysäköinti", Taksi: "Taksi", Hotelli: "Majoitus" };

/** Takes a picture for a receipt of this seller, and waits until it can be seen. */
async function photographed(page: Page, file: string, supplier: string): Promise<void> {
  await page.getByRole("button", { name: "Lisää kuitti" }).click();
  await page.locator("#receipt-camera").setInputFiles(photos.named(file));
  await expect(page.getByRole("button", { name: "Katso sivua 1" }).locator("img")).toBeVisible({ timeout: 60_000 });
  await page.getByLabel("Myyjä").fill(supplier);
  await page.getByLabel("Kululaji").selectOption({ label: KINDS[supplier]! });
  await page.getByLabel("Summa").fill("12,50");
}

async function saveReceipt(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Tallenna", exact: true }).click();
  await expect(page.getByRole("button", { name: "Lisää kuitti" })).toBeVisible();
}

/** Two days in Turku are typed as far as the usual fields go, and one receipt is photographed. */
async function begunOffline(page: Page): Promise<void> {
  await newClaim(page);
  const ends = { "Lähtö, päivä": finnish(-1), "Paluu, päivä": finnish(0), "Paluu, kello": "14.30" };
  await filled(new Thumb(page), { ...TRIP, ...ends });
  await photographed(page, "plain.jpg", "Parkkihalli");
  await saveReceipt(page);
  // The page is kept a moment after each word; what it keeps is on the disk before the browser dies.
  await page.waitForFunction(() => new Promise((done) => setTimeout(() => done(true), 1_500)));
}

/** The rest of it: a passenger, a free lunch, two receipts, and the night that is asked about. */
async function finishedOffline(page: Page): Promise<Map<string, Uint8Array>> {
  await button(page, "Uusi matkalasku").click();
  await expect(sheet(page).getByLabel("Minne", { exact: true })).toHaveValue("Turku");
  await sheet(page).getByRole("group", { name: "Matkustajia" }).getByRole("button", { name: "1" }).click();
  const meals = sheet(page).getByRole("group", { name: /^Ilmaiset ateriat, 1\./ });
  await meals.getByRole("button", { name: "1" }).click();
  for (const [file, supplier] of [
    ["turned.jpg", "Taksi"],
    ["large.jpg", "Hotelli"],
  ] as const) {
    await photographed(page, file, supplier);
    await saveReceipt(page);
  }
  await expect(page.getByRole("button", { name: /Hotelli/ })).toContainText("tiedosto odottaa lähetystä");
  const kept = await keptFiles(page);
  await button(sheet(page), "Lähetä hyväksyttäväksi").click();
  await expect(sheet(page).getByRole("heading", { name: "Yksi tieto puuttuu" })).toBeVisible();
  await button(sheet(page), `Yö ${finnish(-1).replace(/\d{4}$/, "")}`).click();
  await expect(sheet(page).getByLabel(/^Yö /)).toBeFocused();
  await sheet(page).getByLabel(/^Yö /).selectOption({ label: "Hotelli kuittia vastaan" });
  await button(sheet(page), "Lähetä hyväksyttäväksi").click();
  await expect(row(page, "Turku")).toContainText("Odottaa lähetystä");
  await expect(row(page, "Turku")).not.toContainText("Lähetetty");
  await expect(row(page, "Turku")).toContainText(DUE);
  return kept;
}

/** 296,80 € of the trip and three receipts of 12,50 €. */
const DUE = "334,30 €";

/** One claim with its trip and three receipts, whose files are the very bytes that the phone kept: upright, without a place. */
async function arrivedWhole(kept: Map<string, Uint8Array>): Promise<void> {
  const helmi = await firm.caller("helmi");
  const claims = await helmi.rows("claim");
  expect(claims.map(({ data }) => [data!.status, data!.total_cents])).toEqual([["submitted", 33430]]);
  expect(await helmi.rows("trip")).toHaveLength(1);
  const receipts = await helmi.rows("receipt");
  expect(receipts.map(({ data }) => data!.supplier).sort()).toEqual(["Hotelli", "Parkkihalli", "Taksi"]);
  expect(kept.size).toBe(3);
  const files: Uint8Array[] = [];
  for (const { data } of receipts) {
    const [hash] = data!.files as string[];
    const got = await helmi.file(`claims/${data!.claim as string}/files/${hash}`);
    expect(hashOf(got)).toBe(hash);
    expect(kept.get(hash!)).toEqual(got);
    expect(got.includes("Puhelin")).toBe(false);
    files.push(got);
  }
  const seen = photos.looked(files);
  expect(seen.map(({ plain, red }) => [plain, red])).toEqual(Array(3).fill([true, ["upper left"]]));
  expect(seen.map(({ size }) => size.join(" x ")).sort()).toEqual(["1200 x 1600", "1200 x 1600", "2250 x 3000"]);
}

test("a trip of two days with three photographed receipts is told with no signal, survives two killed browsers, and is one claim that comes back decided", async ({
  profile,
  browser,
  ears,
}) => {
  test.setTimeout(240_000);
  const opened = async (offline: boolean): Promise<Page> => {
    const context = await profile.open();
    await withoutBackgroundSync(context);
    await context.setOffline(offline);
    return context.pages()[0] ?? (await context.newPage());
  };
  let page = await opened(false);
  await enter(page.context(), firm.address, "helmi");
  await profile.written();
  await page.getByRole("link", { name: "Matkat" }).click();
  await expect(page.getByText("Ei vielä matkalaskuja")).toBeVisible();
  await page.context().setOffline(true);
  await begunOffline(page);
  await profile.kill();

  page = await opened(true);
  await page.goto(`${firm.address}/matkat`);
  const kept = await finishedOffline(page);
  await profile.kill();

  page = await opened(false);
  await page.goto(`${firm.address}/matkat`);
  await expect(see.chip(page)).toContainText("Kaikki lähetetty", { timeout: 60_000 });
  await expect(row(page, "Turku")).toContainText(DUE);
  await expect(row(page, "Turku")).not.toContainText("odottaa");
  await arrivedWhole(kept);

  const second = ears.listen(await browser.newContext({ viewport: { width: 1280, height: 800 } }));
  const boss = await enter(second, firm.address, "saara");
  await boss.getByRole("link", { name: "Tiimi" }).click();
  await button(boss, `Katso matkalasku, ${NAMES.helmi}`).click();
  await expect(sheet(boss)).toContainText(DUE);
  await button(sheet(boss), "Hyväksy").click();
  await expect(see.chip(boss)).toContainText("Kaikki lähetetty");
  await expect(row(page, "Turku")).toContainText("Hyväksytty");
  await expect(row(page, "Turku")).toContainText(DUE);
  await second.close();

  await row(page, "Turku").getByRole("button", { name: "Turku" }).first().click();
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name: "Matkalasku (PDF)", exact: true }).click();
  const paper = await (await coming).path();
  expect(readFileSync(paper).subarray(0, 5).toString()).toBe("%PDF-");
});

test("a photo that finds the device full is said to be unsaved while it is still on the screen, and can be saved later", async ({
  phone,
}) => {
  test.setTimeout(240_000);
  await withoutBackgroundSync(phone);
  const page = await enter(phone, firm.address, "eino");
  await newClaim(page);
  await phone.setOffline(true);
  await photographed(page, "plain.jpg", "Parkkihalli");
  await saveReceipt(page);
  const before = await keptFiles(page);
  const devtools = await phone.newCDPSession(page);
  const origin = new URL(page.url()).origin;
  await photographed(page, "turned.jpg", "Taksi");
  await devtools.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1 });
  // Chromium remembers for half a minute how much room there was.
  await page.waitForTimeout(31_000);
  await page.getByRole("button", { name: "Tallenna", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "KUITTIA EI TALLENNETTU" })).toBeVisible();
  await expect(page.getByLabel("Myyjä")).toHaveValue("Taksi");
  expect(await keptFiles(page)).toEqual(before);
  await devtools.send("Storage.overrideQuotaForOrigin", { origin });
  await saveReceipt(page);
  expect((await keptFiles(page)).size).toBe(2);
  await phone.setOffline(false);
  await expect(see.chip(page)).toContainText("Kaikki lähetetty", { timeout: 60_000 });
});
