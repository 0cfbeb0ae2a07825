import { expect, test, type Page } from "@playwright/test";
import { button, useGallery } from "./kit/gallery";

const open = useGallery();

test("a day is clocked with one button, whose name is the next thing to do", async ({ page }) => {
  await open(page, "/tanaan?scenario=out");
  await button(page, "Leimaa sisään").click();
  await expect(page.getByRole("status")).toContainText("Leimattu sisään");
  await expect(page.getByRole("status")).toContainText("tallessa");
  await button(page, "Tauolle").click();
  await button(page, "Jatka töitä").click();
  await button(page, "Leimaa ulos").click();
  await expect(button(page, "Leimaa sisään")).toBeVisible();
  const calls = await page.evaluate(() => (window as unknown as { live: { calls: unknown[] } }).live.calls);
  expect(calls).toEqual([
    ["punch", "in"],
    ["punch", "break_start"],
    ["punch", "break_end"],
    ["punch", "out"],
  ]);
});

test("a second tap that comes too soon is a slip of the thumb and does nothing", async ({ page }) => {
  await open(page, "/tanaan?scenario=out");
  await button(page, "Leimaa sisään").dblclick();
  const calls = await page.evaluate(() => (window as unknown as { live: { calls: unknown[] } }).live.calls);
  expect(calls).toEqual([["punch", "in"]]);
});

test("nothing is called saved before it is on the disk, and a failure is loud and stays", async ({ page }) => {
  await open(page, "/tanaan?scenario=out");
  await page.evaluate(() => {
    const { live } = window as unknown as { live: { acts: { punch: () => Promise<string> } } };
    live.acts.punch = () => new Promise((done) => Object.assign(window, { done }));
  });
  await button(page, "Leimaa sisään").click();
  await page.waitForTimeout(300);
  await expect(page.getByText("tallessa")).toHaveCount(0);
  await page.evaluate(() => (window as unknown as { done(saved: string): void }).done("failed"));
  await expect(page.getByRole("alert")).toContainText("EI TALLENNETTU");
  await page.waitForTimeout(5500);
  await expect(page.getByRole("alert")).toContainText("EI TALLENNETTU");
  await button(page, "Sulje").click();
  await expect(page.getByText("EI TALLENNETTU")).toHaveCount(0);
});

test("each balance is a region with its name and one button that opens what it is made of", async ({ page }) => {
  await open(page, "/tanaan?scenario=in");
  for (const [name, value, title] of [
    ["Liukuma", "+2:15", "Mistä liukumasaldoni koostuu?"],
    ["Kiky", "5:30", "Mistä kiky-saldoni koostuu?"],
    ["Loma", "14 pv", "Mistä lomasaldoni koostuu?"],
  ] as const) {
    const card = page.getByRole("region", { name, exact: true });
    await expect(card).toContainText(value);
    await card.getByRole("button").click();
    await expect(page.getByRole("dialog", { name: title })).toContainText(value);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(card.getByRole("button")).toBeFocused();
  }
});

test("an explanation adds up to its balance, and a day opens to its rules by keyboard", async ({ page }) => {
  await open(page, "/tanaan?scenario=in&sheet=explain:flex");
  const sheet = page.getByRole("dialog");
  await sheet.getByText("Näin päivä laskettiin").first().focus();
  await page.keyboard.press("Enter");
  await expect(sheet.getByText("Läsnä klo 8.01–18.56")).toBeVisible();
  await expect(sheet.getByText("työajan pidennystä").first()).toBeVisible();
  await page.goBack();
  await expect(sheet).toHaveCount(0);
});

test("the chip tells the truth and opens the journal", async ({ page }) => {
  await open(page, "/tanaan?scenario=offline");
  const region = page.getByRole("region", { name: "Synkronointi" });
  await expect(region).toContainText("Ei verkkoa · 2 tallessa");
  await region.getByRole("button").click();
  await expect(page.getByRole("region", { name: "Synkronointi" })).toContainText("Leimattu sisään klo 8.02");
  await expect(page.getByRole("region", { name: "Synkronointi" })).toContainText("lähetetty klo 8.17");
});

test("a forgotten clock-out is confirmed with one tap or corrected", async ({ page }) => {
  await open(page, "/tanaan?scenario=offline");
  await button(page, "Korjaa aika").click();
  await expect(page.getByLabel("Ulosleimauksen aika")).toBeFocused();
  await page.getByLabel("Ulosleimauksen aika").fill("16:40");
  await button(page, "Tallenna 16.40").click();
  await expect(page.getByText("Lähditkö eilen")).toHaveCount(0);
  await open(page, "/tanaan?scenario=attention");
  await button(page, "Kyllä, 16.56").click();
  await expect(page.getByText("Lähditkö eilen")).toHaveCount(0);
  await button(page, "Valitse 16.56").click();
  await expect(page.getByText("kaksi ulosleimausta")).toHaveCount(0);
});

test("a forgotten clock-out need not be corrected once it has been begun", async ({ page }) => {
  await open(page, "/tanaan?scenario=offline");
  await button(page, "Korjaa aika").click();
  await button(page, "Peruuta").click();
  await expect(button(page, "Korjaa aika")).toBeFocused();
});

test("sending now says what becomes of it, without a network too", async ({ page }) => {
  await open(page, "/tanaan?scenario=offline&sheet=journal");
  await button(page, "Lähetä nyt").click();
  await expect(page.getByRole("dialog").getByRole("status")).toContainText(/Ei verkkoa juuri nyt.*lähtee itsestään/);
});

test("the icon's shortcut asks before it punches, and asks once", async ({ page }) => {
  await open(page, "/tanaan?leimaa&scenario=out");
  await expect(page.getByRole("heading", { name: "Leimataanko sisään?" })).toBeFocused();
  await button(page, "Ei nyt").click();
  await expect(button(page, "Leimaa sisään")).toBeVisible();
  await open(page, "/tanaan?leimaa&scenario=out");
  await button(page, "Kyllä").click();
  await expect(button(page, "Leimaa ulos")).toBeVisible();
  expect(new URL(page.url()).search).toBe("");
});

test("the badges of the bar stand inside it at 320 px, whatever they count", async ({ page }) => {
  await open(page, "/tanaan?scenario=team", 320);
  for (const size of ["100%", "200%"]) {
    await page.evaluate((to) => (document.documentElement.style.fontSize = to), size);
    const beyond = await page.locator(".nav a em").evaluateAll((all) => {
      all.forEach((one) => (one.textContent = "99+"));
      const places = all.map((one) => [one.getBoundingClientRect(), one.parentElement!.getBoundingClientRect()]);
      return places.filter(([own, of]) => own!.left < of!.left || own!.right > of!.right).length;
    });
    expect(beyond).toBe(0);
  }
});

test("every screen has its link, takes the focus to its heading, and the back button returns", async ({ page }) => {
  await open(page, "/tanaan?scenario=team");
  for (const name of ["Tunnit", "Lomat", "Tiimi", "Lisää"]) {
    await page.getByRole("link", { name, exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name })).toBeFocused();
    await expect(page.getByRole("link", { name, exact: true })).toHaveAttribute("aria-current", "page");
  }
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Tiimi");
});

test("signing out with unsent work asks first", async ({ page }) => {
  await open(page, "/lisaa?scenario=offline");
  await button(page, "Kirjaudu ulos").last().click();
  await expect(page.getByText("2 on vielä lähettämättä")).toBeVisible();
  await button(page, "Pysy kirjautuneena").click();
  await button(page, "Kirjaudu ulos").last().click();
  await button(page, "Kirjaudu ulos silti").click();
  await expect(page.getByLabel("Sähköposti", { exact: true })).toBeVisible();
});

test("a tap on the clock-in button paints within 50 ms", { tag: "@alone" }, async ({ page }) => {
  await open(page, "/tanaan?scenario=out");
  const took = await page.evaluate(async () => {
    const tap = document.querySelector<HTMLButtonElement>(".today-acts .go")!;
    const before = performance.now();
    tap.click();
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const changed = document.querySelector(".today-acts")!.classList.contains("in");
    return changed ? performance.now() - before : Number.POSITIVE_INFINITY;
  });
  console.log(`tap to paint: ${Math.round(took)} ms`);
  expect(took).toBeLessThan(50);
});

test("keys punch and are listed on ?, and do nothing in a field or once they are switched off", async ({ page }) => {
  await open(page, "/tanaan?scenario=out");
  await page.keyboard.press("i");
  await expect(button(page, "Leimaa ulos")).toBeVisible();
  await page.keyboard.press("?");
  const list = page.getByRole("dialog", { name: "Pikanäppäimet" });
  await expect(list).toContainText("Leimaa ulos");
  await list.getByLabel("Pikanäppäimet käytössä tässä laitteessa").uncheck();
  await page.keyboard.press("u");
  await page.keyboard.press("Escape");
  await expect(list).toHaveCount(0);
  await page.keyboard.press("u");
  await page.keyboard.press("?");
  await expect(list).toHaveCount(0);
  await expect(button(page, "Leimaa ulos")).toBeVisible();
});

test("a new password can be looked at while it is written", async ({ page }) => {
  await open(page, "/lisaa?scenario=in");
  await page.getByText("Vaihda salasana").first().click();
  await page.locator("#new-password").fill("kolme sanaa riittää");
  await page.getByRole("button", { name: "Näytä salasana: Uusi salasana" }).click();
  await expect(page.locator("#new-password")).toHaveAttribute("type", "text");
  await expect(page.locator("#current-password")).toHaveAttribute("type", "password");
});
