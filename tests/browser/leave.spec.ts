import { type Firm, openFirm } from "./kit/firm";
import { Photos } from "./kit/photos";
import { Ears, enter, expect, see, test } from "./kit/story";

let firm: Firm;
let photos: Photos;
test.beforeAll(async () => {
  firm = await openFirm();
  photos = new Photos();
});
test.afterAll(async () => {
  await firm?.close();
  photos?.remove();
});

test("leave is asked for with its certificate without a network, granted on another device, and asked to be cancelled", async ({
  phone,
  browser,
}) => {
  const page = await enter(phone, firm.address, "aino");
  await page.getByRole("link", { name: "Lomat" }).click();
  await phone.setOffline(true);
  await see.act(page, "Hae lomaa").click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("Syy", { exact: true }).selectOption("flex_leave");
  for (const file of ["plain.jpg", "turned.jpg"])
    await sheet.locator("#receipt-file").setInputFiles(photos.named(file));
  await expect(sheet.getByRole("button", { name: "Katso sivua 2" }).locator("img")).toBeVisible({ timeout: 60_000 });
  await sheet.getByRole("button", { name: "Lähetä pyyntö" }).click();
  const own = page.getByRole("region", { name: "Omat vapaapyynnöt" });
  await expect(own).toContainText("odottaa lähetystä");
  await phone.setOffline(false);
  await expect(own).not.toContainText("odottaa lähetystä");
  await expect(own).toContainText("odottaa päätöstä");
  await expect(own.getByRole("button", { name: /^Todistus liitetty, avaa/ })).toBeVisible();
  await expect(own).not.toContainText("tiedostoa odottaa");

  const desk = new Ears().listen(await browser.newContext());
  const boss = await enter(desk, firm.address, "saara");
  await boss.getByRole("link", { name: "Tiimi" }).click();
  const waiting = boss.getByRole("region", { name: "Vapaapyyntö odottaa" });
  await expect(waiting).toContainText("Aino Aalto hakee vapaata");
  await waiting.getByRole("button", { name: /^Todistus liitetty, avaa/ }).click();
  const given = boss.getByRole("dialog", { name: "Todistus" });
  await given.getByRole("button", { name: "Katso sivua 2" }).click();
  await expect(given.getByRole("img", { name: "Sivu 2/2" })).toBeVisible();
  await given.getByRole("button", { name: "Takaisin todistukseen" }).click();
  await boss.keyboard.press("Escape");
  await waiting.getByRole("button", { name: "Hyväksy", exact: true }).click();
  await expect(waiting).toHaveCount(0);

  await expect(own).toContainText("hyväksytty");
  await own.getByRole("button", { name: /^Todistus liitetty, avaa/ }).click();
  await expect(page.getByRole("dialog", { name: "Todistus" })).toContainText("todistusta ei voi enää vaihtaa");
  await page.getByRole("button", { name: "Sulje", exact: true }).last().click();
  await own.getByRole("button", { name: /^Pyydä perumista/ }).click();
  await expect(own).toContainText("perumista pyydetty");
  const again = boss.getByRole("region", { name: "Vapaapyyntö odottaa" });
  await expect(again).toContainText("Aino Aalto haluaa perua vapaan");
  await again.getByRole("button", { name: "Hyväksy", exact: true }).click();
  await expect(own).toContainText("peruttu");
  await desk.close();
});
