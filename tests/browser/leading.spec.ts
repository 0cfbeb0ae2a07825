import { readFileSync } from "node:fs";
import { dateIn, instant } from "./kit/company";
import { type Firm, openFirm } from "./kit/firm";
import { enter, expect, test } from "./kit/story";

let firm: Firm;
test.beforeAll(async () => {
  firm = await openFirm({ since: dateIn(-9) });
  for (const [who, end] of [
    ["helmi", "12:30"],
    ["kerttu", "11:00"],
  ] as const) {
    const caller = await firm.caller(who);
    const body = { start: instant(-8, "08:00"), end: instant(-8, end), note: "" };
    const entity = { type: "entry", id: crypto.randomUUID() };
    await caller.say({ type: "entry.create", entity, body, at: Date.now() });
  }
});
test.afterAll(() => firm.close());

test("a supervisor chooses a report for leading, reads picture and table, takes the file, and keeps the choice", async ({
  browser,
  ears,
}) => {
  test.setTimeout(180_000);
  const desk = ears.listen(await browser.newContext({ viewport: { width: 1280, height: 800 } }));
  const page = await enter(desk, firm.address, "saara");
  await page.goto(`${firm.address}/raportit`);
  await page.getByRole("button", { name: "Johtaminen" }).click();
  await expect(page.getByLabel("Kenen")).toHaveValue("all");
  await page.getByLabel("Mikä raportti").selectOption({ label: "Etätyön osuus" });
  await expect(page.getByRole("heading", { name: /^Etätyön osuus, / })).toBeVisible();
  const total = page.getByRole("row").filter({ hasText: "Yhteensä" });
  await expect(total).toContainText("7:30");
  const row = page.getByRole("row").filter({ hasText: "Työpaikalla" });
  await expect(row).toContainText("7:30");
  const picture = page.getByRole("figure").filter({ hasText: "Tunnit työn paikan mukaan" });
  await expect(picture.locator("dd b").first()).toHaveText("7:30");

  const given = page.waitForEvent("download");
  await page.getByRole("button", { name: "Lataa CSV" }).click();
  const lines = readFileSync(await (await given).path(), "utf8")
    .trim()
    .split("\r\n");
  expect(lines.find((line) => line.startsWith("Työpaikalla;"))).toContain(";7,50;");

  await page.getByRole("button", { name: "6 kuukautta" }).click();
  await page.getByLabel("Raportin nimi").fill("Paikat");
  await page.getByLabel("Ilmoita, kun kuukausi on valmis").check();
  await page.getByRole("button", { name: "Tallenna tämä valinta" }).click();
  const kept = page.getByRole("region", { name: "Tallennetut raportit" }).getByRole("listitem");
  await expect(kept).toContainText("Ilmoitus joka kuukausi");

  await page.reload();
  await page.getByRole("button", { name: "Johtaminen" }).click();
  await page.getByRole("button", { name: "Avaa Paikat" }).click();
  await expect(page.getByLabel("Mikä raportti")).toHaveValue("remote");
  await expect(page.getByRole("button", { name: "6 kuukautta" })).toHaveAttribute("aria-pressed", "true");
  await expect(total).toContainText("7:30");
  await page.getByRole("button", { name: "Poista Paikat" }).click();
  await expect(kept).toHaveCount(0);
  await desk.close();
});

test("without a network a report for leading says what it needs, and offers neither files nor keeping", async ({
  phone,
}) => {
  const page = await enter(phone, firm.address, "saara");
  await page.goto(`${firm.address}/raportit`);
  await expect(page.getByLabel("Kenen")).toContainText("Kehitys");
  await phone.setOffline(true);
  await page.getByRole("button", { name: "Johtaminen" }).click();
  const told = page.getByRole("alert").filter({ hasText: "Raportti kootaan palvelimella" });
  await expect(told).toBeVisible();
  await expect(page.getByRole("button", { name: /^(Lataa (CSV|XLSX)|Tallenna tämä valinta)$/ })).toHaveCount(0);
  await phone.setOffline(false);
  await told.getByRole("button", { name: "Yritä uudelleen" }).click();
  await expect(page.getByRole("button", { name: "Lataa CSV" })).toBeVisible();
});
