import type { Page } from "@playwright/test";
import { PASSWORD } from "./kit/company";
import { type Firm, openEmpty } from "./kit/firm";
import { expect, test } from "./kit/story";

let firm: Firm;
test.beforeAll(async () => {
  firm = await openEmpty();
});
test.afterAll(() => firm.close());

const HEAD = "henkilönumero;nimi;sähköposti;tiimi;esihenkilö;alkaen;kieli;roolit";
const ROWS = Array.from({ length: 120 }, (_, n) => {
  const boss = n === 0 ? "" : n < 10 ? "1000" : `${1000 + (n % 10)}`;
  const roles = n === 1 ? "palkanlaskija" : "";
  return [1000 + n, `Henkilö ${n}`, `h${n}@havu.test`, `Tiimi ${n % 10}`, boss, "1.1.2020", "fi", roles].join(";");
});
/** Nine rows, each with one thing wrong. */
const WRONG: readonly [number, (row: string) => string][] = [
  [20, (row) => row.replace("1020;", ";")],
  [21, (row) => row.replace("1021;", "1012;")],
  [22, (row) => row.replace("1.1.2020", "01/02/2020")],
  [23, (row) => row.replace("1.1.2020", "31.2.2020")],
  [24, (row) => row.replace("Tiimi 4", "Tiimi 4 / Tiimi 5")],
  [25, (row) => row.replace("@havu.test", "")],
  [26, (row) => row.replace(/;fi;$/, ";klingon;")],
  [27, (row) => row.replace(/;$/, ";keisari")],
  [28, (row) => row.replace(";1008;", ";4711;")],
];

const csv = (rows: readonly string[]) => ({
  name: "hr.csv",
  mimeType: "text/csv",
  buffer: Buffer.from([HEAD, ...rows].join("\r\n")),
});

let taps = 0;
async function press(page: Page, name: string | RegExp): Promise<void> {
  taps += 1;
  await page.getByRole("button", { name, exact: typeof name === "string" }).click();
}

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.LEIMA_PICTURES;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: false });
}

async function joins(page: Page, link: string): Promise<void> {
  await page.goto(`${firm.address}/liity${new URL(link).hash}`);
  await page.locator("input[type=password]").first().fill(PASSWORD);
  await page.locator("button[type=submit]").click();
  await page.getByRole("button", { name: "Leimaa sisään" }).waitFor();
}

test("a new admin sets 120 people up by the guide alone, and the first of them clocks in", async ({
  browser,
  ears,
}) => {
  test.setTimeout(180_000);
  ears.expect(/the server responded with a status of 401/);
  const desk = ears.listen(await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "fi-FI" }));
  const page = await desk.newPage();
  await joins(page, firm.people["first admin"]!);
  await page.goto(`${firm.address}/kayttoonotto`);
  await expect(page.getByText("0 / 8 kohtaa valmiina")).toBeVisible();
  await picture(page, "1-alku");

  await page.getByLabel("Yrityksen nimi").fill("Havu Oy");
  await press(page, "Tallenna");
  await expect(page.getByText("1 / 8 kohtaa valmiina")).toBeVisible();

  const faulty = ROWS.map((row, n) => WRONG.find(([at]) => at === n)?.[1](row) ?? row);
  await page.getByLabel("Henkilöstön tiedosto").setInputFiles(csv(faulty));
  taps += 1;
  await page.getByText("Mitä uusi henkilö saa, kun tiedosto ei kerro").click();
  taps += 1;
  await page.getByLabel("Työehtosopimus").selectOption({ label: "Yleinen 37,5 h" });
  await press(page, "Katso, mitä muuttuisi");
  await expect(page.getByRole("heading", { name: "Korjaa 9 kohtaa, sitten voit tallentaa" })).toBeVisible();
  for (const [at] of WRONG) await expect(page.getByText(`Rivi ${at + 2},`)).toBeVisible();
  await picture(page, "2-yhdeksan-vikaa");

  await page.getByLabel("Henkilöstön tiedosto").setInputFiles(csv(ROWS));
  taps += 1;
  await press(page, "Katso, mitä muuttuisi");
  await expect(page.getByText(/120 tullutta · 0 lähtenyttä · 0 muuttunutta/)).toBeVisible();
  await picture(page, "3-esikatselu");
  await press(page, "Tee 120 henkilön muutokset");
  await expect(page.getByText("5 / 8 kohtaa valmiina")).toBeVisible({ timeout: 60_000 });

  await page.getByLabel("Uusi työlaji").fill("Koulutus");
  await press(page, "Lisää työlaji");
  await expect(page.getByText("6 / 8 kohtaa valmiina")).toBeVisible();
  await picture(page, "4-tyolajit");

  await press(page, "Tee 120 kutsua");
  const sheet = page.getByRole("listitem").filter({ hasText: "h15@havu.test" });
  await expect(sheet.getByRole("img", { name: "QR-koodi: Henkilö 15" })).toBeVisible();
  await sheet.scrollIntoViewIfNeeded();
  await picture(page, "5-kutsut");
  const link = await sheet.locator("code").innerText();

  const theirs = ears.listen(await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "fi-FI" }));
  const phone = await theirs.newPage();
  await joins(phone, link);
  await phone.getByRole("button", { name: "Leimaa sisään" }).click();
  await expect(phone.getByRole("button", { name: "Leimaa ulos" })).toBeVisible();
  await expect(phone.getByText("Kaikki lähetetty")).toBeVisible();
  await picture(phone, "6-leimattu");

  await page.reload();
  await expect(page.getByText("8 / 8 kohtaa valmiina")).toBeVisible();
  await page.getByRole("checkbox", { name: "Tiimi 5" }).check();
  taps += 1;
  await expect(page.getByText("Puuttuu rooli Palkanlaskija: yrityksessä 2 henkilöllä")).toBeVisible();
  await page.getByRole("region", { name: "Pilotti" }).scrollIntoViewIfNeeded();
  await picture(page, "7-pilotti");
  expect(taps, "taps of the admin from the empty start").toBe(10);
  await desk.setOffline(true);
  await page.getByText("2. Henkilöt").click();
  await page.getByLabel("Henkilöstön tiedosto").setInputFiles(csv(ROWS));
  await press(page, "Katso, mitä muuttuisi");
  await expect(page.getByRole("alert").filter({ hasText: /verk/i })).toBeVisible();
  await theirs.close();
  await desk.close();
});
