import { expect, test, type Page } from "@playwright/test";
import { button, useGallery } from "./kit/gallery";

const open = useGallery();

test("a tap anywhere on a person's row opens what can be done for them", async ({ page }) => {
  await open(page, "/tiimi?scenario=team");
  const name = page.getByRole("listitem").filter({ hasText: "Aino Virtanen" }).locator("b");
  await name.scrollIntoViewIfNeeded();
  const box = (await name.boundingBox())!;
  await page.mouse.click(box.x + 2, box.y + 2);
  await expect(button(page, "Toiminnot: Aino Virtanen")).toHaveAttribute("aria-expanded", "true");
  await expect(button(page, "Kirjaa poissaolo")).toBeVisible();
});

test("the months that wait for a decision come first", async ({ page }) => {
  await open(page, "/kuukaudet?scenario=team");
  const people = page.getByRole("region", { name: "Henkilöt" }).getByRole("listitem");
  await expect(people.first()).toContainText("Muuttunut hyväksynnän jälkeen");
  await expect(people.nth(1)).toContainText("Palautettu");
});

test("a kiky day of sixteen hours for a team is asked about once, and shorter times take the question away", async ({
  page,
}) => {
  await open(page, "/kiky?scenario=office");
  await button(page, "Valitse kaikki").click();
  await button(page, "Merkitse pidennyspäivä").click();
  await page.getByLabel("Alkaa").fill("06:00");
  await page.getByLabel("Päättyy").fill("22:00");
  const posted = page.locator(".kiky-lines");
  await button(page, "Merkitse 4 hengelle").click();
  const question = page.getByRole("alert").filter({ hasText: "16:00" });
  await expect(question).toBeVisible();
  await expect(posted).toHaveCount(0);
  await page.getByLabel("Päättyy").fill("08:00");
  await expect(question).toHaveCount(0);
  await page.getByLabel("Päättyy").fill("22:00");
  await button(page, "Merkitse 4 hengelle").click();
  await button(page, "Kyllä, merkitse 16:00").click();
  await expect(posted).toBeVisible();
});

for (const [width, size] of [
  [360, "100%"],
  [320, "200%"],
] as const) {
  test(`at ${width} px and text of ${size} a long heading and the chip stand clear of each other`, async ({ page }) => {
    await open(page, "/tyoehtosopimukset?scenario=office", width);
    await page.evaluate((of) => (document.documentElement.style.fontSize = of), size);
    const boxes = [page.getByRole("heading", { level: 1 }), page.locator(".chip"), page.locator("main")];
    const [title, chip, main] = await Promise.all(boxes.map(async (one) => (await one.boundingBox())!));
    const apart = title!.x + title!.width <= chip!.x || title!.y + title!.height + 2 <= chip!.y;
    expect(apart).toBe(true);
    expect(chip!.y + chip!.height + 6).toBeLessThanOrEqual(main!.y);
    expect(Math.round(chip!.x + chip!.width)).toBe(width - 16);
  });
}

test("a year without kiky of its own offers none to mark, and a screen without a network says its name once", async ({
  page,
}) => {
  await open(page, "/tanaan?scenario=noterms&sheet=kiky");
  const year = page.getByRole("dialog");
  await expect(year.getByText("Kiky sisältyy")).toBeVisible();
  await expect(year.getByRole("button", { name: /pidennyspäivä|Selitys/ })).toHaveCount(0);
  await open(page, "/kuukaudet?scenario=team-offline");
  await expect(page.getByRole("button", { name: "Yritä uudelleen" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Kuukaudet" })).toHaveCount(1);
});

test("the connections without a network say so once, and offer nothing that cannot be done", async ({ page }) => {
  await open(page, "/rajapinnat?scenario=office-offline");
  await expect(page.getByRole("alert").filter({ hasText: "verkko" })).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Yritä uudelleen" })).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Tee avain" })).toHaveCount(0);
});
