import { type Firm, openFirm } from "./kit/firm";
import { Ears, enter, expect, see, test } from "./kit/story";

let firm: Firm;
test.beforeAll(async () => {
  firm = await openFirm();
});
test.afterAll(() => firm.close());

test("leave is asked for without a network, granted on another device, and asked to be cancelled", async ({
  phone,
  browser,
}) => {
  const page = await enter(phone, firm.address, "aino");
  await page.getByRole("link", { name: "Lomat" }).click();
  await phone.setOffline(true);
  await see.act(page, "Hae lomaa").click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("Syy", { exact: true }).selectOption("flex_leave");
  await sheet.getByRole("button", { name: "Lähetä pyyntö" }).click();
  const own = page.getByRole("region", { name: "Omat vapaapyynnöt" });
  await expect(own).toContainText("odottaa lähetystä");
  await phone.setOffline(false);
  await expect(own).not.toContainText("odottaa lähetystä");
  await expect(own).toContainText("odottaa päätöstä");

  const desk = new Ears().listen(await browser.newContext());
  const boss = await enter(desk, firm.address, "saara");
  await boss.getByRole("link", { name: "Tiimi" }).click();
  const waiting = boss.getByRole("region", { name: "Vapaapyyntö odottaa" });
  await expect(waiting).toContainText("Aino Aalto hakee vapaata");
  await waiting.getByRole("button", { name: "Hyväksy", exact: true }).click();
  await expect(waiting).toHaveCount(0);

  await expect(own).toContainText("hyväksytty");
  await own.getByRole("button", { name: /^Pyydä perumista/ }).click();
  await expect(own).toContainText("perumista pyydetty");
  const again = boss.getByRole("region", { name: "Vapaapyyntö odottaa" });
  await expect(again).toContainText("Aino Aalto haluaa perua vapaan");
  await again.getByRole("button", { name: "Hyväksy", exact: true }).click();
  await expect(own).toContainText("peruttu");
  await desk.close();
});
