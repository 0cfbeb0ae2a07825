import { NAMES } from "./kit/company";
import { type Firm, openFirm } from "./kit/firm";
import { enter, expect, see, test } from "./kit/story";
import { button, filled, row, sheet, Thumb, TRIP } from "./kit/travel";

let firm: Firm;
test.beforeAll(async () => {
  firm = await openFirm();
});
test.afterAll(() => firm.close());

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
  await page.getByRole("link", { name: "Tänään" }).click();
  await expect(running).toContainText("Porvoo");
  await button(running, "Matka päättyi").click();
  await expect(sheet(page).getByLabel("Paluu, kello")).not.toHaveValue("");
  await button(sheet(page), "Sulje").click();
  await expect(running).toHaveCount(0);
  const told = page.getByRole("region", { name: "Matkat tänään" });
  await expect(told).toContainText("Matka: Porvoo");
  await expect(told).toContainText("työaikaa");
  await page.getByRole("link", { name: "Matkat" }).click();
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
