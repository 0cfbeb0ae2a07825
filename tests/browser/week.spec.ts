import { type Page } from "@playwright/test";
import { dateIn, instant, NAMES } from "./kit/company";
import { type Firm, openFirm } from "./kit/firm";
import { enter, expect, test } from "./kit/story";

/** Days back to a date in a week that is over whatever today is. */
const BACK = 8;

let firm: Firm;
test.beforeAll(async () => {
  firm = await openFirm({ since: dateIn(-BACK - 7) });
  const helmi = await firm.caller("helmi");
  const body = { start: instant(-BACK, "08:00"), end: instant(-BACK, "12:30"), note: "" };
  await helmi.say({ type: "entry.create", entity: { type: "entry", id: crypto.randomUUID() }, body, at: Date.now() });
});
test.afterAll(() => firm.close());

/** Presses Tab until a day of the grid has the focus. */
async function reachDays(page: Page): Promise<void> {
  do await page.keyboard.press("Tab");
  while (!(await page.evaluate(() => document.activeElement!.matches(".week-cell"))));
}

const focused = (page: Page) => page.locator(".week-cell:focus");

test("a supervisor reads their team's week and opens a day of it by keyboard alone", async ({ browser, ears }) => {
  const desk = ears.listen(await browser.newContext({ viewport: { width: 1280, height: 800 } }));
  const page = await enter(desk, firm.address, "saara");
  await page.goto(`${firm.address}/viikko/${dateIn(-BACK)}`);
  const row = page.getByRole("row").filter({ hasText: NAMES.helmi! });
  await expect(row).toContainText("4:30");
  await expect(page.locator(".week-cell[tabindex='0']")).toHaveCount(1);

  await reachDays(page);
  const first = focused(page);
  await expect(first).toHaveAccessibleName(new RegExp(`^${NAMES.aino} ma`));
  await page.keyboard.press("End");
  await expect(first).toHaveAccessibleName(new RegExp(`^${NAMES.aino} su`));
  await page.keyboard.press("ArrowRight");
  await expect(first).toHaveAccessibleName(new RegExp(`^${NAMES.aino} su`));
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowUp");
  await expect(first).toHaveAccessibleName(new RegExp(`^${NAMES.aino} ma`));
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(first).toHaveAccessibleName(new RegExp(`^${NAMES.helmi} ma`));
  await expect(page.locator(".week-cell[tabindex='0']")).toHaveCount(1);
  for (let day = 0; day < 6 && !(await first.innerText()).includes("4:30"); day += 1) {
    await page.keyboard.press("ArrowRight");
  }
  await expect(first).toHaveAccessibleName(/4 tuntia 30 minuuttia/);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/${dateIn(-BACK)}$`));
  await expect(page.getByText(NAMES.helmi!).first()).toBeVisible();
  await page.goBack();
  await expect(row).toContainText("4:30");
  await desk.close();
});

test("a week without a network says when it is shown, and comes with it", async ({ phone }) => {
  const page = await enter(phone, firm.address, "saara");
  await page.goto(`${firm.address}/viikko/${dateIn(-BACK)}`);
  await expect(page.locator(".week-cell").first()).toBeVisible();
  await phone.setOffline(true);
  await page.getByRole("button", { name: "Seuraava viikko" }).click();
  const told = page.getByRole("alert").filter({ hasText: "Viikko näkyy, kun verkko palaa." });
  await expect(told).toBeVisible();
  await phone.setOffline(false);
  await told.getByRole("button", { name: "Yritä uudelleen" }).click();
  await expect(page.locator(".week-cell").first()).toBeVisible();
});
