import type { BrowserContext, Locator, Page } from "@playwright/test";
import { type Firm, openDemo } from "./kit/firm";
import { enter, expect, test } from "./kit/story";

const OFFICE = "payroll@demo.test";

let firm: Firm;
test.beforeAll(async () => {
  firm = await openDemo(8);
});
test.afterAll(() => firm.close());

/** The date so many days from today, ISO. */
function dateIn(days: number): string {
  const parts = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Helsinki", dateStyle: "short" });
  return parts.format(Date.now() + days * 86_400_000);
}

async function desk(context: BrowserContext, path: string): Promise<Page> {
  const page = await enter(context, firm.address, OFFICE);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`${firm.address}${path}`);
  return page;
}

const press = (place: Page | Locator, name: string | RegExp): Promise<void> =>
  place.getByRole("button", { name, exact: typeof name === "string" }).click();

/** Chooses people by name and opens the change. */
async function choose(page: Page, names: readonly string[]): Promise<void> {
  for (const name of names) await page.getByRole("checkbox", { name: new RegExp(name) }).check();
  await expect(page.getByRole("region", { name: "Valitut" })).toContainText(`${names.length} valittu`);
  await press(page, "Muuta sopimuksia");
}

/** The first two monthly paid people of the office's list. */
async function twoOf(page: Page): Promise<string[]> {
  const monthly = page
    .getByRole("listitem")
    .filter({ hasText: "liukuva työaika" })
    .filter({ hasText: "kuukausipalkka" });
  await expect(monthly.first()).toBeVisible();
  return (await monthly.locator("b").allTextContents()).slice(0, 2);
}

test("two agreements stand side by side for the same week: other overtime, why, and the source, on one screen", async ({
  phone,
}) => {
  const page = await desk(phone, "/tyoehtosopimukset/vertailu");

  const [left, right] = [
    page.getByRole("article", { name: "Yleinen 37,5 h" }),
    page.getByRole("article", { name: "Kunnallinen KVTES" }),
  ];
  await expect(left).toContainText("5:00 ylityötä yhteensä");
  await expect(right).toContainText("5:15 ylityötä yhteensä");
  for (const side of [left, right]) {
    await expect(side.getByRole("table")).toContainText("Vrk 50 %");
    await expect(side).toContainText("työaikalaki 872/2019, 20 §");
  }
  await expect(right.getByRole("table")).toContainText("Vko 50 %");
  await expect(right).toContainText("KT, KVTES 2018–2019, III luku 13 §");
  const sides = [await left.boundingBox(), await right.boundingBox()];
  expect(sides[0]!.y).toBe(sides[1]!.y);
  expect(sides[0]!.x).toBeLessThan(sides[1]!.x);
  await expect(page.getByRole("heading", { name: "Asetukset rinnakkain" })).toBeVisible();

  await page.setViewportSize({ width: 360, height: 800 });
  for (const part of await right.locator("tr > :visible").all()) {
    const heightOfLines = await part.evaluate(
      (cell) => cell.getBoundingClientRect().height / parseFloat(getComputedStyle(cell).lineHeight),
    );
    expect(heightOfLines, await part.innerText()).toBeLessThan(2);
  }
  await expect(right.locator("td:visible").first()).toHaveAttribute("data-name", "Säänn.");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});

test("an agreement is copied with its last day and source, changed, and applied to two people from a past date", async ({
  phone,
}) => {
  test.setTimeout(240_000);
  const page = await desk(phone, "/tyoehtosopimukset/company-office");
  await press(page, "Tee kopio");
  const sheet = page.getByRole("dialog");
  await expect(sheet).toContainText("Täytä nimi, molemmat päivät ja lähde.");
  await sheet.getByLabel("Nimi").fill("Toimisto 7,6 h");
  await sheet.getByLabel("Ensimmäinen voimassaolopäivä").fill("2025-01-01");
  await expect(sheet.getByRole("button", { name: "Luo kopio" })).toHaveCount(0);
  await sheet.getByLabel("Viimeinen voimassaolopäivä").fill("2030-12-31");
  await sheet.getByLabel("Lähde").fill("Paikallinen sopimus 3/2026");
  await press(sheet, "Luo kopio");
  await expect(page.getByRole("heading", { name: "Toimisto 7,6 h" })).toBeVisible();
  await expect(page.getByText("Kopioitu sopimuksesta")).toBeVisible();

  await press(page, "Lisää asetus");
  await sheet.getByLabel("Asetus", { exact: true }).selectOption("Säännöllinen työaika vuorokaudessa");
  await expect(sheet).toContainText("nyt 7:30");
  await expect(sheet).toContainText("Yleinen 37,5 h");
  await sheet.getByLabel("Uusi arvo").fill("seitsemän");
  await press(sheet, "Lisää muutos");
  await expect(sheet.getByRole("alert").first()).toContainText(
    "Uusi arvo: kirjoita tunnit ja minuutit, esimerkiksi 7:36.",
  );
  await expect(sheet.getByRole("alert").first()).toContainText("Lähde on pakollinen");
  await sheet.getByLabel("Uusi arvo").fill("7.36");
  await sheet.getByLabel("Mistä päivästä").fill("2025-01-01");
  await sheet.getByLabel("Lähde").fill("Paikallinen sopimus 3/2026, 2 §");
  await press(sheet, "Lisää muutos");
  await press(page, "Muuta päivästä alkaen: Liukuma-aika");
  await sheet.getByLabel("Alkaa").fill("09:00");
  await sheet.getByLabel("Päättyy").fill("15:00");
  await sheet.getByLabel("Mistä päivästä").fill("2025-01-01");
  await sheet.getByLabel("Lähde").fill("Paikallinen sopimus 3/2026, 3 §");
  await press(sheet, "Lisää muutos");
  await expect(page.getByRole("heading", { name: "2 muutosta odottaa" })).toBeVisible();
  await press(page, "Näytä, mitä muuttuu");
  await press(page, "Ota käyttöön");
  await expect(page.getByRole("cell", { name: "7:36", exact: true })).toBeVisible();
  await expect(page.getByRole("cell", { name: "9:00–15:00" })).toBeVisible();

  await page.goto(`${firm.address}/tyosopimukset`);
  const names = await twoOf(page);
  await choose(page, names);
  await page.getByLabel("Mikä muuttuu").selectOption("Työehtosopimuksen vaihto");
  await page.getByLabel("Uusi työehtosopimus").selectOption("Toimisto 7,6 h");
  await page.getByLabel("Mistä päivästä").fill(dateIn(-7));
  await press(page, "Koeajo: näytä, mitä muuttuu");
  const trial = page.getByRole("region", { name: "Koeajo" });
  for (const name of names) await expect(trial).toContainText(name);
  await expect(trial).toContainText("Esimerkkiyritys, toimisto →");
  await expect(trial).toContainText(/liukuma yhteensä −\d+:\d\d/);
  await press(page, "Tee muutos 2 henkilölle");
  await expect(page.getByRole("heading", { name: "Muutos on tehty" })).toBeFocused();
  await expect(page.getByRole("region", { name: "Mitä tehtiin" })).toContainText("2 henkilöä muuttui");
  await press(page, "Valmis");
  await expect(page.getByRole("listitem").filter({ hasText: "Toimisto 7,6 h" })).toHaveCount(2);

  await page.goto(`${firm.address}/tyoehtosopimukset/toimisto-7-6-h`);
  await press(page, "Kumoa: Liukuma-aika, Säännöllinen työaika vuorokaudessa");
  await expect(page.getByText(/Muutos on kumottu. Päivät on laskettu uudelleen 2 henkilöltä/)).toBeVisible();
  await expect(page.getByRole("region", { name: "Sääntöjen muutokset" })).toContainText("peruttu");
});

test("longer hours in mid-month for a selection are tried, done and taken back from everyone", async ({ phone }) => {
  test.setTimeout(240_000);
  const page = await desk(phone, "/tyosopimukset");
  const names = await twoOf(page);
  const before = await page.getByRole("listitem").filter({ hasText: names[0]! }).first().innerText();
  await choose(page, names);
  await page.getByLabel("Minuutteja lisää").fill("6");
  await page.getByLabel("Mistä päivästä").fill(dateIn(-7));
  await press(page, "Koeajo: näytä, mitä muuttuu");
  const trial = page.getByRole("region", { name: "Koeajo" });
  await expect(trial).toContainText("2 henkilöä muuttuu");
  await expect(trial).toContainText("pysyvät ennallaan");
  await expect(trial).toContainText("Ensimmäinen palkkapäivä, jota tämä koskee");
  await press(page, "Tee muutos 2 henkilölle");
  await expect(page.getByRole("heading", { name: "Muutos on tehty" })).toBeVisible();

  await press(page, "Peru muutos");
  await press(page, "Peru kaikilta");
  await expect(page.getByRole("heading", { name: "Muutos on peruttu. Sopimukset ovat kuten ennen." })).toBeVisible();
  await press(page, "Valmis");
  const person = page.getByRole("listitem").filter({ hasText: names[0]! }).first();
  await expect.poll(() => person.innerText()).toBe(before);
});
