import type { Locator, Page } from "@playwright/test";
import { dateIn, NAMES } from "./kit/company";
import { type Firm, openFirm } from "./kit/firm";
import { enter, expect, see, test, withoutBackgroundSync } from "./kit/story";

let firm: Firm;
test.beforeAll(async () => {
  firm = await openFirm();
});
test.afterAll(() => firm.close());

/** A date in Finnish, so many days from today. */
const finnish = (days: number): string => {
  const [year, month, date] = dateIn(days).split("-").map(Number);
  return `${date}.${month}.${year}`;
};
const sheet = (page: Page): Locator => page.getByRole("dialog");
const button = (place: Page | Locator, name: string): Locator => place.getByRole("button", { name, exact: true });
const row = (page: Page, place: string): Locator => page.getByRole("listitem").filter({ hasText: place });

/** Counts a person's taps: a field that is filled is one. */
class Thumb {
  taps = 0;

  constructor(private readonly page: Page) {}

  async tap(what: Locator): Promise<void> {
    this.taps += 1;
    await what.click();
  }

  async fill(label: string, text: string): Promise<void> {
    this.taps += 1;
    await sheet(this.page).getByLabel(label, { exact: true }).fill(text);
  }
}

async function filled(thumb: Thumb, fields: Record<string, string>): Promise<void> {
  for (const [label, text] of Object.entries(fields)) await thumb.fill(label, text);
}

const TRIP = {
  Minne: "Turku",
  Miksi: "Asiakastapaaminen",
  "Lähtö, kello": "8.00",
  "Paluu, kello": "16.30",
  "Etäisyys työpaikalta, km": "160",
  "Etäisyys kotoa, km": "150",
  "Ajettu, km": "320",
};

test("the usual one-day claim takes at most twelve taps, and the same again at most five", async ({ phone }) => {
  test.setTimeout(120_000);
  const page = await enter(phone, firm.address, "lauri");
  const thumb = new Thumb(page);
  await thumb.tap(page.getByRole("link", { name: "Matkat" }));
  await thumb.tap(button(page, "Uusi matkalasku"));
  await filled(thumb, TRIP);
  await expect(sheet(page).getByText("Osapäiväraha")).toBeVisible();
  await thumb.tap(button(sheet(page), "Lähetä hyväksyttäväksi"));
  await expect(row(page, "Turku")).toContainText("Lähetetty");
  await expect(row(page, "Turku")).toContainText("201,00 €");
  expect(thumb.taps).toBeLessThanOrEqual(12);

  await page.getByRole("link", { name: "Tänään" }).click();
  const again = new Thumb(page);
  await again.tap(page.getByRole("link", { name: "Matkat" }));
  await again.tap(button(page, "Sama uudelleen: Turku"));
  await again.tap(button(sheet(page), "Lähetä hyväksyttäväksi"));
  await expect(row(page, "Turku").filter({ hasText: "Lähetetty" })).toHaveCount(2);
  expect(again.taps).toBeLessThanOrEqual(5);
  await expect(see.chip(page)).toContainText("Kaikki lähetetty");
  const claims = await (await firm.caller("lauri")).rows("claim");
  expect(claims.map(({ data }) => [data!.status, data!.due_cents])).toEqual([
    ["submitted", 20100],
    ["submitted", 20100],
  ]);
});

test("a trip of two days is told with no signal, survives two killed browsers, and is one claim that comes back decided", async ({
  profile,
  browser,
  ears,
}) => {
  test.setTimeout(240_000);
  let context = await profile.open();
  await withoutBackgroundSync(context);
  let page = await enter(context, firm.address, "helmi");
  await profile.written();
  await context.setOffline(true);
  await page.getByRole("link", { name: "Matkat" }).click();
  await expect(page.getByText("Ei vielä matkalaskuja")).toBeVisible();
  await button(page, "Uusi matkalasku").click();
  const thumb = new Thumb(page);
  await filled(thumb, { ...TRIP, "Lähtö, päivä": finnish(-1), "Paluu, päivä": finnish(0), "Paluu, kello": "14.30" });
  // The page is kept a moment after each word; what it keeps is on the disk before the browser dies.
  await page.waitForFunction(() => new Promise((done) => setTimeout(() => done(true), 1_500)));
  await profile.kill();

  context = await profile.open();
  await withoutBackgroundSync(context);
  await context.setOffline(true);
  page = context.pages()[0] ?? (await context.newPage());
  await page.goto(`${firm.address}/matkat`);
  await button(page, "Uusi matkalasku").click();
  await expect(sheet(page).getByLabel("Minne", { exact: true })).toHaveValue("Turku");
  await sheet(page).getByRole("group", { name: "Matkustajia" }).getByRole("button", { name: "1" }).click();
  await sheet(page)
    .getByRole("group", { name: /^Ilmaiset ateriat, 1\./ })
    .getByRole("button", { name: "1" })
    .click();
  await button(sheet(page), "Lähetä hyväksyttäväksi").click();
  await expect(sheet(page).getByRole("heading", { name: "Yksi tieto puuttuu" })).toBeVisible();
  await button(sheet(page), `Yö ${finnish(-1).replace(/\d{4}$/, "")}`).click();
  await expect(sheet(page).getByLabel(/^Yö /)).toBeFocused();
  await sheet(page).getByLabel(/^Yö /).selectOption({ label: "Hotelli kuittia vastaan" });
  await button(sheet(page), "Lähetä hyväksyttäväksi").click();
  await expect(row(page, "Turku")).toContainText("Odottaa lähetystä");
  await expect(row(page, "Turku")).not.toContainText("Lähetetty");
  await expect(row(page, "Turku")).toContainText("296,80 €");
  await profile.kill();

  context = await profile.open();
  page = context.pages()[0] ?? (await context.newPage());
  await page.goto(`${firm.address}/matkat`);
  await expect(see.chip(page)).toContainText("Kaikki lähetetty");
  await expect(row(page, "Turku")).toContainText("296,80 €");
  await expect(row(page, "Turku")).not.toContainText("odottaa");
  const claims = await (await firm.caller("helmi")).rows("claim");
  expect(claims.map(({ data }) => [data!.status, data!.total_cents])).toEqual([["submitted", 29680]]);

  const second = ears.listen(await browser.newContext({ viewport: { width: 1280, height: 800 } }));
  const boss = await enter(second, firm.address, "saara");
  await boss.getByRole("link", { name: "Tiimi" }).click();
  await button(boss, `Katso matkalasku, ${NAMES.helmi}`).click();
  await expect(sheet(boss)).toContainText("296,80 €");
  await button(sheet(boss), "Hyväksy").click();
  await expect(see.chip(boss)).toContainText("Kaikki lähetetty");
  await expect(row(page, "Turku")).toContainText("Hyväksytty");
  await expect(row(page, "Turku")).toContainText("296,80 €");
  await second.close();
});

test("a trip begins and ends with one tap each, and what was typed of it comes along", async ({ phone }) => {
  test.setTimeout(120_000);
  const page = await enter(phone, firm.address, "kerttu");
  await page.getByRole("link", { name: "Matkat" }).click();
  await button(page, "Matkalle nyt").click();
  const running = page.getByRole("region", { name: "Matkalla" });
  await expect(running).toContainText("0:00");
  await phone.setOffline(true);
  await page.reload();
  await button(running, "Täydennä").click();
  await sheet(page).getByLabel("Minne", { exact: true }).fill("Porvoo");
  await button(sheet(page), "Tallenna").click();
  await expect(running).toContainText("Porvoo");
  await button(running, "Matka päättyi").click();
  await expect(sheet(page).getByLabel("Paluu, kello")).not.toHaveValue("");
  await button(sheet(page), "Sulje").click();
  await expect(running).toHaveCount(0);
  await phone.setOffline(false);
  await expect(see.chip(page)).toContainText("Kaikki lähetetty");
  await expect(row(page, "Porvoo")).toContainText("Kesken");
});

test("a claim that comes back tells why, is mended and sent anew", async ({ phone, browser, ears }) => {
  test.setTimeout(120_000);
  const page = await enter(phone, firm.address, "eino");
  await page.getByRole("link", { name: "Matkat" }).click();
  await button(page, "Uusi matkalasku").click();
  await filled(new Thumb(page), { ...TRIP, Minne: "Lahti" });
  await button(sheet(page), "Lähetä hyväksyttäväksi").click();
  await expect(see.chip(page)).toContainText("Kaikki lähetetty");

  const second = ears.listen(await browser.newContext({ viewport: { width: 360, height: 800 } }));
  const boss = await enter(second, firm.address, "saara");
  await boss.getByRole("link", { name: "Tiimi" }).click();
  await second.setOffline(true);
  await button(boss, `Katso matkalasku, ${NAMES.eino}`).click();
  await button(sheet(boss), "Palauta").click();
  await sheet(boss).getByLabel("Perustelu").fill("Kilometrit eivät täsmää");
  await button(sheet(boss), "Palauta").click();
  await expect(button(boss, `Katso matkalasku, ${NAMES.eino}`)).toHaveCount(0);
  await second.setOffline(false);
  await expect(see.chip(boss)).toContainText("Kaikki lähetetty");

  await expect(row(page, "Lahti")).toContainText("Kilometrit eivät täsmää");
  await row(page, "Lahti")
    .getByRole("button", { name: /^Lahti/ })
    .click();
  await sheet(page).getByLabel("Ajettu, km").fill("200");
  await button(sheet(page), "Lähetä hyväksyttäväksi").click();
  await expect(row(page, "Lahti")).toContainText("Lähetetty");
  await expect(row(page, "Lahti")).toContainText("135,00 €");
  await expect(see.chip(page)).toContainText("Kaikki lähetetty");
  await second.close();
});
