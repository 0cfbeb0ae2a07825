import type { BrowserContext, Locator, Page } from "@playwright/test";
import { instant } from "./kit/company";
import { type Firm, openFirm } from "./kit/firm";
import type { Profile } from "./kit/profile";
import { enter, expect, minutes, see, test, withoutBackgroundSync } from "./kit/story";

let firm: Firm;
test.beforeAll(async () => {
  firm = await openFirm();
});
test.afterAll(() => firm.close());

const day = (page: Page): Locator => page.getByRole("dialog");
const press = (place: Page | Locator, name: string): Promise<void> =>
  place.getByRole("button", { name, exact: true }).click();
const entry = (page: Page, times: string): Locator => day(page).getByRole("button", { name: new RegExp(`^${times} `) });

/** Opens the day that is `back` days before today, through the week's list. */
async function openDay(page: Page, back: number): Promise<void> {
  await page.getByRole("link", { name: "Tunnit" }).click();
  await page.locator(".hours-day-row.is-today").click();
  for (let n = 0; n < back; n += 1) {
    const before = await day(page).getByRole("heading", { level: 2 }).innerText();
    await press(day(page), "Edellinen päivä");
    await expect(day(page).getByRole("heading", { level: 2 })).not.toHaveText(before);
  }
  await expect(day(page).getByRole("heading", { name: "Kirjaukset" })).toBeVisible();
}

async function write(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [label, text] of Object.entries(fields)) await day(page).getByLabel(label, { exact: true }).fill(text);
  await press(day(page), "Tallenna");
  await expect(day(page).locator("form")).toHaveCount(0);
}

async function worked(name: string, ...days: number[]): Promise<void> {
  const caller = await firm.caller(name);
  for (const back of days) {
    await caller.punch("in", instant(-back, "08:00"));
    await caller.punch("out", instant(-back, "16:00"));
  }
}

/** Start and end of every standing entry on the server, as instants in order. */
async function onServer(name: string): Promise<[number, number][]> {
  const rows = await (await firm.caller(name)).rows("entry");
  const spans = rows.map(({ data }) => [data!.start, data!.end] as [number, number]);
  return spans.sort((a, b) => a[0] - b[0]);
}

test("a week's hours are put right with no signal, survive a killed browser, and arrive exactly so", async ({
  profile,
  phone,
}) => {
  test.setTimeout(180_000);
  await worked("kerttu", 1, 3);
  const first = await profile.open();
  await withoutBackgroundSync(first);
  const page = await enter(first, firm.address, "kerttu");
  await first.setOffline(true);
  await page.reload();
  await profile.written();

  await openDay(page, 1);
  await entry(page, "8\\.00–16\\.00").click();
  await write(page, { Loppu: "16:30" });
  await expect(entry(page, "8\\.00–16\\.30")).toContainText("loppu leimattu klo 16.00");
  await press(day(page), "Lisää kirjaus");
  await write(page, { Alku: "17:00", Loppu: "18:15", Muistiinpano: "Asiakkaalla" });
  await entry(page, "8\\.00–16\\.30").click();
  await press(day(page), "Jaa kahtia");
  await day(page).getByLabel("Jakokohta").fill("12:00");
  await press(day(page), "Jaa kahtia");
  await expect(entry(page, "12\\.00–16\\.30")).toBeVisible();
  await entry(page, "17\\.00–18\\.15").click();
  await press(day(page), "Poista");
  await press(day(page), "Kumoa");
  await expect(entry(page, "17\\.00–18\\.15")).toContainText("Asiakkaalla");
  await press(day(page), "Edellinen päivä");
  await press(day(page), "Kopioi päivä");
  await expect(day(page).getByText("Tavallinen päivä", { exact: true })).toBeVisible();
  await day(page)
    .getByText(/^8\.00–16\.00/)
    .click();
  await press(day(page), "Lisää tämä kirjaus");
  await expect(day(page).locator(".hours-entry")).toHaveCount(1);
  await profile.kill();

  const again = await profile.open();
  await withoutBackgroundSync(again);
  await again.setOffline(true);
  const reopened = again.pages()[0]!;
  await reopened.goto(firm.address);
  await expect(see.chip(reopened)).toContainText("Ei verkkoa · 7 tallessa");
  await openDay(reopened, 1);
  for (const times of ["8\\.00–12\\.00", "12\\.00–16\\.30", "17\\.00–18\\.15"]) {
    await expect(entry(reopened, times)).toBeVisible();
  }
  await press(day(reopened), "Sulje");
  await again.setOffline(false);
  await expect(see.chip(reopened)).toContainText("Kaikki lähetetty");

  const [, , ...rest] = await onServer("kerttu");
  expect(rest).toEqual([
    [instant(-1, "08:00"), instant(-1, "12:00")],
    [instant(-1, "12:00"), instant(-1, "16:30")],
    [instant(-1, "17:00"), instant(-1, "18:15")],
  ]);
  await reopened.getByRole("link", { name: "Tänään" }).click();
  const shown = minutes(await see.flex(reopened).innerText());
  expect(shown).toBe(await (await firm.caller("kerttu")).balance("flex"));

  const other = await enter(phone, firm.address, "kerttu");
  await expect(see.flex(other)).toHaveText(await see.flex(reopened).innerText());
  await openDay(other, 1);
  await expect(day(other).locator(".hours-entry")).toHaveCount(3);
});

async function edited(page: Page, times: string, fields: Record<string, string>): Promise<void> {
  await openDay(page, 1);
  await entry(page, times).click();
  await write(page, fields);
  await press(day(page), "Sulje");
}

async function sent(context: BrowserContext, page: Page): Promise<void> {
  await context.setOffline(false);
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await expect(see.chip(page)).not.toContainText("tallessa");
}

test("two phones that changed the same end are shown both, and one tap decides; other fields merge by themselves", async ({
  phone,
  browser,
  ears,
}) => {
  test.setTimeout(180_000);
  await worked("lauri", 1);
  const second = ears.listen(await browser.newContext({ viewport: { width: 360, height: 800 } }));
  const [here, there] = [await enter(phone, firm.address, "lauri"), await enter(second, firm.address, "lauri")];
  await phone.setOffline(true);
  await second.setOffline(true);
  await edited(here, "8\\.00–16\\.00", { Loppu: "16:30" });
  await edited(there, "8\\.00–16\\.00", { Loppu: "16:45" });
  await sent(phone, here);
  await expect(see.chip(here)).toContainText("Kaikki lähetetty");
  await sent(second, there);
  await expect(see.waiting(there)).toContainText("16.30");
  await expect(see.waiting(there)).toContainText("16.45");
  await press(there, "Käytä omaani");
  await expect(see.chip(there)).toContainText("Kaikki lähetetty");
  await expect.poll(() => onServer("lauri")).toEqual([[instant(-1, "08:00"), instant(-1, "16:45")]]);

  await expect(see.chip(here)).toContainText("Kaikki lähetetty");
  await phone.setOffline(true);
  await second.setOffline(true);
  await edited(here, "8\\.00–16\\.45", { Alku: "07:30" });
  await edited(there, "8\\.00–16\\.45", { Muistiinpano: "Palaveri" });
  await sent(phone, here);
  await sent(second, there);
  await expect(see.chip(there)).toContainText("Kaikki lähetetty");
  await expect(see.waiting(there)).toHaveCount(0);
  const rows = await (await firm.caller("lauri")).rows("entry");
  expect(rows[0]!.data).toMatchObject({ start: instant(-1, "07:30"), end: instant(-1, "16:45"), note: "Palaveri" });
  await second.close();
});
