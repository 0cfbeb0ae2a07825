import type { Locator, Page } from "@playwright/test";
import { instant } from "./kit/company";
import { type Firm, openFirm } from "./kit/firm";
import { enter, expect, see, test, withoutBackgroundSync } from "./kit/story";

let firm: Firm;
test.beforeAll(async () => {
  firm = await openFirm();
});
test.afterAll(() => firm.close());

const day = (page: Page): Locator => page.getByRole("dialog");
const press = (place: Page | Locator, name: string): Promise<void> =>
  place.getByRole("button", { name, exact: true }).click();

async function openYesterday(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Tunnit" }).click();
  await page.locator(".hours-day-row.is-today").click();
  await press(day(page), "Edellinen päivä");
  await expect(day(page).getByRole("heading", { name: "Kirjaukset" })).toBeVisible();
}

/** Minutes of breaks on yesterday's result, as the server has it. */
async function breaks(name: string): Promise<number> {
  const rows = await (await firm.caller(name)).rows("day");
  const done = rows.map(({ data }) => data as { status: string; result: { breaks: number } });
  return done.find(({ status }) => status === "done")?.result.breaks ?? -1;
}

test("a punched break is changed, one more is added and all are taken away, offline too", async ({ phone }) => {
  await withoutBackgroundSync(phone);
  const lauri = await firm.caller("lauri");
  for (const [kind, clock] of [
    ["in", "08:00"],
    ["break_start", "11:00"],
    ["break_end", "13:00"],
    ["out", "16:00"],
  ] as const)
    await lauri.punch(kind, instant(-1, clock));
  const page = await enter(phone, firm.address, "lauri");
  await openYesterday(page);
  await phone.setOffline(true);
  await day(page)
    .getByRole("button", { name: /^8\.00–16\.00/ })
    .click();
  await day(page).getByLabel("Tauko 1 päättyi").fill("11:30");
  await press(day(page), "Tallenna");
  await expect(day(page)).toContainText("Tauko 11.00–11.30");
  await phone.setOffline(false);
  await expect(see.chip(page)).toContainText("Kaikki lähetetty");
  await expect.poll(() => breaks("lauri")).toBe(30);
  await press(day(page), "Lisää tauko");
  await expect(day(page).getByLabel("Tauko 2 alkoi")).toBeFocused();
  await press(day(page), "Tallenna");
  await expect(day(page).getByText("Tauon on oltava työajan sisällä")).toBeVisible();
  await day(page).getByLabel("Tauko 2 alkoi").fill("14:00");
  await day(page).getByLabel("Tauko 2 päättyi").fill("14:15");
  await press(day(page), "Tallenna");
  await expect.poll(() => breaks("lauri")).toBe(45);
  await day(page)
    .getByRole("button", { name: /^8\.00–16\.00/ })
    .click();
  await press(day(page), "Poista tauko 2");
  await press(day(page), "Tallenna");
  await expect.poll(() => breaks("lauri")).toBe(30);
});
