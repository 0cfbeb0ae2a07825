import { type Firm, openDemo } from "./kit/firm";
import { enter, expect, test } from "./kit/story";

let firm: Firm;
test.beforeAll(async () => {
  firm = await openDemo(8);
});
test.afterAll(() => firm.close());

test("an admin sees what would go, puts one person on hold, and removes the rest and nothing else", async ({
  browser,
  ears,
}) => {
  test.setTimeout(120_000);
  const [held, other] = Object.values(firm.people) as [string, string];
  await firm.months("2019-05", "closed", [held, other]);
  const context = ears.listen(await browser.newContext({ viewport: { width: 1280, height: 900 } }));
  const page = await enter(context, firm.address, "payroll@demo.test");
  await page.getByRole("link", { name: "Säilytys" }).click();
  const hours = page.getByRole("listitem").filter({ hasText: "työaikakirjanpito kanneajan" });
  await expect(hours.getByText("Poistuu").locator("..")).toContainText("2");

  await page.getByRole("button", { name: "Aseta pidätys" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("button", { name: "Aseta pidätys" }).click();
  await expect(sheet.getByText("Kirjoita pidätyksen peruste.")).toBeVisible();
  await sheet.getByLabel("Kenen tiedot").selectOption(held);
  await sheet.getByLabel("Peruste").fill("Riita ylityöstä");
  await sheet.getByRole("button", { name: "Aseta pidätys" }).click();
  await expect(page.getByText("Riita ylityöstä")).toBeVisible();
  await expect(hours.getByText("Poistuu").locator("..")).toContainText("1");
  await expect(hours.getByText("Pidätetty").locator("..")).toContainText("1");

  await page.getByRole("button", { name: "Poista 1 tietoa" }).click();
  await expect(page.getByRole("button", { name: "Peruuta" })).toBeFocused();
  await page.getByRole("button", { name: "Kyllä, poista" }).click();
  await expect(page.getByText("Poistettu 1 tietoa").first()).toBeVisible();
  await expect(page.getByText("Mitään ei ole poistettavana.")).toBeVisible();
  await expect(hours.getByText("Pidätetty").locator("..")).toContainText("1");

  await page.goto(`${firm.address}/tietosuoja`);
  await expect(page.getByRole("heading", { name: "Oikeutesi" })).toBeVisible();
  await expect(page.getByText("CHECK")).toHaveCount(0);
});
