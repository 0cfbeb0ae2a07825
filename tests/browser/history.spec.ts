import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import { PASSWORD } from "./kit/company";
import { type Firm, openEmpty } from "./kit/firm";
import { expect, test } from "./kit/story";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let firm: Firm;
test.beforeAll(async () => {
  firm = await openEmpty();
});
test.afterAll(() => firm.close());

const csv = (...rows: string[]) => ({
  name: "vanha.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(["nimi;pvm;alku;loppu", ...rows].join("\r\n")),
});
const GOOD = "Vanha Nimi;5.1.2026;8:00;16:00";
const BAD = "Vanha Nimi;6.1.2026;8:00;";

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.LEIMA_PICTURES;
  if (folder) await page.screenshot({ path: `${folder}/history-${name}.png`, fullPage: false });
}

async function nothingForAxe(page: Page): Promise<void> {
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (at: Document) => Promise<{ violations: { id: string }[] }> } };
    return (await axe.run(document)).violations.map(({ id }) => id);
  });
  expect(found).toEqual([]);
}

test("an admin sees an old clock's hours person by person, on a phone and at a desk, before they are taken in", async ({
  browser,
  ears,
}) => {
  test.setTimeout(180_000);
  ears.expect(/the server responded with a status of 401/);
  const context = ears.listen(await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "fi-FI" }));
  const page = await context.newPage();
  await page.goto(`${firm.address}/liity${new URL(firm.people["first admin"]!).hash}`);
  await page.locator("input[type=password]").first().fill(PASSWORD);
  await page.locator("button[type=submit]").click();
  await page.getByRole("button", { name: "Leimaa sisään" }).waitFor();
  await page.goto(`${firm.address}/kayttoonotto/historia`);
  const look = page.getByRole("button", { name: "Katso, mitä tulisi" });
  await page.getByLabel("Vanhan kellon tiedosto").setInputFiles(csv(GOOD, BAD));
  await look.click();
  await expect(page.getByText("Rivi 3, loppu:")).toBeVisible();
  await nothingForAxe(page);
  await picture(page, "1-phone-faults");

  await page.getByLabel("Vanha Nimi (rivejä 2)").selectOption({ index: 2 });
  await page.getByLabel("Jätä virheelliset rivit pois ja tuo muut").check();
  await look.click();
  await expect(page.getByText(/1 päivä · 8:00 · 1 uusi$/)).toBeVisible();
  await picture(page, "2-phone-seen");
  await page.setViewportSize({ width: 1280, height: 900 });
  await picture(page, "3-desk-seen");
  await page.emulateMedia({ colorScheme: "dark" });
  await picture(page, "4-desk-dark");
  await nothingForAxe(page);
  await page.getByRole("button", { name: "Tuo 1 rivi" }).click();
  await expect(page.getByText("1 rivi tuotiin")).toBeVisible();

  await page.getByLabel("Vanhan kellon tiedosto").setInputFiles(csv(GOOD));
  await look.click();
  await expect(page.getByText("Ei mitään tehtävää.")).toBeVisible();
  await expect(page.getByText(/0 uutta · 1 jo tallessa/)).toBeVisible();
  await context.close();
});
