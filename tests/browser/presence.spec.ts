import { type Page } from "@playwright/test";
import { NAMES } from "./kit/company";
import { type Firm, openFirm } from "./kit/firm";
import { enter, expect, test } from "./kit/story";

let firm: Firm;
test.beforeAll(async () => {
  firm = await openFirm();
});
test.afterAll(() => firm.close());

/** Presses Tab until the thing with this name has the focus. */
async function reach(page: Page, name: string): Promise<void> {
  const aim = page.getByRole("button", { name });
  await expect(aim).toBeVisible();
  while (!(await aim.evaluate((one) => one === document.activeElement))) await page.keyboard.press("Tab");
}

test("payroll sees somebody come in while the board is open, and shows it large, by keyboard alone", async ({
  browser,
  ears,
  phone,
}) => {
  const desk = ears.listen(await browser.newContext({ viewport: { width: 1280, height: 800 } }));
  const office = await enter(desk, firm.address, "palkka");
  await office.goto(`${firm.address}/paikalla`);
  const theirs = await enter(phone, firm.address, "helmi");
  const line = office.getByRole("listitem").filter({ hasText: NAMES.helmi! });
  await expect(line).toContainText("Ei leimausta tänään");
  await theirs.getByRole("button", { name: "Leimaa sisään" }).click();
  await expect(theirs.getByRole("button", { name: "Leimaa ulos" })).toBeVisible();
  await expect(line).toContainText("Paikalla klo");

  await reach(office, "Suuri näyttö");
  await office.keyboard.press("Enter");
  const big = office.getByRole("dialog", { name: "Suuri näyttö" });
  await expect(big.getByRole("region", { name: "Paikalla" })).toContainText(NAMES.helmi!);
  await expect(big).not.toContainText("alkaen");

  await desk.setOffline(true);
  await expect(big).toContainText("Ei verkkoa. Tilanne klo");
  await expect(big.getByRole("region", { name: "Paikalla" })).toContainText(NAMES.helmi!);
  await desk.setOffline(false);
  await expect(big).toContainText("Päivittyy itsestään.");
  await office.keyboard.press("Escape");
  await expect(big).toHaveCount(0);
  await desk.close();
});

test("a person reads who sees whether they are in, and has no board", async ({ phone }) => {
  const page = await enter(phone, firm.address, "helmi");
  await page.goto(`${firm.address}/lisaa`);
  await page.getByRole("link", { name: "Kuka näkee, olenko paikalla" }).click();
  const seen = page.getByRole("region", { name: "Kuka näkee, oletko paikalla" });
  await expect(seen.getByRole("listitem").first()).toBeVisible();
  await expect(seen).toContainText("Palkanlaskija");
  await expect(page.getByLabel("Etsi nimellä")).toHaveCount(0);
});
