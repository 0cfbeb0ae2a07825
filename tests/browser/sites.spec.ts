import type { Page } from "@playwright/test";
import { dateIn, NAMES } from "./kit/company";
import { type Firm, openFirm } from "./kit/firm";
import { enter, expect, test } from "./kit/story";

let firm: Firm;
test.beforeAll(async () => {
  firm = await openFirm({ admin: true });
  await outOfTheTeam("onni");
});
test.afterAll(() => firm.close());

/** Somebody is in no team from today on. */
async function outOfTheTeam(who: string): Promise<void> {
  const anni = await firm.caller("anni");
  const path = `people/${firm.people[`${who}@tarina.test`]}/details`;
  const { name, email, roles } = await anni.ask<{ name: string; email: string; roles: string[] }>("GET", path);
  await anni.ask("PUT", path, { name, email, roles, team: null, supervises: [], from: dateIn(0) });
}

async function guide(page: Page): Promise<void> {
  await page.goto(`${firm.address}/kayttoonotto`);
  const step = page.locator("details").filter({ hasText: "Tiimit, esihenkilöt ja toimipaikat" });
  const sites = page.getByRole("region", { name: "Toimipaikat" });
  // The guide opens its next step by itself, also after it was looked at.
  await expect(async () => {
    if (!(await sites.isVisible())) await step.locator("summary").click();
    await expect(sites).toBeVisible({ timeout: 1_000 });
  }).toPass();
}

test("an admin says where a team is, the board is narrowed to it, and a site in use stays", async ({
  browser,
  ears,
}) => {
  ears.expect(/the server responded with a status of 409/);
  const desk = ears.listen(await browser.newContext({ viewport: { width: 1280, height: 900 } }));
  const page = await enter(desk, firm.address, "anni");
  await guide(page);
  const sites = page.getByRole("region", { name: "Toimipaikat" });
  for (const [name, address] of [
    ["Tampere", "Hämeenkatu 1"],
    ["Turku", ""],
  ]) {
    await sites.getByLabel("Uusi toimipaikka").fill(name!);
    await sites.getByLabel("Katuosoite").fill(address!);
    await sites.getByRole("button", { name: "Lisää toimipaikka" }).click();
    await expect(sites.getByRole("button", { name: `Muokkaa: ${name}` })).toBeVisible();
  }
  await page.getByLabel("Toimipaikka: Kehitys").selectOption("Tampere");
  await expect(sites.getByRole("listitem").filter({ hasText: "Tampere" })).toContainText("1 tiimi");

  await sites.getByRole("button", { name: "Muokkaa: Tampere" }).click();
  await sites.getByLabel("Nimi").fill("Tampereen halli");
  await sites.getByRole("button", { name: "Tallenna: Tampere" }).click();
  await expect(sites.getByRole("listitem").filter({ hasText: "Tampereen halli" })).toContainText("Hämeenkatu 1");

  await sites.getByRole("button", { name: "Poista: Tampereen halli" }).click();
  await sites.getByRole("button", { name: "Poista toimipaikka" }).click();
  await expect(sites.getByRole("alert")).toContainText("Toimipaikassa Tampereen halli on vielä tiimejä: Kehitys.");
  await sites.getByRole("button", { name: "Poista: Turku" }).click();
  await sites.getByRole("button", { name: "Poista toimipaikka" }).click();
  await expect(sites.getByRole("listitem").filter({ hasText: "Turku" })).toHaveCount(0);

  await page.goto(`${firm.address}/paikalla`);
  const helmi = page.getByRole("listitem").filter({ hasText: NAMES.helmi! });
  const onni = page.getByRole("listitem").filter({ hasText: NAMES.onni! });
  await expect(helmi).toBeVisible();
  await expect(onni).toBeVisible();
  await expect(page.getByRole("region", { name: "Kehitys" })).toContainText("Tampereen halli");
  await page.getByLabel("Toimipaikka").selectOption("Tampereen halli");
  await expect(helmi).toBeVisible();
  await expect(onni).toHaveCount(0);
  await page.getByRole("button", { name: "Suuri näyttö" }).click();
  await expect(page.getByRole("dialog").getByRole("heading", { level: 2 })).toContainText("Tampereen halli");
  await page.keyboard.press("Escape");
  await page.reload();
  await expect(page.getByLabel("Toimipaikka")).toHaveValue(/./);
  await expect(helmi).toBeVisible();
  await expect(onni).toHaveCount(0);

  await page.goto(`${firm.address}/henkilot`);
  await expect(page.getByRole("columnheader", { name: "Toimipaikka" })).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: NAMES.helmi! })).toContainText("Tampereen halli");
  await desk.close();
});

test("without a network the guide says so, and a site that was typed is still there", async ({ browser, ears }) => {
  const desk = ears.listen(await browser.newContext({ viewport: { width: 1280, height: 900 } }));
  const page = await enter(desk, firm.address, "anni");
  await guide(page);
  const sites = page.getByRole("region", { name: "Toimipaikat" });
  await desk.setOffline(true);
  await sites.getByLabel("Uusi toimipaikka").fill("Oulu");
  await sites.getByRole("button", { name: "Lisää toimipaikka" }).click();
  await expect(sites.getByRole("alert")).toContainText(/verk/i);
  await expect(sites.getByLabel("Uusi toimipaikka")).toHaveValue("Oulu");
  await desk.setOffline(false);
  await guide(page);
  await expect(sites.getByLabel("Uusi toimipaikka")).toHaveValue("Oulu");
  await desk.close();
});
