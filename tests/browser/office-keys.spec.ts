/** The office by the keyboard alone: the month board, the person card, and a table. */
import { expect, test, type Locator, type Page } from "@playwright/test";
import { button, useGallery } from "./kit/gallery";

const open = useGallery();
const DESK = 1280;
/** More presses of a key than there are stops on any of these screens before the first row. */
const STOPS = 60;

const isFocused = (what: Locator): Promise<boolean> => what.evaluate((one) => one === document.activeElement);

/** Presses the Tab key until it is there. */
async function reach(page: Page, what: Locator): Promise<void> {
  await what.waitFor();
  for (let n = 0; n < STOPS; n += 1) {
    if (await isFocused(what)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the Tab key does not come to ${what}`);
}

async function press(page: Page, what: Locator, key = "Enter"): Promise<void> {
  await reach(page, what);
  await page.keyboard.press(key);
}

/** What has been asked of the server by a method, the newest last: addresses and bodies. */
const asked = (page: Page, method: string): Promise<[string, unknown][]> =>
  page.evaluate((wanted) => {
    const { calls } = (window as unknown as { live: { calls: [string, string, unknown][] } }).live;
    return calls.filter(([one]) => one === wanted).map(([, to, body]) => [to, body]);
  }, method);

async function lastAsked(page: Page, method: string, path: string): Promise<unknown> {
  const found = (await asked(page, method)).filter(([to]) => to.startsWith(path)).at(-1);
  return found && (method === "POST" ? found[1] : Object.fromEntries(new URLSearchParams(found[0].split("?")[1])));
}

const row = (page: Page, name: string) => page.getByRole("row").getByRole("button", { name, exact: true }).first();

test("the month board goes by the keyboard alone: people are looked for, walked through and chosen, and a card opens and gives back", async ({
  page,
}) => {
  await open(page, "/kuukaudet?scenario=office", DESK);
  await row(page, "Aino Virtanen").waitFor();
  await page.keyboard.press("/");
  const find = page.getByLabel("Hae listasta");
  await expect(find).toBeFocused();
  await page.keyboard.type("Niemi");
  await expect.poll(() => lastAsked(page, "GET", "/api/v1/tables/months")).toMatchObject({ search: "Niemi" });

  await reach(page, row(page, "Aino Virtanen"));
  await page.keyboard.press("x");
  await page.keyboard.press("ArrowDown");
  await expect(row(page, "Helmi Niemi")).toBeFocused();
  await page.keyboard.press("End");
  await page.keyboard.press("Home");
  await expect(row(page, "Aino Virtanen")).toBeFocused();
  await expect(page.getByRole("group", { name: "1 valittu" })).toBeVisible();
  await page.keyboard.press("Enter");
  const card = page.getByRole("dialog", { name: "Aino Virtanen" });
  await expect(card).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(card).toHaveCount(0);
  await expect(row(page, "Aino Virtanen")).toBeFocused();
});

test("by the keyboard alone one month is reminded of, one closed after a question, and one opened again with its reason", async ({
  page,
}) => {
  await open(page, "/kuukaudet?scenario=office", DESK);
  const month = "2026-10";
  await reach(page, row(page, "Aino Virtanen"));
  await page.keyboard.press("x");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("x");
  for (let n = 0; n < 2; n += 1) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("x");
  const chosen = page.getByRole("group", { name: "3 valittu" });
  await expect(chosen).toBeVisible();

  await page.keyboard.press("/");
  await press(page, chosen.getByRole("button", { name: "Muistuta (1)" }));
  await expect.poll(() => lastAsked(page, "POST", "/api/v1/months/remind")).toEqual({ month, people: ["p3"] });
  await page.keyboard.press("/");
  await press(page, chosen.getByRole("button", { name: "Sulje hyväksytyt (1)" }));
  expect(await lastAsked(page, "POST", "/api/v1/months/close")).toBeUndefined();
  await press(page, chosen.getByRole("button", { name: "Sulje 1 kuukausi" }));
  await expect.poll(() => lastAsked(page, "POST", "/api/v1/months/close")).toMatchObject({ month, people: ["p0"] });

  await page.keyboard.press("/");
  await press(page, chosen.getByRole("button", { name: "Avaa uudelleen (1)" }));
  await press(page, chosen.getByRole("button", { name: "Avaa uudelleen (1)" }));
  const why = page.getByLabel("Syy, jonka henkilö näkee");
  await expect(why).toBeFocused();
  await page.keyboard.type("Ilta puuttuu");
  await press(page, chosen.getByRole("button", { name: "Avaa uudelleen (1)" }));
  const reopened = { month, people: ["p1"], reason: "Ilta puuttuu" };
  await expect.poll(() => lastAsked(page, "POST", "/api/v1/months/reopen")).toMatchObject(reopened);
});

test("a person card opens from a name, is walked through and closed by the keyboard alone, and gives the focus back", async ({
  page,
}) => {
  await open(page, "/henkilot?scenario=office", DESK);
  await press(page, row(page, "Aino Virtanen"));
  const card = page.getByRole("dialog", { name: "Aino Virtanen" });
  await expect(card.getByRole("heading", { name: "Aino Virtanen" })).toBeFocused();
  const stops = ["Kuukauden päivät", "Työsopimus", "Kaikki muutokset"];
  for (const name of stops) await reach(page, card.getByRole("link", { name, exact: true }));
  await press(page, card.getByRole("button", { name: "Muokkaa tietoja: Aino Virtanen" }));
  await reach(page, card.getByLabel("Nimi", { exact: true }));
  await press(page, card.getByRole("button", { name: "Peruuta" }));
  await expect(card.getByLabel("Nimi", { exact: true })).toHaveCount(0);
  await press(page, card.getByRole("button", { name: "Sulje", exact: true }));
  await expect(card).toHaveCount(0);
  await expect(row(page, "Aino Virtanen")).toBeFocused();
});

test("a table is sorted, narrowed, given other columns, paged and saved by the keyboard alone", async ({ page }) => {
  await open(page, "/henkilot?scenario=office", DESK);
  const table = "/api/v1/tables/people";
  await press(page, button(page, "Nimi ▲").or(page.getByRole("columnheader", { name: /^Nimi/ }).getByRole("button")));
  await expect.poll(() => lastAsked(page, "GET", table)).toMatchObject({ sort: "-name" });
  await expect(page.getByRole("columnheader", { name: /^Nimi/ })).toHaveAttribute("aria-sort", "descending");

  await page.keyboard.press("/");
  await reach(page, page.getByRole("combobox", { name: "Tiimi", exact: true }));
  await page.keyboard.press("v");
  await expect.poll(() => lastAsked(page, "GET", table)).toMatchObject({ filter: "team:Varasto" });

  await press(page, page.getByText("Sarakkeet", { exact: true }));
  await press(page, page.getByRole("checkbox", { name: "Sähköposti" }), "Space");
  await expect(page.getByRole("columnheader", { name: "Sähköposti" })).toHaveCount(0);
  await press(page, page.getByRole("checkbox", { name: "Kieli" }), "Space");
  await expect(page.getByRole("columnheader", { name: "Kieli" })).toBeVisible();

  await press(page, button(page, "Tallenna XLSX"));
  const file = { sort: "-name", filter: "team:Varasto", format: "xlsx" };
  await expect.poll(() => lastAsked(page, "FILE", table)).toMatchObject(file);
  expect(await lastAsked(page, "FILE", table)).toMatchObject({ columns: expect.stringContaining("lang") });
  await press(page, button(page, "Seuraavat"));
  await expect.poll(() => lastAsked(page, "GET", table)).toMatchObject({ page: "1" });
});
