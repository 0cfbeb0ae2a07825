import { expect, test, type Page } from "@playwright/test";
import { button, useGallery } from "./kit/gallery";

const open = useGallery();
const calls = (page: Page): Promise<unknown[][]> =>
  page.evaluate(() => (window as unknown as { live: { calls: unknown[][] } }).live.calls);
const at = (clock: string, date: string) => Date.parse(`${date}T${clock}:00+02:00`);

/** Presses Tab until the focus stands on what has this name. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const named = (): Promise<string> =>
    page.evaluate(() => {
      const el = document.activeElement;
      const label = el instanceof HTMLInputElement ? el.labels?.[0]?.textContent : null;
      return el?.getAttribute("aria-label") ?? label ?? el?.textContent?.trim() ?? "";
    });
  for (let n = 0; n < 60 && !name.test(await named()); n += 1) await page.keyboard.press("Tab");
  expect(await named()).toMatch(name);
}

test("weeks and months are walked by button, and one tap comes back to today", async ({ page }) => {
  await open(page, "/tunnit?scenario=in");
  await expect(page.getByRole("heading", { level: 2, name: "Viikko 47" })).toBeVisible();
  await button(page, "Edellinen viikko").click();
  await expect(page.getByRole("heading", { level: 2, name: "Viikko 46" })).toBeVisible();
  await expect(page.getByText("ei kirjauksia")).toBeVisible();
  await button(page, "Kuukausi").click();
  await expect(page.getByRole("heading", { level: 2, name: "Marraskuu 2026" })).toBeVisible();
  await button(page, "Seuraava kuukausi").click();
  await expect(page.getByText("itsenäisyyspäivä").first()).toBeVisible();
  await page.getByRole("main").getByRole("button", { name: "Tänään", exact: true }).click();
  await expect(page.getByRole("heading", { level: 2, name: "Marraskuu 2026" })).toBeVisible();
});

test("an entry is opened, changed and kept with the keyboard alone", async ({ page }) => {
  await open(page, "/tunnit?scenario=in");
  await tabTo(page, /^ti 17\.11\./);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Tiistai 17.11.2026" })).toBeVisible();
  await tabTo(page, /^17\.30–19\.00/);
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Alku", { exact: true })).toBeFocused();
  await page.getByLabel("Loppu", { exact: true }).fill("19:15");
  await tabTo(page, /^Tallenna$/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Kirjaukset" })).toBeFocused();
  await expect(page.getByRole("dialog").getByRole("status")).toContainText("Kirjaus muutettu · tallessa");
  expect(await calls(page)).toEqual([["editEntry", "e-typed", { end: at("19:15", "2026-11-17") }]]);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("escape leaves a form first, and the day after it", async ({ page }) => {
  await open(page, "/tunnit?scenario=in&sheet=day:2026-11-12/add");
  await page.getByLabel("Alku", { exact: true }).press("Escape");
  await expect(page.locator("form")).toHaveCount(0);
  await expect(page.getByRole("dialog")).toBeVisible();
});

test("times that cannot be are told at their field, with what to do", async ({ page }) => {
  await open(page, "/tunnit?scenario=in&sheet=day:2026-11-12/add");
  await button(page, "Tallenna").click();
  await expect(page.getByLabel("Alku", { exact: true })).toBeFocused();
  await expect(page.getByRole("alert").filter({ hasText: "Alku puuttuu. Kirjoita kellonaika." })).toBeVisible();
  await page.getByLabel("Alku", { exact: true }).fill("22:00");
  await page.getByLabel("Loppu", { exact: true }).fill("06:00");
  await button(page, "Tallenna").click();
  await expect(page.getByRole("alert").filter({ hasText: "Loppu on ennen alkua." })).toBeVisible();
  await page.getByLabel("Päättyi seuraavana päivänä").check();
  await expect(page.getByText("Kesto 8:00")).toBeVisible();
  await button(page, "Tallenna").click();
  const [, entry] = (await calls(page))[0]!;
  expect(entry).toMatchObject({ start: at("22:00", "2026-11-12"), end: at("06:00", "2026-11-13") });
});

test("what is still to come is refused, and work that goes on is ended by clocking out", async ({ page }) => {
  await open(page, "/tunnit?scenario=in&sheet=day:2026-11-20/add");
  await page.getByLabel("Alku", { exact: true }).fill("16:00");
  await page.getByLabel("Loppu", { exact: true }).fill("18:00");
  await button(page, "Tallenna").click();
  await expect(page.getByRole("alert").filter({ hasText: "Alku on tulevaisuudessa." })).toBeVisible();
  await button(page, "Peruuta").click();
  await page.getByRole("button", { name: /^8\.02 alkaen/ }).click();
  await expect(page.getByLabel("Loppu", { exact: true })).toHaveCount(0);
  await page.getByRole("dialog").getByRole("button", { name: "Leimaa ulos", exact: true }).click();
  expect(await calls(page)).toEqual([["punch", "out"]]);
});

test("the hour that the spring night leaves out is refused, and the autumn night's hour is asked", async ({ page }) => {
  await open(page, "/tunnit?scenario=in&sheet=day:2026-03-29/add");
  await page.getByLabel("Alku", { exact: true }).fill("03:30");
  await page.getByLabel("Loppu", { exact: true }).fill("05:00");
  await button(page, "Tallenna").click();
  await expect(page.getByRole("alert").filter({ hasText: "kellonaikaa ei ole" })).toBeVisible();
  await open(page, "/tunnit?scenario=in&sheet=day:2026-10-25/add");
  await page.getByLabel("Alku", { exact: true }).fill("03:30");
  await page.getByLabel("Loppu", { exact: true }).fill("05:00");
  await expect(page.getByText("Kesto 2:30")).toBeVisible();
  await page.getByLabel("Kumpi kellonaika: Alku").selectOption("second");
  await expect(page.getByText("Kesto 1:30")).toBeVisible();
});

test("an entry is divided where it is told, and a deletion can be taken back", async ({ page }) => {
  await open(page, "/tunnit?scenario=in&sheet=day:2026-11-17/split/e-typed");
  await page.getByLabel("Jakokohta").fill("20:00");
  await expect(page.getByText("on mahduttava aikaan 17.30–19.00")).toBeVisible();
  await page.getByLabel("Jakokohta").fill("18:00");
  await page.getByLabel("Tauko välissä, min").fill("15");
  await expect(page.getByText("Tulos: 17.30–18.00 ja 18.15–19.00")).toBeVisible();
  await button(page, "Jaa kahtia").click();
  await page.getByRole("button", { name: /^17\.30–19\.00/ }).click();
  await button(page, "Poista").click();
  await page.getByRole("dialog").getByRole("button", { name: "Kumoa" }).click();
  await expect.poll(async () => (await calls(page)).length).toBe(3);
  expect(await calls(page)).toEqual([
    ["splitEntry", "e-typed", at("18:00", "2026-11-17"), 15],
    ["deleteEntry", "e-typed"],
    ["restoreEntry", "e-typed"],
  ]);
});

test("on a wide screen the month is a calendar that arrow keys walk, with the day beside it", async ({ page }) => {
  await open(page, "/tunnit?scenario=in&press=Kuukausi", 1280);
  const pane = page.getByRole("complementary", { name: "Valittu päivä" });
  await expect(pane.getByRole("heading", { name: "Perjantai 20.11.2026" })).toBeVisible();
  await page.locator("[data-date='2026-11-20']").focus();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowLeft");
  await expect(page.locator("[data-date='2026-11-12']")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(pane.getByRole("heading", { name: "Torstai 12.11.2026" })).toBeVisible();
  await pane.getByRole("button", { name: "Kopioi päivä" }).click();
  await pane.getByRole("button", { name: "Lisää tämä kirjaus" }).click();
  expect((await calls(page))[0]![0]).toBe("copyDay");
  await page.goBack();
  await expect(pane.getByRole("heading", { name: "Perjantai 20.11.2026" })).toBeVisible();
});

test("a finding says in plain words what it is, and one tap begins to mend it", async ({ page }) => {
  await open(page, "/tunnit?scenario=in&sheet=day:2026-11-17");
  await expect(page.getByText("Kirjaukset menevät päällekkäin")).toBeVisible();
  await button(page, "Merkitse kikyksi").click();
  expect(await calls(page)).toEqual([["editEntry", "e-typed", { kiky: true }]]);
});

test("a free day's date stands clear of what was done on it", async ({ page }) => {
  for (const shown of ["in", "kiky", "in&lang=sv", "kiky&lang=sv", "in&press=Kuukausi", "kiky&press=Kuukausi"]) {
    await open(page, `/tunnit?scenario=${shown}`, 360);
    await page.locator(".hours-day-row").first().waitFor();
    const collisions = await page.locator(".hours-day-row").evaluateAll((rows) =>
      rows.flatMap((row) => {
        const range = document.createRange();
        const told = row.querySelector(".hours-when")!;
        range.selectNodeContents(told);
        const hidden = told.querySelector(".vh");
        if (hidden) range.setEndBefore(hidden);
        const [when, picture] = [
          range.getBoundingClientRect(),
          row.querySelector(".hours-picture")!.getBoundingClientRect(),
        ];
        return when.right > picture.left && when.bottom > picture.top ? [row.textContent] : [];
      }),
    );
    expect(collisions).toEqual([]);
  }
});

test("a copy is made with Enter as well as with its button, once", async ({ page }) => {
  await open(page, "/tunnit?scenario=in&sheet=day:2026-11-12/copy");
  await page.getByRole("radio").first().press("Enter");
  await expect(page.getByRole("dialog").getByRole("status")).toContainText("tallessa");
  expect((await calls(page)).map(([name]) => name)).toEqual(["copyDay"]);
});

test("on a wide screen the arrows of the day beside the list walk into the week before, and the list follows", async ({
  page,
}) => {
  await open(page, "/tunnit?scenario=in", 1280);
  const pane = page.getByRole("complementary");
  for (const day of ["Torstai 19.11.2026", "Keskiviikko 18.11.2026", "Tiistai 17.11.2026", "Maanantai 16.11.2026"]) {
    await button(page, "Edellinen päivä").click();
    await expect(pane.getByRole("heading", { level: 2 })).toHaveText(day);
  }
  await button(page, "Edellinen päivä").click();
  await expect(pane.getByRole("heading", { level: 2 })).toHaveText("Sunnuntai 15.11.2026");
  await expect(page.getByText("Viikko 46")).toBeVisible();
  await button(page, "Seuraava päivä").click();
  await expect(page.getByText("Viikko 47")).toBeVisible();
});
