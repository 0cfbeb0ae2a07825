import type { Locator, Page } from "@playwright/test";
import { BOSS, dateIn, instant, NAMES } from "./kit/company";
import { type Firm, openFirm } from "./kit/firm";
import { approveMonth, sendMonth } from "./kit/months";
import { enter, expect, see, test } from "./kit/story";

let firm: Firm;
test.beforeAll(async () => {
  firm = await openFirm();
});
test.afterAll(() => firm.close());

const press = (place: Page | Locator, name: string): Promise<void> =>
  place.getByRole("button", { name, exact: true }).click();

test("a month is sent with no signal, returned with a reason, sent again and approved; its person is told", async ({
  browser,
  ears,
  phone,
}) => {
  test.setTimeout(240_000);
  const page = await enter(phone, firm.address, "kerttu");
  await page.getByRole("link", { name: "Tunnit" }).click();
  await press(page, "Kuukausi");
  const bar = page.getByRole("region", { name: "Kuukauden tila" });
  await expect(bar).toContainText("Kesken");
  await phone.setOffline(true);
  await sendMonth(bar);
  await expect(bar).toContainText("Lähetetty");
  await expect(bar).toContainText("Tallessa tässä laitteessa");
  await phone.setOffline(false);
  await expect(see.chip(page)).toContainText("Kaikki lähetetty");

  const desk = ears.listen(await browser.newContext());
  const boss = await enter(desk, firm.address, "saara");
  await boss.getByRole("link", { name: "Tiimi" }).first().click();
  const card = boss.getByRole("article").filter({ hasText: NAMES.kerttu! });
  await press(card, "Palauta");
  await card.getByLabel("Perustelu").fill("Eilinen puuttuu");
  await press(card, "Palauta");
  await expect(card).toHaveCount(0);
  await expect(bar).toContainText(`${BOSS} palautti: Eilinen puuttuu`);

  await sendMonth(bar);
  await expect(see.chip(page)).toContainText("Kaikki lähetetty");
  await boss.reload();
  await approveMonth(card);
  await expect(card).toHaveCount(0);
  await expect(bar).toContainText("Hyväksytty");

  await page.goto(`${firm.address}/ilmoitukset`);
  await expect(page.getByRole("heading", { name: /hyväksytty/ })).toBeVisible();
  await press(page, "Merkitse kaikki 2 luetuiksi");
  await expect(page.getByRole("button", { name: /luetuksi/ })).toHaveCount(0);
  await page.goto(`${firm.address}/tapahtumaloki`);
  await expect(page.getByRole("heading", { name: "Kuukausi hyväksyttiin" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Kuukausi palautettiin" })).toBeVisible();
  await expect(page.getByText("lokista on ehjä")).toBeVisible();
  await desk.close();
});

test("a month refused for a day that waits is sent again when the day is confirmed, and the refusal goes with it", async ({
  phone,
}) => {
  const page = await enter(phone, firm.address, "helmi");
  await page.getByRole("link", { name: "Tunnit" }).click();
  await press(page, "Kuukausi");
  if (dateIn(-1).slice(0, 7) !== dateIn(0).slice(0, 7)) await press(page, "Edellinen kuukausi");
  const bar = page.getByRole("region", { name: "Kuukauden tila" });
  await expect(bar).toContainText("Kesken");
  await phone.setOffline(true);
  await sendMonth(bar);
  const other = await firm.caller("helmi");
  await other.punch("in", instant(-1, "08:00"));
  await phone.setOffline(false);
  const refusal = see.waiting(page).filter({ hasText: "Ei mennyt läpi" });
  await expect(refusal).toContainText("odottavat vahvistusta");
  await expect(bar).toContainText("1 päivä odottaa vahvistustasi");

  await other.punch("out", instant(-1, "16:00"));
  await sendMonth(bar);
  await expect(refusal).toHaveCount(0);
  await expect(see.chip(page)).toContainText("Kaikki lähetetty");
  await expect(bar).toContainText("Lähetetty");
});

test("a supervisor opens a person's days from the card, reads what the month lacks, and is asked before approving", async ({
  browser,
  ears,
  phone,
}) => {
  test.setTimeout(240_000);
  const page = await enter(phone, firm.address, "aino");
  await page.getByRole("link", { name: "Tunnit" }).click();
  await press(page, "Kuukausi");
  const bar = page.getByRole("region", { name: "Kuukauden tila" });
  const other = await firm.caller("aino");
  await other.punch("in", Date.now() - 120_000);
  await press(bar, "Lähetä hyväksyttäväksi");
  await expect(bar.getByRole("alertdialog")).toContainText("Työ on vielä käynnissä");
  await press(bar, "Peruuta");
  await expect(bar).toContainText("Kesken");
  await sendMonth(bar);
  await expect(see.chip(page)).toContainText("Kaikki lähetetty");

  const desk = ears.listen(await browser.newContext());
  const boss = await enter(desk, firm.address, "saara");
  await boss.getByRole("link", { name: "Tiimi" }).first().click();
  await boss
    .getByRole("link", { name: new RegExp(NAMES.aino!) })
    .first()
    .click();
  await expect(boss).toHaveURL(/\/kuukaudet\/.+\/\d{4}-\d\d$/);
  const days = boss.getByRole("region", { name: `${NAMES.aino}: päivät` });
  await expect(days.getByRole("listitem")).toHaveCount(
    new Date(Number(dateIn(0).slice(0, 4)), Number(dateIn(0).slice(5, 7)), 0).getDate(),
  );
  const card = boss.getByRole("article");
  await expect(card).toContainText("Työ on vielä käynnissä");
  await press(card, "Hyväksy");
  await expect(card.getByRole("alertdialog")).toContainText("Kuukausi on kesken. Hyväksytäänkö se silti?");
  await press(card, "Hyväksy silti");
  await expect(boss.getByText("Hyväksytty", { exact: true })).toBeVisible();
  await expect(bar).toContainText("Hyväksytty");

  await other.punch("out", Date.now() - 60_000);
  await expect(bar).toContainText("Muuttunut hyväksynnän jälkeen");
  await desk.close();
});
