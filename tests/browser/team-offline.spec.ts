import { instant, NAMES } from "./kit/company";
import { type Firm, openFirm } from "./kit/firm";
import { approveMonth, sendMonth } from "./kit/months";
import { enter, expect, see, test } from "./kit/story";

let firm: Firm;
test.beforeAll(async () => {
  firm = await openFirm();
});
test.afterAll(() => firm.close());

test("a supervisor who opens the app again with no signal sees who waits, decides, and it is sent later", async ({
  browser,
  phone,
  ears,
}) => {
  const employee = ears.listen(await browser.newContext({ viewport: { width: 360, height: 800 } }));
  await (await firm.caller("eino")).punch("in", instant(-1, "08:02"));
  const page = await enter(employee, firm.address, "helmi");
  await page.getByRole("link", { name: "Tunnit" }).click();
  await page.getByRole("button", { name: "Kuukausi", exact: true }).click();
  await sendMonth(page.getByRole("region", { name: "Kuukauden tila" }));
  await expect(see.chip(page)).toContainText("Kaikki lähetetty");
  await employee.close();

  const boss = await enter(phone, firm.address, "saara");
  await boss.getByRole("link", { name: "Tiimi" }).click();
  const month = boss.getByRole("article").filter({ hasText: NAMES.helmi! });
  const forgotten = boss.getByRole("article").filter({ hasText: NAMES.eino! });
  await expect(month).toBeVisible();
  await phone.setOffline(true);
  await boss.reload();
  await expect(boss.getByText(/^Ei verkkoa\. Tilanne/)).toBeVisible();
  await expect(forgotten).toBeVisible();
  await expect(month).toBeVisible();

  await approveMonth(month);
  await expect(month).toHaveCount(0);
  await boss.reload();
  await expect(forgotten).toBeVisible();
  await expect(month).toHaveCount(0);
  await phone.setOffline(false);
  await expect(see.chip(boss)).toContainText("Kaikki lähetetty");
  await expect(boss.getByText(/^Ei verkkoa\. Tilanne/)).toHaveCount(0);
  await expect(month).toHaveCount(0);
});
