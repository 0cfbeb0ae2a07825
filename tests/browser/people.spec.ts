import { type Firm, openDemo } from "./kit/firm";
import { enter, expect, test } from "./kit/story";

const OFFICE = "payroll@demo.test";
const PASSWORD = "kolme keltaista kaalia";

let firm: Firm;
test.beforeAll(async () => {
  firm = await openDemo(8);
});
test.afterAll(() => firm.close());

test("the office adds a person, who comes in by the link and clocks in; deactivated, they are out", async ({
  phone,
  browser,
  ears,
}) => {
  const office = await enter(phone, firm.address, OFFICE);
  await office.goto(`${firm.address}/henkilot`);
  await office.getByRole("button", { name: "Lisää henkilö" }).click();
  const form = office.getByRole("region", { name: "Lisää henkilö" });
  await form.getByRole("button", { name: "Lisää ja tee kutsulinkki" }).click();
  await expect(form.getByRole("alert").first()).toContainText("Kirjoita nimi.");
  await form.getByLabel("Nimi").fill("Tuula Uusi");
  await form.getByLabel("Sähköposti").fill("tuula@demo.test");
  await form.getByLabel("Aloituspäivä").fill(new Date().toISOString().slice(0, 10));
  await form.getByLabel("Työehtosopimus").selectOption({ label: "Yleinen 37,5 h" });
  await form.getByRole("button", { name: "Lisää ja tee kutsulinkki" }).click();
  const link = new URL(await form.getByLabel("Linkki: Tuula Uusi").inputValue());
  await form.getByRole("button", { name: "Sulje" }).click();
  const row = office.getByRole("listitem").filter({ hasText: "tuula@demo.test" });
  await expect(row).toContainText("Ei vielä liittynyt");

  ears.expect(/the server responded with a status of 401/);
  const theirs = ears.listen(await browser.newContext({ locale: "fi-FI", timezoneId: "Europe/Helsinki" }));
  const page = await theirs.newPage();
  await page.goto(`${firm.address}/liity${link.hash}`);
  await page.locator("input[type=password]").first().fill(PASSWORD);
  await page.locator("button[type=submit]").click();
  await page.getByRole("button", { name: "Leimaa sisään" }).click();
  await expect(page.getByRole("button", { name: "Leimaa ulos" })).toBeVisible();
  await expect(page.getByText("Kaikki lähetetty")).toBeVisible();

  await office.reload();
  await expect(row).not.toContainText("Ei vielä liittynyt");
  await row.getByText("Tuula Uusi").click();
  await row.getByRole("button", { name: "Poista käytöstä: Tuula Uusi" }).click();
  await row.getByRole("button", { name: "Kyllä, poista käytöstä" }).click();
  await expect(row).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("region", { name: "Tämä laite on kirjattu ulos" })).toBeVisible();

  await office.getByLabel("Näytä").selectOption("Poistettu käytöstä");
  await row.getByText("Tuula Uusi").click();
  await row.getByRole("button", { name: "Ota takaisin käyttöön" }).click();
  await expect(row).toHaveCount(0);
  await page.getByRole("button", { name: "Kirjaudu uudelleen" }).click();
  await page.getByLabel("Salasana", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Kirjaudu", exact: true }).click();
  await expect(page.getByRole("button", { name: "Leimaa ulos" })).toBeVisible();
  await theirs.close();
});

test("a taken address is refused in words, and nothing of the form is lost", async ({ phone, ears }) => {
  ears.expect(/the server responded with a status of 409/);
  const office = await enter(phone, firm.address, OFFICE);
  await office.goto(`${firm.address}/henkilot`);
  await office.getByRole("button", { name: "Lisää henkilö" }).click();
  const form = office.getByRole("region", { name: "Lisää henkilö" });
  await form.getByLabel("Nimi").fill("Toinen Työntekijä");
  await form.getByLabel("Sähköposti").fill("employee@demo.test");
  await form.getByLabel("Aloituspäivä").fill("2026-12-01");
  await form.getByLabel("Työehtosopimus").selectOption({ label: "Ei työsopimusta: ei kirjaa tunteja" });
  await form.getByRole("button", { name: "Lisää ja tee kutsulinkki" }).click();
  await expect(form.getByRole("alert").last()).toContainText("Sähköpostiosoite on jo käytössä");
  await expect(form.getByLabel("Nimi")).toHaveValue("Toinen Työntekijä");
});
