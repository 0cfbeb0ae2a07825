import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import { type Firm, openDemo } from "./kit/firm";
import { enter, expect, test } from "./kit/story";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let firm: Firm;
test.beforeAll(async () => {
  firm = await openDemo(8);
});
test.afterAll(() => firm.close());

async function nothingForAxe(page: Page): Promise<void> {
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (at: Document) => Promise<{ violations: { id: string }[] }> } };
    return (await axe.run(document)).violations.map(({ id }) => id);
  });
  expect(found).toEqual([]);
}

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.LEIMA_PICTURES;
  const region = page.getByRole("region", { name: "Yhdistä ja siivoa" });
  if (folder) await region.screenshot({ path: `${folder}/merging-${name}.png` });
}

test("an admin merges one work type into another, and hides what nobody uses once it was shown", async ({
  browser,
  ears,
}) => {
  test.setTimeout(120_000);
  ears.expect(/the server responded with a status of 409/);
  const context = ears.listen(await browser.newContext({ viewport: { width: 1280, height: 900 } }));
  const page = await enter(context, firm.address, "payroll@demo.test");
  await page.goto(`${firm.address}/kayttoonotto`);
  await page.locator("summary").filter({ hasText: "Työlajit" }).click();
  await page.getByLabel("Uusi työlaji").fill("Kurssit");
  await page.getByRole("button", { name: "Lisää työlaji" }).click();
  const part = page.getByRole("region", { name: "Yhdistä ja siivoa" });
  await expect(part.getByRole("listitem").filter({ hasText: "Kurssit" })).toContainText("Ei käytetty kirjauksissa");

  const merge = part.getByRole("group", { name: "Yhdistä: Työlajit" });
  const [from, into] = [merge.getByLabel("Poistuva"), merge.getByLabel("Tilalle")];
  await from.selectOption({ label: "Kokous" });
  await into.selectOption({ label: "Kokous" });
  await merge.getByRole("button", { name: "Katso, mitä tapahtuu" }).click();
  await expect(merge.getByRole("alert")).toContainText("Valitse kaksi eri");
  await into.selectOption({ label: "Projektityö" });
  await merge.getByRole("button", { name: "Katso, mitä tapahtuu" }).click();
  await expect(merge.getByRole("status")).toContainText("Kokous poistuu käytöstä");
  await nothingForAxe(page);
  await picture(page, "1-desk");
  await merge.getByRole("button", { name: "Yhdistä", exact: true }).click();
  const away = part.getByRole("listitem").filter({ hasText: "Kokous" });
  await expect(away).toContainText("alkaen: Projektityö");

  await part.getByRole("button", { name: "Näytä käyttämättömät" }).click();
  await expect(part.getByRole("status").filter({ hasText: "Kurssit" })).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: "dark" });
  await nothingForAxe(page);
  await picture(page, "2-phone-dark");
  await part.getByRole("button", { name: "Poista nämä käytöstä" }).click();
  await expect(part.getByRole("status").filter({ hasText: "poistettiin käytöstä" })).toBeVisible();
  await expect(part.getByRole("listitem").filter({ hasText: "Kurssit" })).toContainText("Ei käytössä");
  await context.close();
});
